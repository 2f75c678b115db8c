import { beforeAll, describe, expect, it } from 'vitest';
import { forwardedHeaders } from '../../../functions/session/forwarded-headers.ts';
import { productionSite } from '../../../shared/apps/site.ts';
import { maximumMappedClaimsBytes } from '../../../shared/claims/map-claims.ts';
import { json, maximumHeaderBytes, toResult, withHeaders } from '../../../shared/http/answer.ts';
import type { SessionAnswer } from '../../../shared/sign-in/session-answer.ts';
import { gallery } from '../../fixtures/apps.ts';
import { claimNames, claimsOfBSimon } from '../../fixtures/entra-parts.ts';
import { facts } from '../../fixtures/facts.ts';
import { ask } from '../../harness/ask.ts';
import { type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';

const answerFor = (
  user: Partial<SessionAnswer['user']>,
  claims?: SessionAnswer['claims'],
): SessionAnswer => ({
  app: 'timetrack',
  tenant: 'acme',
  user: { id: 'u1', signInName: 'b@contoso.com', ...user },
  ...(claims === undefined ? {} : { claims }),
  signedInAt: '2026-11-22T12:00:00.000Z',
  expiresAt: '2026-11-22T20:00:00.000Z',
});
const decoded = (text = '') => JSON.parse(Buffer.from(text, 'base64url').toString());

describe('the headers for a proxy', () => {
  it.each([
    'b@contoso.com\r\nLatchkey-Tenant: globex',
    'Zoë 王小明 😀',
    'a%0d%0ab, "c"; d',
    '\u0000\u007f\u2028 \ud800',
  ])('say %j in visible ASCII, and back', (name) => {
    const claims = { unit: name, groups: [name, 'g-1'] };
    const headers = forwardedHeaders(answerFor({ signInName: name, displayName: name }, claims));

    for (const value of Object.values(headers)) expect(value).toMatch(/^[\x21-\x7e]+$/);
    expect(decodeURIComponent(headers['latchkey-name'] ?? '')).toBe(name.toWellFormed());
    expect(decodeURIComponent(headers['latchkey-display-name'] ?? '')).toBe(name.toWellFormed());
    expect(decoded(headers['latchkey-claims'])).toEqual(claims);
  });

  it('leave out a name that is too long, and never the claims', () => {
    const text = 'w'.repeat(maximumMappedClaimsBytes - 11);
    const name = '王'.repeat(300);
    const headers = forwardedHeaders(answerFor({ signInName: name, displayName: name }, { unit: text }));

    expect(Object.keys(headers)).toEqual([
      'latchkey-app',
      'latchkey-tenant',
      'latchkey-user',
      'latchkey-claims',
    ]);
    expect(decoded(headers['latchkey-claims'])).toEqual({ unit: text });
  });

  it('always fit into an answer', () => {
    const longest = {
      signInName: 'n'.repeat(512),
      displayName: 'n'.repeat(512),
      administrator: true,
    } as const;
    const claims = { unit: 'w'.repeat(maximumMappedClaimsBytes) };
    const headers = forwardedHeaders(answerFor(longest, claims));
    const answer = withHeaders(json(200, {}), headers);

    expect(Object.keys(headers)).toHaveLength(7);
    expect(() => toResult(answer)).not.toThrow();
    expect(maximumHeaderBytes).toBeLessThan(10_240);
  });
});

describeWithDatabase('GET /session for a proxy', (database) => {
  useLog();
  let product: Product;
  let customers: Readonly<Record<'timetrack' | 'trakstar', Customer>>;
  beforeAll(async () => {
    const sites = Object.values(gallery).map((app) => ({
      ...productionSite(app),
      app: { ...app, claims: { groups: {} } },
    }));
    product = productOver(database().tables, undefined, sites);
    customers = {
      timetrack: await customerOf(product, 'timetrack'),
      trakstar: await customerOf(product, 'trakstar'),
    };
  });
  const headersOf = async (url: string, cookies: readonly string[] = [], returnTo?: string) => {
    const headers = returnTo === undefined ? {} : { 'Latchkey-Return-To': returnTo };
    const { statusCode, headers: sent = {} } = await ask(product.session, { url, cookies, headers });
    const own = Object.entries(sent).filter(([name]) => name.startsWith('latchkey-'));
    return [statusCode, Object.fromEntries(own)];
  };

  it('says who it is in headers too, with the claims of the body', async () => {
    const customer = customers.timetrack;
    const claims = [...claimsOfBSimon, [claimNames.groups, 'g-1', 'g-2'] as const];
    const { cookies } = await signInAt(product, customer, [], { claims });

    expect(await headersOf(customer.at('/session'), cookies)).toEqual([
      200,
      {
        'latchkey-app': 'timetrack',
        'latchkey-tenant': customer.tenant.id,
        'latchkey-user': customer.user.id,
        'latchkey-name': encodeURIComponent(facts.signInName),
        'latchkey-display-name': 'B.Simon',
        'latchkey-claims': Buffer.from('{"groups":["g-1","g-2"]}').toString('base64url'),
      },
    ]);
  });

  it('says with 401 where to sign in, with the address that the visitor asked for', async () => {
    const { timetrack, trakstar } = customers;
    const path = '/reports/7?from=1&to=%C3%BC#x';
    const wanted = encodeURIComponent(path);
    const signOn = (customer: Customer) => customer.signOnUrl({ returnTo: path });

    expect(await headersOf(timetrack.at('/session'), [], path)).toEqual([
      401,
      { 'latchkey-sign-on': signOn(timetrack) },
    ]);
    for (const query of [`?namespace=${trakstar.tenant.id}`, `?tenant=${trakstar.tenant.id}`]) {
      expect(await headersOf(trakstar.at(`/session${query}`), [], path)).toEqual([
        401,
        { 'latchkey-sign-on': signOn(trakstar) },
      ]);
    }
    expect(await headersOf(trakstar.at('/session'), [], path)).toEqual([
      401,
      { 'latchkey-sign-on': `https://perform.trakstar.com/auth/saml/?returnTo=${wanted}` },
    ]);
  });

  it.each([
    ['another host', '//evil.example/x'],
    ['another origin', 'https://evil.example/'],
    ['a backslash', '/\\evil.example'],
    ['a blank', '/x y'],
    ['nothing', ''],
    ['too long a path', `/${'a'.repeat(1_024)}`],
  ])('leads to no other place than a path of its origin: %s', async (_, path) => {
    const { timetrack } = customers;
    const [status, headers] = await headersOf(timetrack.at('/session'), [], path);
    expect([status, headers]).toEqual([401, { 'latchkey-sign-on': timetrack.urls.signOnUrl }]);
  });

  it('says nothing about the person with 401, nor where to sign in at an unknown host', async () => {
    const { timetrack } = customers;
    const other = await customerOf(product, 'timetrack');
    const { cookies } = await signInAt(product, timetrack);

    expect(await headersOf(other.at('/session'), cookies, '/x')).toEqual([
      401,
      { 'latchkey-sign-on': other.signOnUrl({ returnTo: '/x' }) },
    ]);
    expect(await headersOf('https://elsewhere.example/session', cookies, '/x')).toEqual([404, {}]);
  });
});
