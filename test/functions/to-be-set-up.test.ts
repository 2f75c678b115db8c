import { describe, expect, it } from 'vitest';
import { notSetUp } from '../../shared/tenants/connection.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { formBody } from '../fixtures/post.ts';
import { describeWithDatabase } from '../store/database.ts';
import { ask } from './ask.ts';
import { customerOf } from './customer.ts';
import { useLog } from './logged.ts';
import { productOver } from './product.ts';

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
    ['without a connection', (tenant) => ({ ...tenant, connection: notSetUp })],
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

  it('has its metadata, which its administrator uploads before anything else', async () => {
    const { product, customer } = await changed((tenant) => ({ ...tenant, connection: notSetUp }));
    const { statusCode, body } = await ask(product.metadata, { url: customer.urls.metadataUrl });

    expect(statusCode).toBe(200);
    expect(body).toContain(customer.urls.replyUrl);
  });

  it('has none where the operator disabled it', async () => {
    const { product, customer } = await changed((tenant) => ({
      ...tenant,
      connection: { ...notSetUp, state: 'disabled' },
    }));

    expect((await ask(product.metadata, { url: customer.urls.metadataUrl })).statusCode).toBe(404);
  });
});
