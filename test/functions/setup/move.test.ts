import { beforeAll, describe, expect, it } from 'vitest';
import { productionSite } from '../../../shared/apps/site.ts';
import { tenantUrls } from '../../../shared/apps/urls.ts';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { attributeOf } from '../../../shared/saml/inbound/xml/element.ts';
import { gallery, profileOf } from '../../fixtures/apps.ts';
import { facts } from '../../fixtures/facts.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { type Customer, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { redirected } from '../../saml/outbound/redirected.ts';
import { hiddenFieldsOf, makeLink, openSetup, setupUrl } from './set-up.ts';

const intents = ['set-up', 'renew-certificate'] as const;

describeWithDatabase('the set-up page of an app that moves', (database) => {
  useLog();

  describe.each<[AppId, string]>([
    ['timetrack', 'https://{tenant}.time.example.net'],
    ['trakstar', 'https://perform.example.net'],
  ])('%s', (app, origin) => {
    const next = { app: profileOf(app), origin };
    let product: Product;
    beforeAll(() => {
      const sites = [...Object.values(gallery).map(productionSite), next];
      product = productOver(database().tables, () => facts.now, sites);
    });

    /** The same customer at the new address. */
    const atNext = (customer: Customer): Customer => {
      const urls = tenantUrls(next, customer.tenant.id);
      return {
        ...customer,
        urls,
        at: (path) => new URL(path, urls.replyUrl).href,
        message: (inResponseTo, parts = {}) =>
          customer.message(inResponseTo, { audience: urls.identifier, replyUrl: urls.replyUrl, ...parts }),
      };
    };
    const customerToMove = () => customerOf(product, app, { sso: true });
    const browserOf = async (customer: Customer, intent: (typeof intents)[number] = 'set-up') =>
      openSetup(product.setup, customer, await makeLink(database().tables, customer, facts.now, { intent }));
    type Browser = Awaited<ReturnType<typeof browserOf>>;
    const tenantOf = async ({ tenant }: Customer) =>
      (await product.deployment.tenants.findFresh(app, tenant.id)) ?? expect.unreachable();

    /** Presses the button of the test, signs in at the directory, and comes back. */
    const test = async (customer: Customer, browser: Browser) => {
      const fields = hiddenFieldsOf(await browser.get({ step: 'test' }), 'test');
      const begun = await browser.post('test', { revision: fields['revision'] ?? [] });
      const cookies = [...browser.cookies(), ...cookiesOf(begun)];
      const sent = await ask(product.signOn, { url: customer.at(locationOf(begun)), cookies });
      const request = new URL(locationOf(sent)).searchParams.get('RelayState') ?? '';
      await ask(product.assertionConsumer, {
        url: customer.urls.replyUrl,
        cookies,
        form: formBody(customer.message(request)),
      });
      return redirected(locationOf(sent), 'SAMLRequest').message;
    };
    const activate = async (browser: Browser) =>
      browser.post('activate', hiddenFieldsOf(await browser.get({ step: 'activate' }), 'activate'));

    it.each(intents)(
      'leads through values, test and move at the new address, with a link to %s',
      async (intent) => {
        const customer = atNext(await customerToMove());
        const before = (await tenantOf(customer)).connection;
        const browser = await browserOf(customer, intent);
        const done = await browser.get({ step: 'done' });
        expect(done.body).toContain('Move to this address');
        const values = await browser.get({ step: 'values' });
        expect(values.body).toContain('<b>Add</b> these values to the present ones.');
        expect(values.body).toContain(customer.urls.replyUrl);
        await browser.post('go', hiddenFieldsOf(values, 'go'));

        const request = await test(customer, browser);
        expect(attributeOf(request, 'AssertionConsumerServiceURL')).toBe(customer.urls.replyUrl);
        expect((await tenantOf(customer)).standsAt).toBeUndefined();
        expect((await browser.get({ step: 'activate' })).body).toContain(
          `people sign in at the new address: <code>${customer.urls.signOnUrl}`,
        );
        expect(locationOf(await activate(browser))).toContain('step=done');

        const after = await tenantOf(customer);
        expect(after.standsAt).toBe(origin);
        expect(after.connection.trustedKeys).toEqual(before.trustedKeys);
        expect(after.connection.issuer).toBe(before.issuer);
        const history = JSON.stringify(await product.deployment.tenants.history(app, after.id));
        expect(history).toContain('"name":"standsAt"');
        const cleanUp = (await browser.get({ step: 'done' })).body ?? '';
        expect(cleanUp).toContain('Remove the earlier address in Entra');
        expect(cleanUp).toContain(tenantUrls(productionSite(profileOf(app)), after.id).replyUrl);
      },
    );

    it('moves no tenant by a test at the present address', async () => {
      const customer = await customerToMove();
      const browser = await browserOf(customer);
      const { body } = await browser.get({ step: 'done' });
      expect(body).toContain('This application moves to another address');
      expect(body).not.toContain('Move to this address');
      await test(customer, browser);
      expect(locationOf(await activate(browser))).toContain('step=done');
      expect((await tenantOf(customer)).standsAt).toBeUndefined();
    });

    it('activates nothing that was tested at an address which the tenant has left', async () => {
      const customer = await customerToMove();
      const browser = await browserOf(customer);
      await test(customer, browser);
      await product.deployment.tenants.change(
        app,
        customer.tenant.id,
        { by: 'maria', at: facts.now },
        (tenant) => ({
          ...tenant,
          standsAt: origin,
        }),
      );
      const refused = await activate(browser);
      expect(refused.statusCode).toBe(409);
      expect(refused.body).toContain('These values have not passed a test yet');
      expect((await tenantOf(customer)).standsAt).toBe(origin);
    });

    it('leads on from the address that a tenant has left', async () => {
      const customer = await customerToMove();
      const browser = await browserOf(customer);
      await product.deployment.tenants.change(
        app,
        customer.tenant.id,
        { by: 'maria', at: facts.now },
        (tenant) => ({
          ...tenant,
          standsAt: origin,
        }),
      );
      const { body = '' } = await browser.get({ step: 'done' });
      expect(body).toContain('People sign in at another address now');
      expect(body.replaceAll('&amp;', '&')).toContain(setupUrl(atNext(customer)).split('?')[0] ?? '');
    });

    it('says it in German', async () => {
      const customer = atNext(await customerToMove());
      const browser = await browserOf(customer);
      const url = setupUrl(customer, { step: 'done' });
      const { body } = await ask(product.setup, {
        url,
        cookies: browser.cookies(),
        headers: { 'accept-language': 'de' },
      });
      expect(body).toContain('Zu dieser Adresse umziehen');
    });
  });
});
