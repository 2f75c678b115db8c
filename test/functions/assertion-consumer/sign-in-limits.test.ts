import { beforeAll, describe, expect, it, vi } from 'vitest';
import { assertionConsumerEndpoint } from '../../../functions/assertion-consumer/endpoint.ts';
import { readSignInLimits, type SignInLimits } from '../../../functions/assertion-consumer/limits.ts';
import { systemRandom } from '../../../shared/ids/secret.ts';
import { facts } from '../../fixtures/facts.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { beginAt, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { productOver } from '../../harness/product.ts';

const day = 86_400;

describe('the limits of a deployment', () => {
  it('are those of app and tenant where it says nothing', () => {
    expect(readSignInLimits({})).toEqual({ maximumSessionSeconds: day, takesUnsolicited: true });
  });

  it('are read from its variables', () => {
    expect(
      readSignInLimits({
        LATCHKEY_MAXIMUM_SESSION_SECONDS: '3600',
        LATCHKEY_UNSOLICITED_RESPONSES: 'restart',
      }),
    ).toEqual({ maximumSessionSeconds: 3_600, takesUnsolicited: false });
  });

  it.each([
    ['LATCHKEY_MAXIMUM_SESSION_SECONDS', '', 'must be 900 to 86400'],
    ['LATCHKEY_MAXIMUM_SESSION_SECONDS', '899', 'must be 900 to 86400'],
    ['LATCHKEY_MAXIMUM_SESSION_SECONDS', '86401', 'must be 900 to 86400'],
    ['LATCHKEY_MAXIMUM_SESSION_SECONDS', '1e4', 'must be 900 to 86400'],
    ['LATCHKEY_UNSOLICITED_RESPONSES', 'off', 'must be accept or restart'],
    ['LATCHKEY_UNSOLICITED_RESPONSES', '', 'must be accept or restart'],
  ])('keep the function from starting with %s=%j', (name, value, says) => {
    expect(() => readSignInLimits({ [name]: value })).toThrow(`${name} ${says}`);
  });
});

describeWithDatabase('a sign-in under the limits of its deployment', (database) => {
  let product: ReturnType<typeof productOver>;

  beforeAll(() => {
    product = productOver(database().tables);
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    return () => vi.restoreAllMocks();
  });

  const consumerWith = (limits: SignInLimits) =>
    assertionConsumerEndpoint(
      { ...product.deployment, random: systemRandom, limits },
      { clock: () => facts.now },
    );

  it.each([
    [3_600, day, 3_600],
    [day, 1_800, 1_800],
  ])('may last %i s, of its tenant %i s: it ends after %i s', async (maximum, ofTenant, seconds) => {
    const { urls, message, at } = await customerOf(product, 'timetrack', { sessionLengthSeconds: ofTenant });
    const begun = await beginAt(product, urls.signOnUrl);
    const answer = await ask(consumerWith({ maximumSessionSeconds: maximum, takesUnsolicited: true }), {
      url: urls.replyUrl,
      cookies: begun.cookies,
      form: formBody(message(begun.requestId)),
    });
    const session = await ask(product.session, { url: at('/session'), cookies: cookiesOf(answer) });
    const { signedInAt, expiresAt } = JSON.parse(session.body ?? '');

    expect((Date.parse(expiresAt) - Date.parse(signedInAt)) / 1_000).toBe(seconds);
  });

  it('where nothing unsolicited counts, answers such a response of TimeTrack by a sign-in of its own', async () => {
    const { urls, message } = await customerOf(product, 'timetrack');
    const consumer = consumerWith({ maximumSessionSeconds: day, takesUnsolicited: false });
    const form = formBody(message(undefined));
    const first = await ask(consumer, { url: urls.replyUrl, form });
    const again = await ask(consumer, { url: urls.replyUrl, form, cookies: cookiesOf(first) });

    expect([first.statusCode, locationOf(first)]).toEqual([303, urls.signOnUrl]);
    expect(cookiesOf(first).some((cookie) => cookie.startsWith('__Host-session='))).toBe(false);
    expect(again.statusCode).toBe(403);
    // The same response still counts where it is asked for nowhere else: nothing has been spent.
    expect((await ask(product.assertionConsumer, { url: urls.replyUrl, form })).statusCode).toBe(303);
  });
});
