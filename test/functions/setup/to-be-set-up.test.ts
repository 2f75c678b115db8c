import { describe, expect, it } from 'vitest';
import { emptyConnection } from '../../../shared/tenants/connection.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { facts } from '../../fixtures/facts.ts';
import { formBody } from '../../fixtures/post.ts';
import { type Answered, ask, withoutTrace } from '../../harness/ask.ts';
import { type Customer, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { newTenantId } from '../../harness/samples.ts';
import { makeLink, openSetup } from './set-up.ts';

const author = { by: 'test', at: new Date() };

describeWithDatabase('a tenant that nobody has set up', (database) => {
  useLog();

  /** A customer whose tenant becomes what `edit` makes of it. */
  async function changed(edit: (tenant: Tenant) => Tenant) {
    const product = productOver(database().tables);
    const customer = await customerOf(product, 'timetrack');
    const { app, id } = customer.tenant;
    await product.deployment.tenants.change(app, id, author, edit);
    return { product, customer };
  }

  describe.each<[string, (tenant: Tenant) => Tenant]>([
    ['without a connection', (tenant) => ({ ...tenant, connection: emptyConnection })],
    ['with single sign-on switched off', (tenant) => ({ ...tenant, sso: false })],
  ])('%s', (_, edit) => {
    it('sends nobody to a directory and lets nobody in, as if there were no such tenant', async () => {
      const { product, customer } = await changed(edit);
      const signOn = await ask(product.signOn, { url: customer.urls.signOnUrl });
      const form = formBody(customer.message(undefined));
      const consumed = await ask(product.assertionConsumer, { url: customer.urls.replyUrl, form });

      expect([signOn.statusCode, consumed.statusCode]).toEqual([404, 404]);
      expect([signOn.cookies, consumed.cookies]).toEqual([[], []]);
    });
  });

  describe('has its metadata, which its administrator uploads before anything else,', () => {
    const begun = () => changed((tenant) => ({ ...tenant, sso: true, connection: emptyConnection }));
    const metadataOf = (
      product: Product,
      customer: Customer,
      name: string,
      cookies: readonly string[] = [],
    ) =>
      ask(product.metadata, {
        url: customer.urls.metadataUrl.replace(customer.tenant.id, name),
        cookies,
      });

    it('for the browser that has its set-up page open', async () => {
      const { product, customer } = await begun();
      const made = await makeLink(database().tables, customer, facts.now);
      const browser = await openSetup(product.setup, customer, made);
      const page = await browser.get({ step: 'values' });
      const { statusCode, body } = await metadataOf(product, customer, customer.tenant.id, browser.cookies());

      expect(page.body).toContain(customer.urls.metadataUrl);
      expect(statusCode).toBe(200);
      expect(body).toContain(customer.urls.replyUrl);
    });

    it.each(['no cookie', 'a cookie of its own', 'the cookie of another tenant', 'a link that was revoked'])(
      'and for nobody else, as if there were no such tenant: %s',
      async (shown) => {
        const { product, customer } = await begun();
        const other = await customerOf(product, 'timetrack');
        const { tables } = database();
        const made = await makeLink(tables, customer, facts.now);
        const cookiesFor: Readonly<Record<string, () => Promise<readonly string[]>>> = {
          'no cookie': async () => [],
          'a cookie of its own': async () => [
            `__Host-setup=timetrack.${customer.tenant.id}.${made.link.id}.0.${'A'.repeat(43)}`,
          ],
          'the cookie of another tenant': async () => {
            const link = await makeLink(tables, other, facts.now);
            return (await openSetup(product.setup, other, link)).cookies();
          },
          'a link that was revoked': async () => {
            const cookies = (await openSetup(product.setup, customer, made)).cookies();
            const { app, tenant, id } = made.link;
            await product.deployment.setupLinks.revoke(app, tenant, id, facts.now);
            return cookies;
          },
        };
        const cookies = (await cookiesFor[shown]?.()) ?? expect.unreachable();
        const asked = async (name: string) => {
          let answer: Answered = {};
          const requests = await database().requestsOf(async () => {
            answer = await metadataOf(
              product,
              customer,
              name,
              cookies.map((cookie) => cookie.replace(customer.tenant.id, name)),
            );
          });
          const { body, ...rest } = withoutTrace(answer) as Answered;
          return { ...rest, body: body?.replaceAll(name, 'NAME'), requests };
        };
        const toBeSetUp = await asked(customer.tenant.id);

        expect(toBeSetUp.statusCode).toBe(404);
        expect(await asked(newTenantId())).toEqual(toBeSetUp);
      },
    );
  });

  it('has none where the operator disabled it', async () => {
    const { product, customer } = await changed((tenant) => ({
      ...tenant,
      connection: { ...emptyConnection, state: 'disabled' },
    }));

    expect((await ask(product.metadata, { url: customer.urls.metadataUrl })).statusCode).toBe(404);
  });
});
