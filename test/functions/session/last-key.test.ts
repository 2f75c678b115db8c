import { beforeAll, expect, it } from 'vitest';
import type { Connection } from '../../../shared/tenants/tenant.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { asCertificate, asThumbprint } from '../../fixtures/trusted-key.ts';
import { ask, cookiesOf } from '../../harness/ask.ts';
import { beginAt, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';

const inSeconds = (seconds: number) => secondsAfter(facts.now, seconds);
const key = signingKey({ name: 'last', notAfter: inSeconds(3_600) });
const longer = signingKey({ name: 'longer', notAfter: inSeconds(7_200) });
const expired = signingKey({ name: 'expired', notAfter: inSeconds(-60) });
const grace = { until: inSeconds(5_400), givenAt: facts.now, reason: 'the administrator is away' };

describeWithDatabase('a session ends', (database) => {
  useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  it.each<[string, Partial<Connection>, typeof key, number]>([
    ['when the last key of its tenant expires', { trustedKeys: [asCertificate(key)] }, key, 3_600],
    [
      'when the later of two keys expires, whichever signed',
      { trustedKeys: [asCertificate(key), asCertificate(longer)] },
      key,
      7_200,
    ],
    [
      'when the certificate grace period ends, if the key has expired',
      { trustedKeys: [asCertificate(expired)], grace },
      expired,
      5_400,
    ],
    [
      'when the grace period ends, if the key expires before that',
      { trustedKeys: [asCertificate(key)], grace },
      key,
      5_400,
    ],
    [
      'as ever, where no certificate of a trusted thumbprint is known',
      { trustedKeys: [asCertificate(key), asThumbprint(signingKey({ name: 'unseen' }))] },
      key,
      28_800,
    ],
    [
      'as ever, where the key lasts longer',
      { trustedKeys: [asCertificate(signingKey())] },
      signingKey(),
      28_800,
    ],
  ])('%s', async (_, connection, signer, seconds) => {
    const customer = await customerOf(product, 'timetrack', { connection });
    const { requestId, cookies } = await beginAt(product, customer.signOnUrl());
    const form = formBody(customer.message(requestId, {}, { key: signer }));
    const url = customer.urls.replyUrl;
    const answer = await ask(product.assertionConsumer, { url, cookies, form });
    expect(answer.statusCode).toBe(303);
    const status = async (at: number) => {
      const { session } = productOver(database().tables, () => inSeconds(at));
      return (await ask(session, { url: customer.at('/session'), cookies: cookiesOf(answer) })).statusCode;
    };

    expect([await status(seconds - 1), await status(seconds)]).toEqual([200, 401]);
  });
});
