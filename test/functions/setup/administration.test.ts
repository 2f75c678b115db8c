import { inflateRawSync } from 'node:zlib';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signOnProblemContext } from '../../../functions/sign-on/endpoint.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { beginAt, type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import {
  administratedCustomerOf,
  administratorAt,
  answerAdministration,
  beginAdministration,
} from './administrator.ts';
import { posting, setupUrl } from './set-up.ts';

describeWithDatabase('an administrator signs in again to open the set-up page', (database) => {
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
  const isOpen = async (customer: Customer, cookies: readonly string[]) => {
    const { body = '' } = await ask(product.setup, { url: setupUrl(customer, { step: 'done' }), cookies });
    return body.includes('name="action" value="leave"');
  };

  describe.each(['timetrack', 'trakstar'] as const)('of %s', (app) => {
    it('by one button, and gets a set-up session that leaves the sign-in session alone', async () => {
      const customer = await administratedCustomerOf(product, app);
      const { cookies: session } = await signInAt(product, customer);
      const page = await ask(product.setup, { url: setupUrl(customer) });
      expect([page.statusCode, page.body?.match(/<button/g)?.length]).toEqual([200, 1]);

      const begun = await beginAdministration(product, customer, session);
      const opened = await answerAdministration(product, customer, begun);
      expect([opened.statusCode, locationOf(opened)]).toEqual([303, setupUrl(customer)]);
      const set = cookiesOf(opened).map((cookie) => cookie.split('=')[0]);
      expect(set).toEqual(['__Host-setup']);
      expect(await isOpen(customer, cookiesOf(opened))).toBe(true);
      const asked = await ask(product.session, { url: customer.at('/session'), cookies: session });
      expect(asked.statusCode).toBe(200);
      // The set-up session is no session of the application.
      const other = await ask(product.session, { url: customer.at('/session'), cookies: cookiesOf(opened) });
      expect(other.statusCode).toBe(401);
      const history = await product.deployment.tenants.history(customer.tenant.app, customer.tenant.id);
      expect(history.at(-1)).toMatchObject({
        by: `administrator ${facts.signInName}`,
        events: [{ kind: 'setup-link', became: 'opened' }],
      });
    });

    it('which the directory must ask for: the request says ForceAuthn', async () => {
      const customer = await administratedCustomerOf(product, app);
      const { sent } = await beginAdministration(product, customer);
      const request = new URL(locationOf(sent)).searchParams.get('SAMLRequest') ?? '';
      expect(inflateRawSync(Buffer.from(request, 'base64')).toString()).toContain(' ForceAuthn="true"');
      const { answer } = await beginAt(product, customer.signOnUrl());
      const ordinary = new URL(locationOf(answer)).searchParams.get('SAMLRequest') ?? '';
      expect(inflateRawSync(Buffer.from(ordinary, 'base64')).toString()).not.toContain('ForceAuthn');
    });
  });

  it('starts again at the set-up page after a failure of the directory, of the message, and of sign-on', async () => {
    const customer = await administratedCustomerOf(product);
    const begun = await beginAdministration(product, customer);
    const failures = [
      { statusCode: 'urn:oasis:names:tc:SAML:2.0:status:Responder' },
      { nameId: 'stranger@contoso.com', claims: [] },
    ];
    for (const parts of failures) {
      const { statusCode, body } = await answerAdministration(product, customer, begun, now, parts);
      expect([statusCode, body?.includes(`href="${setupUrl(customer)}"`)]).toEqual([403, true]);
    }
    const { host, pathname, search } = new URL(locationOf(begun.begun), customer.at('/'));
    const context = signOnProblemContext(product.deployment.sites, {
      host,
      path: pathname,
      rawQuery: search.slice(1),
    });
    expect(context.tryAgainHref).toBe(setupUrl(customer));
  });

  it('shows the same page for a tenant that does not exist', async () => {
    const customer = await administratedCustomerOf(product);
    const unknown = {
      ...customer,
      at: (path: string) => customer.at(path).replace(customer.tenant.id, 'nowhere'),
    };
    const strip = (text = '') => text.replaceAll(customer.tenant.id, '…').replaceAll('nowhere', '…');
    const [here, there] = await Promise.all(
      [customer, unknown].map((each) => ask(product.setup, { url: setupUrl(each) })),
    );
    expect(strip(there?.body)).toBe(strip(here?.body));
  });

  it.each<[string, Record<string, string>, string | undefined]>([
    ['our own page', { 'sec-fetch-site': 'same-origin' }, undefined],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 'setup-form-refused'],
    ['another host of the site', { 'sec-fetch-site': 'same-site' }, 'setup-form-refused'],
    ['a page that does not say', {}, 'setup-form-refused'],
  ])('is begun by a form of %s: %j', async (_, headers, refused) => {
    const customer = await administratedCustomerOf(product);
    const { statusCode } = await ask(product.setup, {
      ...posting(customer, { action: 'administer' }),
      headers,
    });
    expect([statusCode, statusCode === 303 ? undefined : problem()]).toEqual([
      refused === undefined ? 303 : 403,
      refused,
    ]);
  });

  describe('is refused', () => {
    const inTime = () => now;
    type Change = (customer: Customer) => Promise<unknown>;
    const setUser =
      (change: Parameters<Product['deployment']['users']['update']>[1]): Change =>
      ({ user }) =>
        product.deployment.users.update(user, change, now);

    it.each<[string, Change, string]>([
      ['who is no administrator', setUser({ administrator: false }), 'setup-administrator-required'],
      ['who is not active', setUser({ active: false }), 'user-not-active'],
      ['who was removed', ({ user }) => product.deployment.users.remove(user), 'user-unknown'],
    ])('a person %s, also if that changed on the way', async (_, change, code) => {
      const customer = await administratedCustomerOf(product);
      const begun = await beginAdministration(product, customer);
      await change(customer);
      const answer = await answerAdministration(product, customer, begun, inTime());
      expect([problem(), cookiesOf(answer)]).toEqual([code, []]);
    });

    it('a sign-in of before the request, at the edge of the clock skew', async () => {
      const customer = await administratedCustomerOf(product);
      const outcomeAt = async (seconds: number) => {
        const begun = await beginAdministration(product, customer);
        const answer = await answerAdministration(product, customer, begun, secondsAfter(now, seconds));
        return answer.statusCode === 303 ? 'open' : problem();
      };
      expect(await outcomeAt(-179)).toBe('open');
      expect(await outcomeAt(-180)).toBe('setup-sign-in-not-fresh');
      expect(await outcomeAt(-86_400)).toBe('setup-sign-in-not-fresh');
    });

    it('a response that answers no request, or another one', async () => {
      const customer = await administratedCustomerOf(product);
      const begun = await beginAdministration(product, customer);
      const ordinary = await beginAt(product, customer.signOnUrl());
      const unsolicited = await ask(product.assertionConsumer, {
        url: customer.urls.replyUrl,
        cookies: begun.cookies,
        form: formBody(customer.message(undefined, { authnInstant: now })),
      });
      const toSignOn = await ask(product.assertionConsumer, {
        url: customer.urls.replyUrl,
        cookies: [...begun.cookies, ...ordinary.cookies],
        form: formBody(customer.message(ordinary.requestId, { authnInstant: now })),
      });
      for (const answer of [unsolicited, toSignOn]) {
        expect(cookiesOf(answer).some((cookie) => cookie.startsWith('__Host-setup='))).toBe(false);
        expect(cookiesOf(answer).some((cookie) => cookie.startsWith('__Host-session='))).toBe(true);
      }
      const invented = await answerAdministration(product, customer, {
        ...begun,
        id: `_admin${'0'.repeat(32)}`,
      });
      expect([problem(), cookiesOf(invented)]).toEqual(['flow-unknown', []]);
      // The control: the very request opens the page.
      const opened = await answerAdministration(product, customer, begun);
      expect(await isOpen(customer, cookiesOf(opened))).toBe(true);
    });

    it('another browser, and one with another browser’s secret', async () => {
      const customer = await administratedCustomerOf(product);
      const begun = await beginAdministration(product, customer);
      const other = await beginAdministration(product, customer);
      const forged = other.cookies.map((cookie) => cookie.replace(other.id, begun.id));
      for (const cookies of [[], other.cookies, forged]) {
        const answer = await answerAdministration(product, customer, { ...begun, cookies });
        expect([problem(), cookiesOf(answer)]).toEqual(['flow-other-browser', []]);
      }
      const sentOn = await ask(product.signOn, {
        url: customer.at(locationOf(begun.begun)),
        cookies: forged,
      });
      expect(locationOf(sentOn)).not.toContain(begun.id);
      const opened = await answerAdministration(product, customer, begun);
      expect(await isOpen(customer, cookiesOf(opened))).toBe(true);
    });

    it('a replay, from any browser', async () => {
      const customer = await administratedCustomerOf(product);
      const begun = await beginAdministration(product, customer);
      const form = formBody(customer.message(begun.id, { authnInstant: now }));
      const post = (cookies: readonly string[]) =>
        ask(product.assertionConsumer, { url: customer.urls.replyUrl, cookies, form });
      const opened = await post(begun.cookies);
      expect(await isOpen(customer, cookiesOf(opened))).toBe(true);
      const elsewhere = await post([]);
      expect([problem(), cookiesOf(elsewhere)]).toEqual(['flow-spent', []]);
      // Reload in the same browser: the page itself decides.
      const again = await post(begun.cookies);
      expect([locationOf(again), cookiesOf(again)]).toEqual([setupUrl(customer), []]);
      expect(await isOpen(customer, begun.cookies)).toBe(false);
    });

    it('an answer after an hour, to the second', async () => {
      const customer = await administratedCustomerOf(product);
      const [early, late] = [
        await beginAdministration(product, customer),
        await beginAdministration(product, customer),
      ];
      const at = (seconds: number) => {
        now = secondsAfter(facts.now, seconds);
        return { issuedAt: now };
      };
      const inTimeParts = at(3_599);
      const opened = await answerAdministration(product, customer, early, now, inTimeParts);
      expect(opened.statusCode).toBe(303);
      const parts = at(3_600);
      await answerAdministration(product, customer, late, now, parts);
      expect(problem()).toBe('flow-expired');
    });

    it('the answer of another tenant’s directory, or for another tenant’s request', async () => {
      const [customer, other] = [
        await administratedCustomerOf(product),
        await administratedCustomerOf(product),
      ];
      const begun = await beginAdministration(product, customer);
      const message = other.message(begun.id, { authnInstant: now });
      await ask(product.assertionConsumer, {
        url: customer.urls.replyUrl,
        cookies: begun.cookies,
        form: formBody(message),
      });
      expect(problem()).toMatch(/issuer|audience|recipient/);
      const there = await answerAdministration(product, other, begun);
      expect([problem(), cookiesOf(there)]).toEqual(['flow-unknown', []]);
      const opened = await answerAdministration(product, customer, begun);
      expect(await isOpen(customer, cookiesOf(opened))).toBe(true);
      expect(await isOpen(other, cookiesOf(opened))).toBe(false);
    });

    it('a request of an earlier tenant of the name', async () => {
      const customer = await administratedCustomerOf(product);
      const begun = await beginAdministration(product, customer);
      const { tenants, users } = product.deployment;
      await tenants.remove(customer.tenant.app, customer.tenant.id, { by: 'test', at: now });
      now = secondsAfter(facts.now, 60);
      await tenants.add({ ...customer.tenant, createdAt: now });
      await users.add({ ...customer.user, createdAt: now });
      await answerAdministration(product, customer, begun, now, { issuedAt: now });
      expect(problem()).toBe('flow-unknown');
    });
  });

  describe('ends', () => {
    const tenantChange =
      (edit: (tenant: Tenant) => Tenant) =>
      ({ tenant }: Customer) =>
        product.deployment.tenants.change(tenant.app, tenant.id, { by: 'test', at: now }, edit);
    const endings: readonly (readonly [string, (customer: Customer) => Promise<unknown>])[] = [
      [
        'is no administrator any more',
        ({ user }) => product.deployment.users.update(user, { administrator: false }, now),
      ],
      ['is deactivated', ({ user }) => product.deployment.users.update(user, { active: false }, now)],
      [
        'is deactivated and activated again',
        async ({ user }) => {
          await product.deployment.users.update(user, { active: false }, now);
          await product.deployment.users.update(user, { active: true }, now);
        },
      ],
      [
        'has their sessions ended',
        ({ user }) => product.deployment.users.update(user, { endSessions: true }, now),
      ],
      ['is removed', ({ user }) => product.deployment.users.remove(user)],
      ['is renamed', ({ user }) => product.deployment.users.rename(user, 'new.name@contoso.com', now)],
      [
        'belongs to a tenant that is disabled',
        tenantChange((tenant) => ({ ...tenant, connection: { ...tenant.connection, state: 'disabled' } })),
      ],
      [
        'belongs to a tenant whose sessions are ended',
        tenantChange((tenant) => ({ ...tenant, sessionGeneration: (tenant.sessionGeneration ?? 0) + 1 })),
      ],
      ['belongs to a tenant without single sign-on', tenantChange((tenant) => ({ ...tenant, sso: false }))],
    ];
    it.each(endings)('where the administrator %s', async (_, end) => {
      const customer = await administratedCustomerOf(product);
      const admin = await administratorAt(product, customer);
      expect(await isOpen(customer, admin.cookies())).toBe(true);
      const token = await admin.get({ step: 'create' });
      expect(token.statusCode).toBe(200);
      await end(customer);
      // It leads to the sign-in page, and no form of it is taken any more.
      const page = await admin.get();
      expect([page.statusCode, page.body?.includes('value="administer"')]).toEqual([200, true]);
      const posted = await admin.post('go', { step: 'test' });
      expect([posted.statusCode, problem()]).toEqual([403, 'setup-not-open']);
    });

    it('after two hours, to the second', async () => {
      const customer = await administratedCustomerOf(product);
      const admin = await administratorAt(product, customer);
      now = secondsAfter(facts.now, 7_199);
      expect(await isOpen(customer, admin.cookies())).toBe(true);
      now = secondsAfter(facts.now, 7_200);
      expect(await isOpen(customer, admin.cookies())).toBe(false);
    });

    it('for good where the operator revokes it: another sign-in does not open earlier sessions', async () => {
      const customer = await administratedCustomerOf(product);
      const [admin, elsewhere] = [
        await administratorAt(product, customer),
        await administratorAt(product, customer),
      ];
      expect(await isOpen(customer, elsewhere.cookies())).toBe(true);
      expect(await isOpen(customer, admin.cookies())).toBe(true);
      const { setupLinks } = product.deployment;
      const { app, id } = customer.tenant;
      const [link, ...others] = await setupLinks.list(app, id);
      expect(others).toEqual([]);
      await setupLinks.revoke(app, id, link?.id ?? expect.unreachable(), now);
      expect(await isOpen(customer, admin.cookies())).toBe(false);
      now = secondsAfter(facts.now, 10);
      const back = await administratorAt(product, customer, { at: now, parts: { issuedAt: now } });
      expect(await isOpen(customer, back.cookies())).toBe(true);
      expect(await isOpen(customer, admin.cookies())).toBe(false);
      expect(await isOpen(customer, elsewhere.cookies())).toBe(false);
    });
  });

  it('binds the identity like every sign-in, and finds a person who was renamed in the directory', async () => {
    const customer = await administratedCustomerOf(product);
    await administratorAt(product, customer);
    const bound = await product.deployment.users.findBySignInName(
      customer.tenant.app,
      customer.tenant.id,
      facts.signInName,
    );
    expect(bound?.identity).toBeDefined();
    const renamed = await administratorAt(product, customer, { parts: { nameId: 'new.name@contoso.com' } });
    expect(await isOpen(customer, renamed.cookies())).toBe(true);
  });

  it('does not sign in a person of another customer who has the cookie', async () => {
    const [customer, stranger] = [
      await administratedCustomerOf(product),
      await customerOf(product, 'timetrack'),
    ];
    const admin = await administratorAt(product, customer);
    expect(await isOpen(stranger, admin.cookies())).toBe(false);
  });
});
