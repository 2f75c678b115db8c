import { beforeAll, describe, expect, it } from 'vitest';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { hashOfSecret, newSecret } from '../../../shared/ids/secret.ts';
import { attributeOf, textOf } from '../../../shared/saml/inbound/xml/element.ts';
import { maximumFlowCookies } from '../../../shared/sign-in/browser/flow-cookie.ts';
import { requestLifetimeSeconds } from '../../../shared/sign-in/flow.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { type Answered, ask, cookiesOf, locationOf, withoutTrace } from '../../harness/ask.ts';
import { type Customer, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { aSignIn, newTenantId } from '../../harness/samples.ts';
import { redirected } from '../../saml/outbound/redirected.ts';

describeWithDatabase('sign-on', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });
  const open = (url: string, cookies: readonly string[] = []) => ask(product.signOn, { url, cookies });

  /** A session of `customer` that ends after so many seconds, as its browser's cookie. */
  async function sessionCookieOf({ tenant: { app, id }, user }: Customer, lastsSeconds = 900) {
    const secret = newSecret();
    const sessionExpiresAt = secondsAfter(facts.now, lastsSeconds);
    const signIn = aSignIn(
      { app, tenant: id },
      {
        sessionHash: hashOfSecret(secret),
        sessionExpiresAt,
        user: { id: user.id, signInName: user.signInName },
      },
    );
    await product.deployment.flows.signInUnsolicited(signIn);
    return `__Host-session=${app}.${id}.${signIn.id}.${secret}`;
  }

  describe.each<AppId>(['timetrack', 'trakstar'])('at %s', (app) => {
    let customer: Customer;
    beforeAll(async () => {
      customer = await customerOf(product, app);
    });

    it('sends to the directory, with a cookie for this request alone', async () => {
      const { loginUrl } = customer.tenant.connection;
      const answer = await open(customer.signOnUrl());
      const { message, target } = redirected(locationOf(answer), 'SAMLRequest');
      const id = attributeOf(message, 'ID') ?? '';

      expect([answer.statusCode, target]).toEqual([303, loginUrl]);
      expect(attributeOf(message, 'Destination')).toBe(loginUrl);
      expect(attributeOf(message, 'AssertionConsumerServiceURL')).toBe(customer.urls.replyUrl);
      expect(message.children.map((issuer) => (typeof issuer === 'string' ? '' : textOf(issuer)))).toEqual([
        customer.urls.identifier,
      ]);
      expect(new URL(locationOf(answer)).searchParams.get('RelayState')).toBe(id);
      expect(answer.cookies).toEqual([
        expect.stringMatching(
          new RegExp(
            `^__Host-flow-${id}=\\d+\\.[\\w-]{43}; HttpOnly; Secure; SameSite=None; Path=/; Max-Age=${requestLifetimeSeconds}$`,
          ),
        ),
      ]);
      const flow = await product.deployment.flows.find(app, customer.tenant.id, id as never);
      expect(flow).toMatchObject({
        state: 'requested',
        expiresAt: secondsAfter(facts.now, requestLifetimeSeconds),
      });
      expect(JSON.stringify(flow)).not.toContain(answer.cookies?.[0]?.split(/[.;]/)[1]);
    });

    it('passes the sign-in name on that it was given', async () => {
      const answer = await open(customer.signOnUrl({ login_hint: 'a+b@contoso.com' }));
      expect(new URL(locationOf(answer)).searchParams.get('login_hint')).toBe('a+b@contoso.com');
    });

    it.each(['', 'x'.repeat(257)])('passes no sign-in name on that is none: %j', async (hint) => {
      const answer = await open(customer.signOnUrl({ login_hint: hint }));
      expect([answer.statusCode, new URL(locationOf(answer)).searchParams.has('login_hint')]).toEqual([
        303,
        false,
      ]);
    });

    it('lets a running session go straight on, with two reads of it and no write', async () => {
      const cookies = [await sessionCookieOf(customer)];
      await product.deployment.tenants.find(app, customer.tenant.id);
      let answer: Answered = {};
      const requests = await database().requestsOf(async () => {
        answer = await open(customer.signOnUrl({ returnTo: '/reports/7' }), cookies);
      });

      expect([answer.statusCode, locationOf(answer), answer.cookies]).toEqual([303, '/reports/7', []]);
      expect(requests).toEqual(['GetItemCommand', 'BatchGetItemCommand']);
      expect(locationOf(await open(customer.signOnUrl(), cookies))).toBe('/welcome');
    });

    it.each<[string, () => Promise<readonly string[]>]>([
      ['that is over', async () => [await sessionCookieOf(customer, 0)]],
      ['of another tenant', async () => [await sessionCookieOf(await customerOf(product, app))]],
      [
        'of the other app',
        async () => [
          await sessionCookieOf(await customerOf(product, app === 'timetrack' ? 'trakstar' : 'timetrack')),
        ],
      ],
      ['with another secret', async () => [(await sessionCookieOf(customer)).replace(/.{43}$/, newSecret())]],
      ['that came twice', async () => Array(2).fill(await sessionCookieOf(customer))],
    ])('sends a session %s to the directory', async (_, cookies) => {
      const answer = await open(customer.signOnUrl(), await cookies());
      expect([answer.statusCode, new URL(locationOf(answer)).searchParams.has('SAMLRequest')]).toEqual([
        303,
        true,
      ]);
    });

    it('answers alike where the tenant is disabled and where there is none', async () => {
      const disabled = await customerOf(product, app, { connection: { state: 'disabled' } });
      const { id } = disabled.tenant;
      const outcomes = [];
      for (const name of [id, newTenantId(), id]) {
        let answer: Answered = {};
        const requests = await database().requestsOf(async () => {
          answer = await open(disabled.signOnUrl().replace(id, name));
        });
        expect(answer.statusCode).toBe(404);
        expect(log.decision()).toMatchObject({
          event: 'sign-in.refused',
          problem: name === id ? 'tenant-disabled' : 'tenant-not-found',
        });
        outcomes.push([withoutTrace(answer), requests]);
      }
      expect(outcomes[1]).toEqual(outcomes[0]);
      expect(outcomes[2]).toEqual(outcomes[0]);
    });
  });

  it('answers with and without the slash of the article', async () => {
    const customer = await customerOf(product, 'trakstar');
    const withSlash = customer.urls.signOnUrl;

    expect(withSlash).toContain('/auth/saml/?namespace=');
    for (const url of [withSlash, withSlash.replace('/saml/?', '/saml?')]) {
      expect((await open(url)).statusCode).toBe(303);
    }
  });

  it('keeps so many flow cookies in a browser and no more, and drops the oldest', async () => {
    const { urls } = await customerOf(product, 'timetrack');
    let held: readonly string[] = [];
    const issued: string[] = [];
    for (let attempt = 0; attempt < maximumFlowCookies + 2; attempt += 1) {
      const later = productOver(database().tables, () => secondsAfter(facts.now, attempt));
      const answer = await ask(later.signOn, { url: urls.signOnUrl, cookies: held });
      const cleared = (answer.cookies ?? []).filter((cookie) => cookie.includes('Max-Age=0'));
      const [issuedNow = ''] = cookiesOf(answer).filter((cookie) => cookie.startsWith('__Host-flow-'));
      issued.push(issuedNow);
      held = [
        issuedNow,
        ...held.filter((pair) => !cleared.some((gone) => gone.startsWith(`${pair.split('=')[0]}=`))),
      ];
      expect(held).toHaveLength(Math.min(attempt + 1, maximumFlowCookies));
    }
    expect([...held].sort()).toEqual(issued.slice(-maximumFlowCookies).sort());
  });

  describe('without a namespace', () => {
    const url = 'https://perform.trakstar.com/auth/saml/';

    it.each(['', '?namespace='])('asks for it, without a read: %s', async (query) => {
      let answer: Answered = {};
      const requests = await database().requestsOf(async () => {
        answer = await open(`${url}${query}`);
      });

      expect([answer.statusCode, answer.cookies, requests]).toEqual([200, [], []]);
      expect(answer.body).toMatch(/<form method="get" action="\/auth\/saml\/">/);
      expect(answer.body).toMatch(/<input type="text"[^>]* name="namespace" required/);
      expect(answer.headers?.['content-security-policy']).toMatch(/form-action 'self' https:/);
    });

    it('carries on where the person wanted to go, and escapes it', async () => {
      const query = new URLSearchParams({ returnTo: `/a?x='&y=1`, login_hint: '"><script>' });
      const answer = await open(`${url}?${query}`);

      expect(answer.body).toContain('<input type="hidden" name="returnTo" value="/a?x=&#39;&amp;y=1">');
      expect(answer.body).toContain(
        '<input type="hidden" name="login_hint" value="&quot;&gt;&lt;script&gt;">',
      );
    });

    it.each([
      'a&namespace=b',
      'ACME',
      '..%2F',
      'a%00',
      'a'.repeat(10_000),
      '__proto__',
      '-a',
      'a.b',
      '%20acme',
    ])('of the name %s it is the page of an unknown tenant, without a read', async (name) => {
      let answer: Answered = {};
      const requests = await database().requestsOf(async () => {
        answer = await open(`${url}?namespace=${name}`);
      });

      expect([answer.statusCode, requests]).toEqual([404, []]);
      expect(withoutTrace(answer)).toEqual(withoutTrace(await open(`${url}?namespace=${newTenantId()}`)));
    });
  });
});
