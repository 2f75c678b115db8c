import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setupEndpoint } from '../../../functions/setup/endpoint.ts';
import { systemRandom } from '../../../shared/ids/secret.ts';
import { dynamoDbRejectionLog } from '../../../shared/sign-in/log/dynamodb-rejection-log.ts';
import { dynamoDbSignInLog } from '../../../shared/sign-in/log/dynamodb-sign-in-log.ts';
import { withDraftStep } from '../../../shared/tenants/draft/draft.ts';
import { dynamoDbPeopleCounter } from '../../../shared/users/active-people.ts';
import type { User } from '../../../shared/users/user.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import type { Customer } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { aUser } from '../../harness/samples.ts';
import { administratedCustomerOf, administratorAt } from './administrator.ts';

type Users = Product['deployment']['users'];

describeWithDatabase('attacks on the standing page of administrators:', (database) => {
  useLog();
  let now = facts.now;
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables, () => now);
  });
  beforeEach(() => {
    now = facts.now;
  });
  const addUser = async ({ tenant }: Customer, signInName: string, more: Partial<User> = {}) => {
    const user = aUser({ app: tenant.app, tenant: tenant.id, signInName, active: true, ...more });
    await product.deployment.users.add(user);
    return user;
  };
  const find = ({ tenant }: Customer, signInName: string) =>
    product.deployment.users.findBySignInName(tenant.app, tenant.id, signInName);
  const tenantOf = async ({ tenant: { app, id } }: Customer) =>
    (await product.deployment.tenants.findFresh(app, id)) ?? expect.unreachable();
  const linkOf = async ({ tenant: { app, id } }: Customer) => {
    const [link] = await product.deployment.setupLinks.list(app, id);
    return link ?? expect.unreachable();
  };
  const isOpen = async ({ get }: Pick<Awaited<ReturnType<typeof administratorAt>>, 'get'>) =>
    (await get({ step: 'done' })).body?.includes('value="leave"') === true;
  const backAt = (customer: Customer, at: Date) =>
    administratorAt(product, customer, { at, parts: { issuedAt: at } });

  describe('a draft that an intruder left under the account of an administrator', () => {
    const drafted = async () => {
      const customer = await administratedCustomerOf(product);
      await administratorAt(product, customer);
      const origin = { link: (await linkOf(customer)).id, kind: 'renewal' as const };
      const { app, id } = customer.tenant;
      await product.deployment.tenants.change(app, id, { by: 'test', at: now }, (tenant) =>
        withDraftStep(tenant, 'test', now, origin),
      );
      now = secondsAfter(facts.now, 10);
      return customer;
    };
    const setUser =
      (...changes: readonly Parameters<Users['update']>[1][]) =>
      async ({ user }: Customer) => {
        for (const change of changes) await product.deployment.users.update(user, change, now);
      };

    it.each<[string, (customer: Customer) => Promise<void>]>([
      ['ended the sessions of the person', setUser({ endSessions: true })],
      ['took the right and gave it back', setUser({ administrator: false }, { administrator: true })],
      ['deactivated and activated the person', setUser({ active: false }, { active: true })],
    ])('is gone when the person signs in again, after the operator %s', async (_, end) => {
      const customer = await drafted();
      await end(customer);
      const back = await backAt(customer, now);
      expect(await isOpen(back)).toBe(true);
      expect((await tenantOf(customer)).draft).toBeUndefined();
    });

    it('stays, where the right is the same: it is the draft of the person', async () => {
      const customer = await drafted();
      await backAt(customer, now);
      expect((await tenantOf(customer)).draft).toBeDefined();
    });

    it('is not written by a session of before, once the link has started again', async () => {
      const customer = await administratedCustomerOf(product);
      const slow = await administratorAt(product, customer);
      const token = await slow.get({ step: 'create' });
      expect(token.statusCode).toBe(200);
      const { setupLinks } = product.deployment;
      const before = await linkOf(customer);
      // The request of before has read its link; then the right ends and begins again, and then it writes.
      const racing = setupOver({
        setupLinks: {
          ...setupLinks,
          async findOpen(...holder) {
            const open = await setupLinks.findOpen(...holder);
            if (open !== undefined) racing.afterwards = true;
            return open;
          },
        },
        accountStatuses: {
          async find(...who) {
            const status = await product.deployment.accountStatuses.find(...who);
            if (racing.afterwards) {
              racing.afterwards = false;
              await product.deployment.users.update(customer.user, { endSessions: true }, now);
              now = secondsAfter(facts.now, 10);
              await backAt(customer, now);
            }
            return status;
          },
        },
      });
      const answer = await slow.postTo(racing.setup, 'go', { step: 'test' });
      expect(answer.statusCode).toBe(403);
      expect((await linkOf(customer)).life).not.toBe(before.life);
      expect((await tenantOf(customer)).draft).toBeUndefined();
    });
  });

  it('an ended session stays ended, also if the link starts again in the same millisecond', async () => {
    const customer = await administratedCustomerOf(product);
    // The second one: the first one's slot is taken by the sign-in that starts the link again.
    await administratorAt(product, customer);
    const before = await administratorAt(product, customer);
    expect(await isOpen(before)).toBe(true);
    const { app, id } = customer.tenant;
    await product.deployment.setupLinks.revoke(app, id, (await linkOf(customer)).id, now);
    const back = await administratorAt(product, customer);
    expect([await isOpen(before), await isOpen(back)]).toEqual([false, true]);
  });

  it('a write that is taken back activates no one who was not active', async () => {
    const customer = await administratedCustomerOf(product);
    for (const active of [false, true]) {
      const name = `b${active}@contoso.com`;
      await addUser(customer, name, { administrator: true, active });
      const admin = await administratorAt(product, customer);
      await admin.get({ step: 'create' });
      const { users } = product.deployment;
      const racing = setupOver({
        users: {
          ...users,
          async update(user, change, at) {
            if (user.signInName === name && change.active === false) {
              await users.update(customer.user, { endSessions: true }, at);
            }
            return users.update(user, change, at);
          },
        },
      });
      const answer = await admin.postTo(racing.setup, 'deactivate-person', { person: name });
      expect(answer.statusCode).toBe(403);
      expect((await find(customer, name))?.active).toBe(active);
    }
  });

  /** The set-up page over stores in which something else happens meanwhile. */
  function setupOver(stores: Partial<Parameters<typeof setupEndpoint>[0]>) {
    const { tables } = database();
    const setup = setupEndpoint(
      {
        ...product.deployment,
        signIns: dynamoDbSignInLog(tables.flows),
        people: dynamoDbPeopleCounter(tables.tenants),
        rejectionLog: dynamoDbRejectionLog(tables.flows),
        metadata: { fetch: () => expect.unreachable() },
        random: systemRandom,
        ...stores,
      },
      { clock: () => now },
    );
    return { setup, afterwards: false };
  }
});
