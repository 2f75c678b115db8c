import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setupEndpoint } from '../../../functions/setup/endpoint.ts';
import { systemRandom } from '../../../shared/ids/secret.ts';
import { dynamoDbRejectionLog } from '../../../shared/sign-in/log/dynamodb-rejection-log.ts';
import { dynamoDbSignInLog } from '../../../shared/sign-in/log/dynamodb-sign-in-log.ts';
import { withDraftStep } from '../../../shared/tenants/draft/draft.ts';
import { dynamoDbPeopleCounter } from '../../../shared/users/active-people.ts';
import type { User } from '../../../shared/users/user.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask, cookiesOf } from '../../harness/ask.ts';
import { beginAt, type Customer } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { aUser } from '../../harness/samples.ts';
import { administratedCustomerOf, administratorAt, beginAdministration } from './administrator.ts';

type Users = Product['deployment']['users'];

describeWithDatabase('attacks on the standing page of administrators:', (database) => {
  const log = useLog();
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

  it('a Response that names the request, around an assertion that answers another one, opens nothing', async () => {
    const customer = await administratedCustomerOf(product);
    const begun = await beginAdministration(product, customer);
    const ordinary = await beginAt(product, customer.signOnUrl());
    const post = (inside: string | undefined, outside: string) => {
      const xml = customer.message(inside, { authnInstant: now });
      const [first = ''] = /InResponseTo="[^"]*"/.exec(xml) ?? [];
      return ask(product.assertionConsumer, {
        url: customer.urls.replyUrl,
        cookies: [...begun.cookies, ...ordinary.cookies],
        form: formBody(xml.replace(first, `InResponseTo="${outside}"`)),
      });
    };
    for (const [inside, outside] of [
      [ordinary.requestId, begun.id],
      [begun.id, ordinary.requestId],
    ] as const) {
      const answer = await post(inside, outside);
      expect([log.decision()['problem'], cookiesOf(answer)]).toEqual(['in-response-to-mismatch', []]);
    }
    // The control: both the same.
    expect((await post(begun.id, begun.id)).statusCode).toBe(303);
  });

  it('names of people and organisations are text, and no frame shows the page', async () => {
    const markup = '<img/src=x>"&';
    const customer = await administratedCustomerOf(product);
    const { app, id } = customer.tenant;
    await product.deployment.tenants.change(app, id, { by: 'test', at: now }, (tenant) => ({
      ...tenant,
      displayName: markup,
    }));
    const admin = await administratorAt(product, customer);
    const added = await admin.post('add-person', { name: markup, display: markup });
    expect(added.statusCode).toBe(303);
    const pages = [
      await admin.get({ step: 'accounts' }),
      await admin.post('add-person', { name: markup, display: markup }),
      await admin.get({ step: 'accounts', after: '<img/src=w>' }),
    ];
    for (const { body = '', headers } of pages) {
      expect(body).toContain('&lt;img/src=x&gt;');
      expect(body).not.toContain('<img/');
      expect(headers?.['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers?.['cache-control']).toContain('no-store');
    }
  });

  it.each([
    ['the longest name in a script of three bytes', 'ࠀ'.repeat(400)],
    ['letters that grow in lower case', 'İ'.repeat(400)],
    ['half a character', `${'a'.repeat(255)}😀`],
    ['the end of every key', '￿'],
    ['a control character', 'a\u0000b'],
  ])('a position, a person and a name of %s is answered, not an error', async (_, text) => {
    const customer = await administratedCustomerOf(product);
    const admin = await administratorAt(product, customer);
    expect((await admin.get({ step: 'accounts', after: text })).statusCode).toBe(200);
    expect((await admin.post('deactivate-person', { person: text })).statusCode).toBe(400);
    expect((await admin.post('add-person', { name: text, display: text })).statusCode).toBe(400);
    expect((await admin.post('revoke-link', { id: text })).statusCode).toBe(400);
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
