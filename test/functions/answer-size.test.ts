import { randomBytes, randomInt } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint } from '../../shared/endpoint/endpoint.ts';
import { json, maximumHeaderBytes, redirect, toResult, withCookies } from '../../shared/http/answer.ts';
import { type Answered, ask, locationOf } from '../harness/ask.ts';
import { beginAt, type Customer, customerOf, signInAt } from '../harness/customer.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { useLog } from '../harness/logged.ts';
import { type Product, productOver } from '../harness/product.ts';
import { bring, logoutRequest, logoutResponse } from './logout/logout-messages.ts';
import { setupUrl } from './setup/set-up.ts';

/** API Gateway carries requests and answers of at most 10,240 bytes of headers. */
const largestRequest = 10_000;

function bytesOfHeaders({ headers = {}, cookies = [] }: Answered): number {
  const lines = [...Object.entries(headers), ...cookies.map((cookie) => ['set-cookie', cookie] as const)];
  return lines.reduce((sum, [name, value]) => sum + `${name}: ${value}\r\n`.length, 0);
}

const alphabets = ['a', '&', '€', '%', '/', '\u{1f600}', '"', '+'] as const;
/** A text of up to so many characters, of one alphabet or of several. */
function someText(longest: number): string {
  const length = randomInt(longest + 1);
  const one = alphabets[randomInt(alphabets.length)] ?? '';
  if (randomInt(2) === 0) return one.repeat(length);
  return Array.from({ length }, () => alphabets[randomInt(alphabets.length)]).join('');
}

/** Cookies as a browser may send them: ours, doubled, malformed, with names without end. */
function someCookies(): readonly string[] {
  const make = [
    () => `__Host-flow-_${randomBytes(16).toString('hex')}=1.${'A'.repeat(43)}`,
    () => `__Host-flow-x${randomInt(1_000)}=`,
    () => `__Host-flow-${'y'.repeat(randomInt(3_000))}=1`,
    () => `__Host-session=timetrack.acme._${'0'.repeat(32)}.${'A'.repeat(43)}`,
    () => `__Host-session-end=timetrack.acme._${'0'.repeat(32)}.${'A'.repeat(43)}`,
    () => `__Host-restarted=timetrack.${'a'.repeat(63)}`,
    () => `other=${'z'.repeat(randomInt(500))}`,
  ];
  const cookies: string[] = [];
  let bytes = 0;
  const wanted = randomInt(largestRequest);
  const only = randomInt(2) === 0 ? make[randomInt(make.length)] : undefined;
  for (;;) {
    const cookie = (only ?? make[randomInt(make.length)])?.() ?? '';
    bytes += cookie.length + 2;
    if (bytes > wanted) return cookies;
    cookies.push(cookie);
  }
}

describeWithDatabase('no answer has more than 8 kB of headers', (database) => {
  const log = useLog();
  let product: Product;
  let customers: Readonly<Record<'timetrack' | 'trakstar', Customer>>;
  beforeAll(async () => {
    product = productOver(database().tables);
    const long = `https://login.microsoftonline.com/${'p'.repeat(2_000)}`;
    const connection = { loginUrl: long, logoutUrl: long };
    customers = {
      timetrack: await customerOf(product, 'timetrack', { connection }),
      trakstar: await customerOf(product, 'trakstar', { connection }),
    };
  });

  const asking: Readonly<Record<string, (customer: Customer) => Promise<Answered>>> = {
    'sign-on': (customer) =>
      ask(product.signOn, {
        url: customer.signOnUrl({ returnTo: `/${someText(1_100)}`, login_hint: someText(300) }),
        cookies: someCookies(),
      }),
    'assertion-consumer': async (customer) => {
      const { requestId, cookies } = await beginAt(product, customer.signOnUrl());
      const form = new URLSearchParams({
        SAMLResponse: Buffer.from(customer.message(requestId)).toString('base64'),
        RelayState: someText(5_000),
      });
      return ask(product.assertionConsumer, {
        url: customer.urls.replyUrl,
        cookies: [...someCookies().filter((cookie) => !cookie.includes('session')), ...cookies],
        form: form.toString(),
      });
    },
    logout: (customer) => {
      const relayState = { RelayState: someText(5_000) };
      const message = randomInt(2) === 0 ? logoutRequest(customer) : logoutResponse;
      const binding = randomInt(2) === 0 ? 'post' : 'redirect';
      const field = message === logoutResponse ? 'SAMLResponse' : 'SAMLRequest';
      return ask(product.logout, {
        ...bring(binding, customer.urls.logoutUrl, message, relayState, field),
        cookies: someCookies(),
      });
    },
    'sign-out': (customer) =>
      ask(product.signOut, { method: 'POST', url: customer.at('/sign-out'), cookies: someCookies() }),
    welcome: (customer) =>
      ask(product.welcome, { url: customer.at(`/welcome?x=${someText(500)}`), cookies: someCookies() }),
    session: (customer) =>
      ask(product.session, {
        url: customer.at(`/session?namespace=${someText(500)}`),
        cookies: someCookies(),
      }),
    setup: (customer) =>
      ask(product.setup, { url: setupUrl(customer, { link: someText(2_000) }), cookies: someCookies() }),
  };

  describe.each(['timetrack', 'trakstar'] as const)('of %s', (app) => {
    it.each(Object.keys(asking))('at %s, whatever 60 requests bring', async (name) => {
      for (let run = 0; run < 60; run += 1) {
        const answer = (await asking[name]?.(customers[app])) ?? expect.unreachable();
        expect(bytesOfHeaders(answer)).toBeLessThanOrEqual(maximumHeaderBytes);
        expect(answer.statusCode).toBeLessThan(500);
      }
    });
  });

  it.each(['redirect', 'post'] as const)(
    'so that a Relay State of 15 kB at logout is refused by its own code, by %s',
    async (binding) => {
      const { timetrack: customer } = customers;
      const answered = (relayState: string) =>
        ask(
          product.logout,
          bring(binding, customer.urls.logoutUrl, logoutRequest(customer), { RelayState: relayState }),
        );

      const refused = await answered('r'.repeat(15_000));
      expect(refused.statusCode).toBe(400);
      expect(refused.headers?.['content-type']).toContain('text/html');
      expect(log.decision()).toMatchObject({ problem: 'logout-relay-state-too-long' });
      const control = await answered('€'.repeat(341));
      expect(control.statusCode).toBe(303);
      expect(new URL(locationOf(control)).searchParams.get('RelayState')).toBe('€'.repeat(341));
    },
  );

  it('so that a browser with hundreds of flow cookies still begins a sign-in', async () => {
    const { timetrack: customer } = customers;
    const cookies = Array.from({ length: 550 }, (_, each) => `__Host-flow-x${each}=`);
    const answer = await ask(product.signOn, { url: customer.signOnUrl(), cookies });

    expect(answer.statusCode).toBe(303);
    expect(answer.cookies).toHaveLength(17);
    expect((await signInAt(product, customer)).answer.statusCode).toBe(303);
  });
});

describe('an endpoint whose step makes a larger answer', () => {
  const log = useLog();
  const context = { url: 'https://acme.timetrackenterprise.com/' };

  it.each([
    ['by its location', () => redirect(`/${'a'.repeat(8_000)}`)],
    ['by its cookies', () => withCookies(redirect('/'), ...Array(80).fill(`__Host-a=${'b'.repeat(100)}`))],
    [
      'by any other header',
      () => ({ ...redirect('/'), headers: { refresh: `0; url=/${'a'.repeat(8_000)}` } }),
    ],
  ])('%s refuses the request with a page', async (_, make) => {
    const answer = await ask(
      endpoint(async () => make(), { methods: ['GET'] }),
      context,
    );

    expect([answer.statusCode, answer.cookies, locationOf(answer)]).toEqual([400, [], '']);
    expect(answer.headers?.['content-type']).toContain('text/html');
    expect(log.decision()).toMatchObject({ problem: 'answer-too-large' });
  });

  it('is measured to the byte, and no result is made of it', () => {
    const fits = (length: number) => redirect('a'.repeat(length));
    let length = 7_000;
    while (bytesOfHeaders(toResult(fits(length))) < maximumHeaderBytes) length += 1;
    expect(bytesOfHeaders(toResult(fits(length)))).toBe(maximumHeaderBytes);
    expect(() => toResult(fits(length + 1))).toThrow(RangeError);
    expect(toResult(json(200, 'b'.repeat(100_000))).statusCode).toBe(200);
  });
});
