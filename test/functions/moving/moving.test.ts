import { beforeAll, describe, expect, it } from 'vitest';
import type { Site } from '../../../shared/apps/site.ts';
import { productionSite } from '../../../shared/apps/site.ts';
import { tenantUrls } from '../../../shared/apps/urls.ts';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { attributeOf } from '../../../shared/saml/inbound/xml/element.ts';
import { gallery, profileOf } from '../../fixtures/apps.ts';
import { facts } from '../../fixtures/facts.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { beginAt, type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { redirected } from '../../saml/outbound/redirected.ts';

const returnTo = '/reports/7?x=1';

/** Each app at its first address and at the one that it moves to: a pattern, and a host of its own. */
const nextOrigins: readonly [AppId, string][] = [
  ['timetrack', 'https://{tenant}.time.example.net'],
  ['timetrack', 'https://time.example.net'],
  ['trakstar', 'https://perform.example.net'],
];

describeWithDatabase('an app that moves to another address', (database) => {
  const log = useLog();

  describe.each(nextOrigins)('%s to %s', (app, origin) => {
    const next: Site = { app: profileOf(app), origin };
    const sites = [...Object.values(gallery).map(productionSite), next];
    let product: Product;
    beforeAll(() => {
      product = productOver(database().tables, () => facts.now, sites);
    });

    const moveTo = ({ deployment }: Product, { tenant }: Customer, standsAt = origin) =>
      deployment.tenants.change(app, tenant.id, { by: 'maria', at: facts.now }, (before) => ({
        ...before,
        standsAt,
      }));
    const nextUrls = ({ tenant }: Customer) => tenantUrls(next, tenant.id);
    const urlWith = (url: string, parameters: Record<string, string>) => {
      const made = new URL(url);
      for (const [name, value] of Object.entries(parameters)) made.searchParams.set(name, value);
      return made.href;
    };
    const sessionAt = async (url: string, cookies: readonly string[]) =>
      (await ask(product.session, { url: new URL('/session', url).href, cookies })).statusCode;
    const postTo = (url: string, message: string, cookies: readonly string[] = [], relayState?: string) =>
      ask(product.assertionConsumer, { url, cookies, form: formBody(message, relayState) });

    it('signs people in at the first address until their tenant is moved, and leads there from the next', async () => {
      const customer = await customerOf(product, app);
      const answer = await ask(product.signOn, {
        url: urlWith(nextUrls(customer).signOnUrl, { returnTo, login_hint: 'b.simon@contoso.com' }),
      });
      expect(answer.statusCode).toBe(303);
      expect(cookiesOf(answer)).toEqual([]);
      expect(locationOf(answer)).toBe(customer.signOnUrl({ returnTo, login_hint: 'b.simon@contoso.com' }));
      const { cookies } = await signInAt(product, customer);
      expect(await sessionAt(customer.urls.replyUrl, cookies)).toBe(200);
    });

    it('signs a moved tenant in at the next address, with its values alone', async () => {
      const customer = await customerOf(product, app);
      await moveTo(product, customer);
      const urls = nextUrls(customer);
      const led = locationOf(await ask(product.signOn, { url: customer.signOnUrl({ returnTo }) }));
      expect(led).toBe(urlWith(urls.signOnUrl, { returnTo }));

      const { answer, requestId, cookies } = await beginAt(product, led);
      const { message } = redirected(locationOf(answer), 'SAMLRequest');
      expect(attributeOf(message, 'AssertionConsumerServiceURL')).toBe(urls.replyUrl);
      const parts = { audience: urls.identifier, replyUrl: urls.replyUrl };
      const signedIn = await postTo(urls.replyUrl, customer.message(requestId, parts), cookies);
      expect(locationOf(signedIn)).toBe(returnTo);
      expect(await sessionAt(urls.replyUrl, cookiesOf(signedIn))).toBe(200);
    });

    it.each(['audience', 'recipient', 'destination'] as const)(
      'accepts at the next address no %s of the first',
      async (part) => {
        const customer = await customerOf(product, app);
        await moveTo(product, customer);
        const urls = nextUrls(customer);
        const { requestId, cookies } = await beginAt(product, urls.signOnUrl);
        const right = { audience: urls.identifier, replyUrl: urls.replyUrl };
        const wrong = part === 'audience' ? customer.urls.identifier : customer.urls.replyUrl;
        const answer = await postTo(
          urls.replyUrl,
          customer.message(requestId, { ...right, [part]: wrong }),
          cookies,
        );
        expect(answer.statusCode).toBeGreaterThanOrEqual(400);
        expect(log.decision()['problem']).toBe(`${part}-mismatch`);
      },
    );

    it('leads a person on who began at the first address before the move', async () => {
      const customer = await customerOf(product, app);
      const { requestId, cookies } = await beginAt(product, customer.signOnUrl({ returnTo }));
      await moveTo(product, customer);
      const answer = await postTo(customer.urls.replyUrl, customer.message(requestId), cookies);
      expect(locationOf(answer)).toBe(urlWith(nextUrls(customer).signOnUrl, { returnTo }));
      expect(cookiesOf(answer).join()).not.toContain('__Host-session=');

      const again = await postTo(customer.urls.replyUrl, customer.message(requestId), [
        ...cookies,
        ...cookiesOf(answer),
      ]);
      expect(again.statusCode).toBeGreaterThanOrEqual(400);
      expect(log.decision()).toMatchObject({ problem: 'reply-url-mistaken', authenticated: true });
      expect(again.body).toContain(new URL(origin.replace('{tenant}', customer.tenant.id)).host);
    });

    it('leads on from an unsolicited response at the address where the tenant does not stand', async () => {
      const customer = await customerOf(product, app);
      const early = { audience: nextUrls(customer).identifier, replyUrl: nextUrls(customer).replyUrl };
      const before = await postTo(nextUrls(customer).replyUrl, customer.message(undefined, early));
      expect(locationOf(before)).toBe(customer.urls.signOnUrl);
      await moveTo(product, customer);
      const after = await postTo(customer.urls.replyUrl, customer.message(undefined));
      expect(locationOf(after)).toBe(nextUrls(customer).signOnUrl);
      expect(cookiesOf(after).join()).not.toContain('__Host-session=');
    });

    it('keeps a session of the first address until it ends', async () => {
      const customer = await customerOf(product, app);
      const { cookies } = await signInAt(product, customer);
      await moveTo(product, customer);
      expect(await sessionAt(customer.urls.replyUrl, cookies)).toBe(200);
      const opened = await ask(product.signOn, { url: customer.signOnUrl({ returnTo }), cookies });
      expect(locationOf(opened)).toBe(returnTo);
    });

    it('decides by the tenant as it is now, although another process has cached it', async () => {
      const customer = await customerOf(product, app);
      const other = productOver(database().tables, () => facts.now, sites);
      const { requestId, cookies } = await beginAt(other, customer.signOnUrl({ returnTo }));
      await moveTo(product, customer);
      const late = await ask(other.assertionConsumer, {
        url: customer.urls.replyUrl,
        cookies,
        form: formBody(customer.message(requestId)),
      });
      expect(locationOf(late)).toBe(urlWith(nextUrls(customer).signOnUrl, { returnTo }));
      // A process that knows the tenant at the first address only does not send the person back.
      const third = productOver(database().tables, () => facts.now, sites);
      await moveTo(product, customer, productionSite(profileOf(app)).origin);
      await beginAt(third, customer.signOnUrl());
      await moveTo(product, customer);
      const begun = locationOf(await ask(third.signOn, { url: nextUrls(customer).signOnUrl }));
      expect(begun).toContain(new URL(customer.tenant.connection.loginUrl).host);
    });

    it('costs one read more at the address where the tenant does not stand, and writes nothing', async () => {
      const customer = await customerOf(product, app);
      await moveTo(product, customer);
      const { requestsOf } = database();
      const signOn = await requestsOf(() => ask(product.signOn, { url: customer.signOnUrl() }));
      expect(signOn).toEqual(['GetItemCommand', 'GetItemCommand']);
      const answer = await requestsOf(() => postTo(customer.urls.replyUrl, customer.message(undefined)));
      expect(answer).toEqual(['GetItemCommand']);
    });

    it('publishes the metadata of each address at that address', async () => {
      const customer = await customerOf(product, app);
      for (const urls of [customer.urls, nextUrls(customer)]) {
        const { body } = await ask(product.metadata, { url: urls.metadataUrl });
        expect(body).toContain(`entityID="${urls.identifier}"`);
        expect(body).toContain(`Location="${urls.replyUrl}"`);
      }
    });
  });
});
