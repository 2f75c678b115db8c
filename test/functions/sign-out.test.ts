import { beforeAll, describe, expect, it } from 'vitest';
import type { AppId } from '../../shared/ids/app-id.ts';
import { ask } from '../harness/ask.ts';
import { type Customer, customerOf, signInAt } from '../harness/customer.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { useLog } from '../harness/logged.ts';
import { type Product, productOver } from '../harness/product.ts';

describeWithDatabase('POST /sign-out', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });
  const signOutAt = (customer: Customer, cookies: readonly string[], method = 'POST') =>
    ask(product.signOut, { method, url: customer.at('/sign-out'), cookies });
  const signOutFrom = (customer: Customer, cookies: readonly string[], headers: Record<string, string>) =>
    ask(product.signOut, { method: 'POST', url: customer.at('/sign-out'), cookies, headers });
  const statusAt = async (customer: Customer, cookies: readonly string[]) =>
    (await ask(product.session, { url: customer.at('/session'), cookies })).statusCode;

  it.each<AppId>(['timetrack', 'trakstar'])(
    'of %s ends the session on the server and clears its cookies',
    async (app) => {
      const customer = await customerOf(product, app);
      const { cookies } = await signInAt(product, customer);
      expect(await statusAt(customer, cookies)).toBe(200);
      const answer = await signOutAt(customer, cookies);

      expect(answer.statusCode).toBe(200);
      expect(answer.cookies).toEqual([
        '__Host-session=; HttpOnly; Secure; SameSite=Lax; Path=/; Max-Age=0',
        '__Host-session-end=; HttpOnly; Secure; SameSite=None; Path=/; Max-Age=0',
      ]);
      expect(answer.body).toContain(`href="${customer.urls.signOnUrl}"`);
      expect(await statusAt(customer, cookies)).toBe(401);
      expect((await signOutAt(customer, cookies)).statusCode).toBe(200);
    },
  );

  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])('is not done by %s', async (method) => {
    const customer = await customerOf(product, 'timetrack');
    const { cookies } = await signInAt(product, customer);
    const answer = await signOutAt(customer, cookies, method);

    expect([answer.statusCode, answer.headers?.['allow'], answer.cookies]).toEqual([405, 'POST', []]);
    expect(log.decision()).toMatchObject({ event: 'request.refused', problem: 'method-not-allowed' });
    expect(await statusAt(customer, cookies)).toBe(200);
  });

  describe.each<AppId>(['timetrack', 'trakstar'])('of %s', (app) => {
    it.each<[string, (origin: string) => Record<string, string>]>([
      ['a neighbouring host', () => ({ 'sec-fetch-site': 'same-site' })],
      ['another site', () => ({ 'sec-fetch-site': 'cross-site' })],
      ['another site that borrows our Origin', (origin) => ({ 'sec-fetch-site': 'cross-site', origin })],
      ['a neighbouring host in an old browser', () => ({ origin: 'https://neighbour.example.com' })],
      ['another port in an old browser', (origin) => ({ origin: `${origin}:8443` })],
    ])('is refused to %s, with a button that signs out', async (_, headersAt) => {
      const customer = await customerOf(product, app);
      const { cookies } = await signInAt(product, customer);
      const answer = await signOutFrom(customer, cookies, headersAt(new URL(customer.at('/')).origin));

      expect([answer.statusCode, answer.cookies]).toEqual([403, []]);
      expect(log.decision()).toMatchObject({ event: 'request.refused', problem: 'sign-out-other-origin' });
      expect(answer.body).toContain('<form method="post" action="/sign-out">');
      expect(answer.headers?.['content-security-policy']).toContain("form-action 'self'");
      expect(await statusAt(customer, cookies)).toBe(200);
    });

    it.each<[string, (origin: string) => Record<string, string>]>([
      ['a page of this origin', () => ({ 'sec-fetch-site': 'same-origin' })],
      [
        'the button of the refusal, whose page hides its Origin',
        () => ({
          'sec-fetch-site': 'same-origin',
          origin: 'null',
        }),
      ],
      ['an old browser with our Origin', (origin) => ({ origin })],
      ['an old browser that hides its Origin', () => ({ origin: 'null' })],
      ['a proxy that strips both headers', () => ({})],
    ])('is done for %s', async (_, headersAt) => {
      const customer = await customerOf(product, app);
      const { cookies } = await signInAt(product, customer);
      const answer = await signOutFrom(customer, cookies, headersAt(new URL(customer.at('/')).origin));

      expect(answer.statusCode).toBe(200);
      expect(await statusAt(customer, cookies)).toBe(401);
    });
  });

  it('changes nothing without the cookie, which is what another site’s form brings', async () => {
    const customer = await customerOf(product, 'timetrack');
    const { cookies } = await signInAt(product, customer);
    const requests = await database().requestsOf(async () => {
      const answer = await signOutAt(customer, []);
      expect([answer.statusCode, answer.cookies]).toEqual([200, []]);
    });

    expect(requests).toEqual([]);
    expect(await statusAt(customer, cookies)).toBe(200);
  });

  it('ends no session by another secret, at another tenant or with a doubled cookie', async () => {
    const acme = await customerOf(product, 'timetrack');
    const globex = await customerOf(product, 'timetrack');
    const [cookie = ''] = (await signInAt(product, acme)).cookies;
    await signOutAt(acme, [cookie.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'))]);
    await signOutAt(globex, [cookie]);
    await signOutAt(acme, [cookie, cookie]);

    expect(await statusAt(acme, [cookie])).toBe(200);
  });
});
