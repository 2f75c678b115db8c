import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withDraftStep } from '../../../shared/tenants/draft/draft.ts';
import type { User } from '../../../shared/users/user.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { ask, locationOf } from '../../harness/ask.ts';
import { type Customer, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { aUser } from '../../harness/samples.ts';
import { administratedCustomerOf, administratorAt } from './administrator.ts';
import { makeLink, openSetup } from './set-up.ts';

describeWithDatabase('on the page of an administrator', (database) => {
  const log = useLog();
  let now = facts.now;
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables, () => now);
  });
  beforeEach(() => {
    now = facts.now;
  });
  const problem = () => log.decision()['problem'];
  const addUser = async ({ tenant }: Customer, signInName: string, more: Partial<User> = {}) => {
    const user = aUser({ app: tenant.app, tenant: tenant.id, signInName, active: true, ...more });
    await product.deployment.users.add(user);
    return user;
  };
  const find = ({ tenant }: Customer, signInName: string) =>
    product.deployment.users.findBySignInName(tenant.app, tenant.id, signInName);
  const events = async ({ tenant }: Customer) =>
    (await product.deployment.tenants.history(tenant.app, tenant.id)).flatMap((change) => change.events);

  describe('people', () => {
    it('are listed fifty at a time, in order, and none twice', async () => {
      const customer = await administratedCustomerOf(product);
      for (let each = 0; each < 120; each += 1) {
        await addUser(customer, `p${String(each).padStart(3, '0')}@contoso.com`);
      }
      const admin = await administratorAt(product, customer);
      const seen: string[] = [];
      let after: string | undefined = '';
      let pages = 0;
      while (after !== undefined) {
        const { body = '' } = await admin.get({ step: 'accounts', ...(after === '' ? {} : { after }) });
        seen.push(...[...body.matchAll(/<strong><bdi>([^<]+)<\/bdi>/g)].map(([, name = '']) => name));
        const [, href] = /href="([^"]+)">More people/.exec(body) ?? [];
        after =
          href && (new URL(href.replaceAll('&amp;', '&'), customer.at('/')).searchParams.get('after') ?? '');
        pages += 1;
      }
      expect([pages, seen.length, new Set(seen).size]).toEqual([3, 121, 121]);
      expect(seen).toEqual(
        [...seen].sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1)),
      );
    });

    it('are added, deactivated and activated, with an entry in the history', async () => {
      const customer = await administratedCustomerOf(product);
      const admin = await administratorAt(product, customer);
      const added = await admin.post('add-person', { name: ' new@contoso.com ', display: 'New  Person' });
      expect([added.statusCode, locationOf(added)]).toEqual([303, expect.stringContaining('step=accounts')]);
      const user = (await find(customer, 'NEW@contoso.com')) ?? expect.unreachable();
      expect(user).toMatchObject({ active: true, displayName: 'New Person' });
      expect(user.administrator).toBeUndefined();
      await admin.post('deactivate-person', { person: 'new@contoso.com' });
      expect(await find(customer, 'new@contoso.com')).toMatchObject({ active: false, sessionGeneration: 1 });
      await admin.post('activate-person', { person: 'new@contoso.com' });
      expect(await find(customer, 'new@contoso.com')).toMatchObject({ active: true });
      // All at one frozen moment, so in no order.
      const noted = (await events(customer)).filter(({ kind }) => kind === 'person');
      expect(new Set(noted)).toEqual(
        new Set(
          ['added', 'deactivated', 'activated'].map((became) => ({ kind: 'person', user: user.id, became })),
        ),
      );
    });

    it.each<[string, string, string]>([
      ['no name', '', 'is not a sign-in name'],
      ['prose', 'not a name', 'is not a sign-in name'],
      ['a name that is taken', facts.signInName.toUpperCase(), 'already here'],
    ])('with %s are not added', async (_, name, told) => {
      const customer = await administratedCustomerOf(product);
      const admin = await administratorAt(product, customer);
      const { statusCode, body } = await admin.post('add-person', { name });
      expect([statusCode, body?.includes(told)]).toEqual([400, true]);
      expect(body).not.toContain('<script>');
      const { app, id } = customer.tenant;
      expect(await product.deployment.users.list(app, id)).toHaveLength(1);
    });

    it('lose their sessions when they are deactivated', async () => {
      const customer = await administratedCustomerOf(product, 'timetrack', {
        user: { signInName: facts.signInName, administrator: false },
      });
      const boss = await addUser(customer, 'boss@contoso.com', { administrator: true });
      const { cookies } = await signInAt(product, customer);
      const admin = await administratorAt(product, customer, {
        parts: { nameId: boss.signInName, claims: [] },
      });
      await admin.post('deactivate-person', { person: facts.signInName });
      const asked = await ask(product.session, { url: customer.at('/session'), cookies });
      expect(asked.statusCode).toBe(401);
    });

    it('are never of another tenant, and no form makes an administrator', async () => {
      const [customer, other] = [
        await administratedCustomerOf(product),
        await administratedCustomerOf(product),
      ];
      await addUser(other, 'theirs@contoso.com');
      const admin = await administratorAt(product, customer);
      const { statusCode } = await admin.post('deactivate-person', { person: 'theirs@contoso.com' });
      expect(statusCode).toBe(400);
      expect(await find(other, 'theirs@contoso.com')).toMatchObject({ active: true });
      await admin.post('add-person', { name: 'new@contoso.com', administrator: 'true' });
      expect((await find(customer, 'new@contoso.com'))?.administrator).toBeUndefined();
    });

    it('are not managed by a link of the operator', async () => {
      const customer = await administratedCustomerOf(product);
      for (const intent of ['set-up', 'renew-certificate', 'inspect'] as const) {
        const made = await makeLink(database().tables, customer, now, { intent });
        const browser = await openSetup(product.setup, customer, made);
        expect((await browser.get({ step: 'accounts' })).statusCode).toBe(303);
        expect((await browser.post('add-person', { name: 'new@contoso.com' })).statusCode).toBeGreaterThan(
          399,
        );
        expect((await browser.post('create-link')).statusCode).toBeGreaterThan(399);
      }
      expect(await find(customer, 'new@contoso.com')).toBeUndefined();
    });
  });

  describe('one administrator always remains:', () => {
    const two = async () => {
      const customer = await administratedCustomerOf(product);
      const other = await addUser(customer, 'other@contoso.com', { administrator: true });
      const first = await administratorAt(product, customer);
      const second = await administratorAt(product, customer, {
        parts: { nameId: other.signInName, claims: [] },
      });
      expect((await second.get({ step: 'accounts' })).body).toContain('this page depends on this account');
      return { customer, first, second };
    };
    const active = async ({ tenant }: Customer) =>
      (await product.deployment.users.list(tenant.app, tenant.id)).filter((user) => user.active);

    it('nobody deactivates themself', async () => {
      const { customer, first } = await two();
      const { statusCode, body } = await first.post('deactivate-person', { person: facts.signInName });
      expect([statusCode, body?.includes('vouches for this page cannot be deactivated')]).toEqual([
        400,
        true,
      ]);
      expect(await active(customer)).toHaveLength(2);
    });

    it('a colleague is deactivated, and their page is closed', async () => {
      const { customer, first, second } = await two();
      expect((await first.post('deactivate-person', { person: 'other@contoso.com' })).statusCode).toBe(303);
      expect((await second.post('deactivate-person', { person: facts.signInName })).statusCode).toBe(403);
      expect(await active(customer)).toHaveLength(1);
    });

    it('also where two deactivate each other at once', async () => {
      for (let round = 0; round < 5; round += 1) {
        const { customer, first, second } = await two();
        await Promise.all([
          first.post('deactivate-person', { person: 'other@contoso.com' }),
          second.post('deactivate-person', { person: facts.signInName }),
        ]);
        expect((await active(customer)).length).toBeGreaterThan(0);
      }
    });
  });

  describe('a link for a colleague', () => {
    const made = async () => {
      const customer = await administratedCustomerOf(product);
      const admin = await administratorAt(product, customer);
      const { body = '' } = await admin.post('create-link');
      const url = new URL((/readonly value="([^"]+)"/.exec(body)?.[1] ?? '').replaceAll('&amp;', '&'));
      const token = url.searchParams.get('link') ?? '';
      const { app, id } = customer.tenant;
      const link =
        (await product.deployment.setupLinks.list(app, id)).find(
          ({ administrator }) => administrator?.holder === 'colleague',
        ) ?? expect.unreachable();
      const colleague = await openSetup(product.setup, customer, { link, token });
      return { customer, admin, colleague, link, token };
    };
    const isOpen = async (browser: {
      get(query: Record<string, string>): Promise<{ body?: string | undefined }>;
    }) => (await browser.get({ step: 'done' })).body?.includes('value="leave"') === true;

    it('opens the same page for a day, and is shown once', async () => {
      const { admin, colleague, token } = await made();
      expect(await isOpen(colleague)).toBe(true);
      expect((await colleague.post('add-person', { name: 'new@contoso.com' })).statusCode).toBe(303);
      expect((await admin.get({ step: 'colleagues' })).body).not.toContain(token);
      expect(log.text()).not.toContain(token);
    });

    it('leads to no further link, and revokes none', async () => {
      const { colleague, link } = await made();
      expect((await colleague.post('create-link')).statusCode).toBe(403);
      expect([(await colleague.post('revoke-link', { id: link.id })).statusCode, problem()]).toEqual([
        403,
        'setup-read-only',
      ]);
      expect(await isOpen(colleague)).toBe(true);
    });

    it('ends after a day', async () => {
      const { customer, link, token } = await made();
      now = secondsAfter(facts.now, 86_399);
      expect(await isOpen(await openSetup(product.setup, customer, { link, token }))).toBe(true);
      now = secondsAfter(facts.now, 86_400);
      expect((await openSetup(product.setup, customer, { link, token })).opened.statusCode).toBe(403);
    });

    it('is revoked with its draft, by an administrator, and no other link is', async () => {
      const { customer, admin, colleague, link } = await made();
      const { app, id } = customer.tenant;
      const origin = { link: link.id, kind: 'renewal' as const };
      await product.deployment.tenants.change(app, id, { by: 'test', at: now }, (tenant) =>
        withDraftStep(tenant, 'test', now, origin),
      );
      const operators = await makeLink(database().tables, customer, now);
      expect((await admin.post('revoke-link', { id: operators.link.id })).statusCode).toBe(400);
      expect(
        (await product.deployment.setupLinks.find(app, id, operators.link.id))?.revokedAt,
      ).toBeUndefined();
      expect(await isOpen(colleague)).toBe(true);
      expect((await admin.post('revoke-link', { id: link.id })).statusCode).toBe(303);
      expect(await isOpen(colleague)).toBe(false);
      expect((await product.deployment.tenants.findFresh(app, id))?.draft).toBeUndefined();
    });

    it.each<[string, Parameters<Product['deployment']['users']['update']>[1]]>([
      ['is no administrator any more', { administrator: false }],
      ['is deactivated', { active: false }],
      ['has their sessions ended', { endSessions: true }],
    ])('ends where its maker %s', async (_, change) => {
      const { customer, colleague, link, token } = await made();
      expect(await isOpen(colleague)).toBe(true);
      await product.deployment.users.update(customer.user, change, now);
      expect(await isOpen(colleague)).toBe(false);
      expect((await openSetup(product.setup, customer, { link, token })).opened.statusCode).toBe(403);
    });

    it('is one of ten at most', async () => {
      const { admin } = await made();
      for (let each = 1; each < 10; each += 1) {
        expect((await admin.post('create-link')).statusCode).toBe(200);
      }
      const { statusCode, body } = await admin.post('create-link');
      expect([statusCode, body?.includes('already 10 open links')]).toEqual([400, true]);
    });
  });
});
