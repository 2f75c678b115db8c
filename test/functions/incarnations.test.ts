import { beforeAll, expect, it } from 'vitest';
import { dynamoDbSignInLog } from '../../shared/sign-in/log/dynamodb-sign-in-log.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { facts, secondsAfter } from '../fixtures/facts.ts';
import { formBody } from '../fixtures/post.ts';
import { ask } from '../harness/ask.ts';
import { beginAt, type Customer, customerOf, signInAt } from '../harness/customer.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { useLog } from '../harness/logged.ts';
import { type Product, productOver } from '../harness/product.ts';
import { aUser } from '../harness/samples.ts';
import { makeLink, openSetup } from './setup/set-up.ts';

describeWithDatabase('a tenant that is added under a removed tenant’s name', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  /** The same name, directory and people once more, by a clock that is behind: only equality tells the two apart. */
  async function addedAgain({ tenant, user }: Customer): Promise<Tenant> {
    const { tenants, users } = product.deployment;
    await tenants.remove(tenant.app, tenant.id);
    const again = { ...tenant, createdAt: secondsAfter(tenant.createdAt, -3_600) };
    await tenants.add(again);
    await users.add(aUser({ ...user, id: `${user.id}-again` as typeof user.id }));
    return again;
  }

  async function signInsOf(tenant: Tenant): Promise<number> {
    let count = 0;
    for await (const _ of dynamoDbSignInLog(database().tables.flows).list(tenant)) count += 1;
    return count;
  }

  it('sees no sign-in and no refusal of the old one', async () => {
    const customer = await customerOf(product, 'timetrack');
    const { tenant } = customer;
    await signInAt(product, customer);
    const refused = formBody(customer.message(undefined, { audience: 'urn:another' }));
    await ask(product.assertionConsumer, { url: customer.urls.replyUrl, form: refused });
    const { rejections } = product.deployment;
    await expect.poll(() => signInsOf(tenant)).toBe(1);
    expect(await rejections.list(tenant.app, tenant, facts.now)).toHaveLength(1);

    const again = await addedAgain(customer);
    expect(await signInsOf(again)).toBe(0);
    expect(await rejections.list(again.app, again, facts.now)).toEqual([]);
    await signInAt(product, customer);
    await expect.poll(() => signInsOf(again)).toBe(1);
  });

  it('answers no request that was begun at the old one', async () => {
    const customer = await customerOf(product, 'timetrack');
    const { requestId, cookies } = await beginAt(product, customer.signOnUrl());
    await addedAgain(customer);
    const post = (id: string, held: readonly string[]) =>
      ask(product.assertionConsumer, {
        url: customer.urls.replyUrl,
        cookies: held,
        form: formBody(customer.message(id)),
      });
    expect((await post(requestId, cookies)).statusCode).toBe(403);
    expect(log.decision()).toMatchObject({ problem: 'flow-unknown' });

    const own = await beginAt(product, customer.signOnUrl());
    expect((await post(own.requestId, own.cookies)).statusCode).toBe(303);
  });

  it('is not set up by a link of the old one', async () => {
    const customer = await customerOf(product, 'timetrack');
    const browser = await openSetup(
      product.setup,
      customer,
      await makeLink(database().tables, customer, facts.now),
    );
    const go = () => browser.post('go', { step: 'values' });
    expect((await go()).statusCode).toBe(303);
    await addedAgain(customer);
    expect((await go()).statusCode).toBe(403);
    expect(log.decision()).toMatchObject({ problem: 'setup-not-open' });
  });
});
