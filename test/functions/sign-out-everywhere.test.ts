import { beforeAll, describe, expect, it } from 'vitest';
import { facts, secondsAfter } from '../fixtures/facts.ts';
import { formBody } from '../fixtures/post.ts';
import { type Answered, ask, cookiesOf, locationOf } from '../harness/ask.ts';
import { beginAt, type Customer, customerOf, signInAt } from '../harness/customer.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { useLog } from '../harness/logged.ts';
import { type Product, productOver } from '../harness/product.ts';

const edge =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0';

describeWithDatabase('on the page that greets people', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  /** Signs in with a browser that says what it is. */
  async function signIn(customer: Customer, userAgent: string, at = product) {
    const { requestId, cookies } = await beginAt(at, customer.signOnUrl());
    const url = customer.urls.replyUrl;
    const form = formBody(customer.message(requestId));
    const headers = { 'user-agent': userAgent };
    return cookiesOf(await ask(at.assertionConsumer, { url, cookies, form, headers }));
  }
  const welcome = (customer: Customer, cookies: readonly string[], language = 'en') =>
    ask(product.welcome, {
      url: customer.at('/welcome'),
      cookies,
      headers: { 'accept-language': language },
    });
  const everywhere = (
    customer: Customer,
    cookies: readonly string[],
    headers: Readonly<Record<string, string>> = { 'sec-fetch-site': 'same-origin' },
    at = product,
  ) => ask(at.welcome, { method: 'POST', url: customer.at('/welcome'), cookies, headers });
  const statuses = async (customer: Customer, browsers: readonly (readonly string[])[]) => {
    const url = customer.at('/session');
    const answers = await Promise.all(browsers.map((cookies) => ask(product.session, { url, cookies })));
    return answers.map(({ statusCode }) => statusCode);
  };

  describe('a person sees where they are signed in', () => {
    it('in which browser, since when, and which of them is this one', async () => {
      const customer = await customerOf(product, 'timetrack');
      const cookies = await signIn(customer, edge);
      const later = productOver(database().tables, () => secondsAfter(facts.now, 60));
      await signIn(customer, '<script>alert(1)</script>', later);
      const { body = '' } = await welcome(customer, cookies);

      const [, rows = ''] = /<dt>Where you are signed in<\/dt>(.*?)\n<\/dl>/s.exec(body) ?? [];
      expect(rows.replace(/<time[^>]*>|<\/time>/g, '')).toBe(
        '<dd><strong>Edge on Windows</strong>, since 22 November 2026, 12:00:00\u00a0UTC (this browser)</dd>' +
          '<dd>Unknown browser, since 22 November 2026, 12:01:00\u00a0UTC</dd>',
      );
      expect(body).not.toContain('alert(1)');
    });

    it('in German', async () => {
      const customer = await customerOf(product, 'timetrack');
      const { body } = await welcome(customer, await signIn(customer, edge), 'de');
      expect(body).toContain('<strong>Edge unter Windows</strong>, seit <time');
      expect(body).toContain('(dieser Browser)');
      expect(body).toContain('>Überall abmelden</button>');
    });

    it('and not those that ended, nor those of other people', async () => {
      const customer = await customerOf(product, 'timetrack');
      const ended = await signIn(customer, edge);
      await ask(product.signOut, { method: 'POST', url: customer.at('/sign-out'), cookies: ended });
      const other = await customerOf(product, 'timetrack');
      await signIn(other, edge);
      const { body } = await welcome(customer, await signIn(customer, 'Firefox/1'));
      expect(body?.match(/, since /g)).toHaveLength(1);
    });

    it('ten at most, and how many more', async () => {
      const customer = await customerOf(product, 'timetrack');
      const browsers = await Promise.all(Array.from({ length: 13 }, () => signIn(customer, edge)));
      const { body } = await welcome(customer, browsers[0] ?? []);
      expect(body?.match(/, since /g)).toHaveLength(10);
      expect(body).toContain('<dd>and 3 more</dd>');
    });
  });

  describe('a person signs out everywhere', () => {
    it('on every device, at once, and no one else does', async () => {
      const customer = await customerOf(product, 'timetrack');
      const browsers = [await signIn(customer, edge), await signIn(customer, edge)];
      const other = await customerOf(product, 'timetrack');
      const colleague = await signIn(other, edge);
      const answer = await everywhere(customer, browsers[0] ?? []);

      expect([answer.statusCode, locationOf(answer)]).toEqual([307, '/sign-out?everywhere=1']);
      expect(await statuses(customer, browsers)).toEqual([401, 401]);
      expect(await statuses(other, [colleague])).toEqual([200]);
      const { sessions, flows } = product.deployment;
      const { app, id } = customer.tenant;
      expect(await sessions.ofUser(app, id, customer.user.id)).toEqual([]);
      const [, , flow = ''] =
        browsers[1]?.find((each) => each.startsWith('__Host-session='))?.split('.') ?? [];
      expect(await flows.find(app, id, flow as never)).toMatchObject({
        end: { reason: 'signed-out-everywhere' },
      });
    });

    it('and reads that after the browser has sent its form on, without the cookies', async () => {
      const customer = await customerOf(product, 'timetrack');
      const cookies = await signIn(customer, edge);
      const { headers } = await everywhere(customer, cookies);
      const url = customer.at(String(headers?.['location']));
      const page: Answered = await ask(product.signOut, { method: 'POST', url, cookies });

      expect(page.statusCode).toBe(200);
      expect(page.body).toContain('You are signed out on every device.');
      expect(page.cookies?.filter((each) => /Max-Age=0/.test(each))).toHaveLength(2);
    });

    it('also where the index of sessions cannot be read', async () => {
      const customer = await customerOf(product, 'timetrack');
      const cookies = await signIn(customer, edge);
      const { tables } = database();
      const failing = {
        ...tables,
        flows: {
          ...tables.flows,
          query: () => {
            throw new Error('down');
          },
        },
      };
      expect((await everywhere(customer, cookies, undefined, productOver(failing))).statusCode).toBe(307);
      expect(await statuses(customer, [cookies])).toEqual([401]);
    });

    it('and stays signed in where they sign in again while the sessions are still being marked', async () => {
      const customer = await customerOf(product, 'timetrack');
      const cookies = await signIn(customer, edge);
      let later: readonly string[] = [];
      const { flows, ...rest } = database().tables;
      const slow: typeof flows = {
        ...flows,
        async *query(query) {
          later = await signIn(customer, edge);
          yield* flows.query(query);
        },
      };
      const at = productOver({ ...rest, flows: slow });
      expect((await everywhere(customer, cookies, undefined, at)).statusCode).toBe(307);
      expect(await statuses(customer, [cookies, later])).toEqual([401, 200]);
    });

    it.each([
      ['another site', { 'sec-fetch-site': 'cross-site' }],
      ['another host of the same site', { 'sec-fetch-site': 'same-site' }],
      ['another origin, by an older browser', { origin: 'https://evil.example' }],
      ['a browser that says nothing of the sender', {}],
    ])('not by a form of %s', async (_, headers) => {
      const customer = await customerOf(product, 'timetrack');
      const cookies = await signIn(customer, edge);
      const answer = await everywhere(customer, cookies, headers);

      expect(answer.statusCode).toBe(403);
      expect(answer.body).toMatch(/<form[^>]* method="post" action="\/sign-out">/);
      expect(log.decision()).toMatchObject({ problem: 'sign-out-everywhere-other-origin' });
      expect(await statuses(customer, [cookies])).toEqual([200]);
    });

    it('not without the secret of a session: that only leads to signing out', async () => {
      const customer = await customerOf(product, 'timetrack');
      const { cookies } = await signInAt(product, customer);
      const forged = cookies.map((cookie) => cookie.replace(/[^.]{43}$/, 'A'.repeat(43)));
      const answer = await everywhere(customer, forged);

      expect([answer.statusCode, locationOf(answer)]).toEqual([307, '/sign-out']);
      expect(await statuses(customer, [cookies])).toEqual([200]);
    });

    it('by a second click as by the first', async () => {
      const customer = await customerOf(product, 'timetrack');
      const cookies = await signIn(customer, edge);
      const answers = [await everywhere(customer, cookies), await everywhere(customer, cookies)];
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([307, 307]);
    });
  });
});
