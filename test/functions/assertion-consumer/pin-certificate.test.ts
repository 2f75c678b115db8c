import { beforeAll, describe, expect, it } from 'vitest';
import type { AppId } from '../../../shared/ids/app-id.ts';
import type { TrustedKey } from '../../../shared/saml/inbound/signature/trusted-key.ts';
import { thumbprintsOf } from '../../../shared/tenants/keys/thumbprints.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { asCertificate, asThumbprint } from '../../fixtures/trusted-key.ts';
import { type Answered, ask, cookiesOf } from '../../harness/ask.ts';
import { beginAt, type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';

const key = signingKey();
const other = signingKey({ name: 'other' });

describeWithDatabase('the certificate behind a thumbprint', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });
  const trusting = (app: AppId, ...trustedKeys: TrustedKey[]) =>
    customerOf(product, app, { connection: { trustedKeys } });
  const keysOf = async ({ tenant }: Customer) =>
    (await product.deployment.tenants.findFresh(tenant.app, tenant.id))?.connection.trustedKeys;

  describe.each<AppId>(['timetrack', 'trakstar'])('at %s', (app) => {
    it.each(['sha1', 'sha256'] as const)(
      'is pinned beside its %s by the first sign-in',
      async (algorithm) => {
        const customer = await trusting(app, asThumbprint(other), asThumbprint(key, algorithm));
        await signInAt(product, customer);

        expect(await keysOf(customer)).toEqual([
          asThumbprint(other),
          { ...asThumbprint(key, algorithm), pinned: key.certificate },
        ]);
        expect((await signInAt(product, customer)).answer.statusCode).toBe(303);
      },
    );

    it('is pinned by the first sign-in after an activated test has proven the thumbprint', async () => {
      const proven = { ...thumbprintsOf(key.certificate), at: new Date('2026-01-01T00:00:00Z') };
      const customer = await customerOf(product, app, {
        connection: { trustedKeys: [asThumbprint(key)], provenKeys: [proven] },
      });
      await signInAt(product, customer);

      expect(await keysOf(customer)).toEqual([{ ...asThumbprint(key), pinned: key.certificate }]);
      const found = await product.deployment.tenants.findFresh(app, customer.tenant.id);
      expect(found?.connection.provenKeys).toEqual([proven]);
    });

    it('is not pinned by what is refused, nor where it was handed over itself', async () => {
      const customer = await trusting(app, asThumbprint(key), asCertificate(other));
      const before = await keysOf(customer);
      const messages = [
        customer.message(undefined, { audience: 'https://elsewhere.example' }),
        customer.message(undefined).replaceAll('B.Simon@', 'C.Simon@'),
        customer.message(undefined, {}, { key: signingKey({ name: 'mallory' }) }),
      ];
      for (const message of messages) {
        const url = customer.urls.replyUrl;
        const answer = await ask(product.assertionConsumer, { url, form: formBody(message) });
        expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      }
      const { requestId, cookies } = await beginAt(product, customer.signOnUrl());
      const form = formBody(customer.message(requestId, {}, { key: other }));
      await ask(product.assertionConsumer, { url: customer.urls.replyUrl, cookies, form });

      expect(log.decision()['event']).toBe('sign-in.accepted');
      expect(await keysOf(customer)).toEqual(before);
    });
  });

  it('costs nobody the session where it cannot be pinned', async () => {
    const customer = await trusting('timetrack', asThumbprint(key));
    const { requestId, cookies } = await beginAt(product, customer.signOnUrl());
    const { tables } = database();
    const broken = productOver({
      ...tables,
      tenants: {
        ...tables.tenants,
        // The identity of a first sign-in is claimed before the session is made.
        put: (item, ...condition) =>
          String(item['sortKey']).startsWith('user-identity')
            ? tables.tenants.put(item, ...condition)
            : failing(),
        update: (_, change) =>
          change.update.includes('identity') ? tables.tenants.update(_, change) : failing(),
      },
    });
    const form = formBody(customer.message(requestId));
    const answer: Answered = await ask(broken.assertionConsumer, {
      url: customer.urls.replyUrl,
      cookies,
      form,
    });

    expect(answer.statusCode).toBe(303);
    expect(log.lines().map(({ event }) => event)).toEqual(['sign-in.accepted', 'fault']);
    const session = await ask(product.session, { url: customer.at('/session'), cookies: cookiesOf(answer) });
    expect(session.statusCode).toBe(200);
    expect(await keysOf(customer)).toEqual([asThumbprint(key)]);
  });
});

const failing = () => Promise.reject(new Error('no answer'));
