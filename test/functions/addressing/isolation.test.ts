import { beforeAll, describe, expect, it } from 'vitest';
import { endpointUrls } from '../../../shared/apps/urls.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import type { TrustedKey } from '../../../shared/saml/inbound/signature/trusted-key.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { ask, locationOf } from '../../harness/ask.ts';
import { beginAt, type Customer, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { tenant } from '../../ids/identifiers.ts';
import { sitesOfKinds } from './kinds.ts';

/** One directory with one certificate: only what an address and an Identifier say tells its tenants apart. */
const issuer = 'https://sts.windows.net/5f1c7d7e-9c0e-4a54-8c0b-3a1c3d0a7b11/';
const trustedKeys: readonly TrustedKey[] = [asCertificate(signingKey())];
const names: readonly TenantId[] = [tenant('acme'), tenant('globex')];

/** Entra writes `spn:` before an Identifier that is no URI. */
const audienceOf = ({ urls }: Customer) =>
  /^[a-z][a-z0-9+.-]*:/i.test(urls.identifier) ? urls.identifier : `spn:${urls.identifier}`;

const places = sitesOfKinds.flatMap((site) => names.map((name) => [site.app.id, name] as const));

describeWithDatabase('twelve tenants over every kind of addressing', (database) => {
  const log = useLog();
  let product: Product;
  const customers = new Map<string, Customer>();
  const at = (app: string, name: string) => customers.get(`${app} ${name}`) ?? expect.unreachable();
  beforeAll(async () => {
    product = productOver(database().tables, undefined, sitesOfKinds);
    for (const [app, id] of places) {
      const customer = await customerOf(product, app, { id, connection: { issuer, trustedKeys } });
      customers.set(`${app} ${id}`, customer);
    }
  });

  const post = (from: Customer, url: string, replyUrl = from.urls.replyUrl) =>
    ask(product.assertionConsumer, {
      url,
      form: formBody(from.message(undefined, { audience: audienceOf(from), replyUrl })),
    });

  describe.each(places)('a message for %s %s', (app, name) => {
    it.each(places)('at the Reply URL of %s %s', async (otherApp, otherName) => {
      const [from, to] = [at(app, name), at(otherApp, otherName)];
      const { statusCode } = await post(from, to.urls.replyUrl);
      const problem = statusCode === 303 ? 'accepted' : log.decision()?.['problem'];
      const expected =
        from === to
          ? 'accepted'
          : from.urls.identifier === to.urls.identifier
            ? 'recipient-mismatch'
            : 'audience-mismatch';
      expect(problem).toBe(expected);
    });
  });

  it.each(places)('%s %s signs in by its own request, and has its own metadata', async (app, name) => {
    const customer = at(app, name);
    const { requestId, cookies } = await beginAt(product, customer.urls.signOnUrl);
    const answer = await ask(product.assertionConsumer, {
      url: customer.urls.replyUrl,
      cookies,
      form: formBody(customer.message(requestId, { audience: audienceOf(customer) })),
    });
    expect([answer.statusCode, locationOf(answer)]).toEqual([303, '/welcome']);
    const { body } = await ask(product.metadata, { url: customer.urls.metadataUrl });
    expect(body).toContain(`entityID="${customer.urls.identifier}"`);
    expect(body).toContain(`Location="${customer.urls.replyUrl.replaceAll('&', '&amp;')}" isDefault="true"`);
  });

  it('takes any of the Reply URLs of a tenant as Recipient, and lists them', async () => {
    const customer = at('query', 'acme');
    const site = sitesOfKinds.find(({ app }) => app.id === 'query') ?? expect.unreachable();
    const [first, second = ''] = endpointUrls(site, customer.tenant.id, 'assertion-consumer');
    for (const [postedTo, recipient] of [
      [second, second],
      [first, second],
      [second, first],
    ] as const) {
      expect((await post(customer, postedTo, recipient)).statusCode).toBe(303);
    }
    const other = endpointUrls(site, tenant('globex'), 'assertion-consumer')[1] ?? '';
    await post(customer, first, other);
    expect(log.decision()).toMatchObject({ problem: 'recipient-mismatch' });
    const { body } = await ask(product.metadata, { url: customer.urls.metadataUrl });
    expect(body?.match(/<AssertionConsumerService index="1" [^>]*>/)?.[0]).toContain(second);
    expect(body?.match(/isDefault/g)).toHaveLength(1);
  });

  it('accepts a bare Identifier with spn: and without, and no other prefix', async () => {
    const customer = at('path', 'acme');
    const { identifier } = customer.urls;
    const statusOf = async (audience: string) => {
      const form = formBody(customer.message(undefined, { audience }));
      return (await ask(product.assertionConsumer, { url: customer.urls.replyUrl, form })).statusCode;
    };
    expect(await statusOf(`spn:${identifier}`)).toBe(303);
    expect(await statusOf(identifier)).toBe(303);
    for (const wrong of [
      `SPN:${identifier}`,
      `spn:spn:${identifier}`,
      `urn:${identifier}`,
      identifier.toLowerCase(),
    ]) {
      expect([wrong, await statusOf(wrong)]).toEqual([wrong, 403]);
    }
  });
});
