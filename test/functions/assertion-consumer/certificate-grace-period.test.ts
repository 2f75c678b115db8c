import { expect, it } from 'vitest';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { ask } from '../../harness/ask.ts';
import { customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { productOver } from '../../harness/product.ts';

const dayInSeconds = 86_400;
const expired = signingKey({ notAfter: secondsAfter(facts.now, -1) });
const unknown = signingKey({ name: 'other' });
const grace = {
  givenAt: secondsAfter(facts.now, -dayInSeconds),
  until: secondsAfter(facts.now, dayInSeconds),
  reason: 'ticket 7',
};

describeWithDatabase('the grace for an expired certificate', (database) => {
  const logged = useLog();
  const postAt = async (now: Date, key = expired) => {
    const product = productOver(database().tables, () => now);
    const customer = await customerOf(product, 'timetrack', {
      connection: { trustedKeys: [asCertificate(expired)], grace },
    });
    // Dated like the moment, so that nothing but the certificate is out of date.
    const message = customer.message(undefined, { issuedAt: now }, { key });
    return ask(product.assertionConsumer, { url: customer.urls.replyUrl, form: formBody(message) });
  };

  it('signs people in while it lasts, and says so in the log', async () => {
    expect((await postAt(facts.now)).statusCode).toBe(303);
    expect(logged.decision()).toMatchObject({
      event: 'sign-in.accepted',
      expiredCertificates: { acceptedUntil: grace.until.toISOString(), reason: 'ticket 7' },
    });
  });

  it('says so of a refusal too, and forgives nothing else', async () => {
    expect((await postAt(facts.now, unknown)).statusCode).toBe(404);
    expect(logged.decision()).toMatchObject({
      problem: 'key-unknown',
      expiredCertificates: { reason: 'ticket 7' },
    });
  });

  it('ends to the second', async () => {
    expect((await postAt(secondsAfter(grace.until, -1))).statusCode).toBe(303);
    expect((await postAt(grace.until)).statusCode).toBe(403);
    expect(logged.decision()).toMatchObject({ problem: 'certificate-expired' });
    expect(logged.decision()).not.toHaveProperty('expiredCertificates');
  });
});
