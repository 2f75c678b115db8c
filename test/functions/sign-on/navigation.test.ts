import { beforeAll, describe, expect, it } from 'vitest';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { type Answered, ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';

const document = { 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' } as const;
const word = 'Mozilla/4.0 (compatible; ms-office; MSOffice 16)';

const unescaped = (text: string) => text.replaceAll('&amp;', '&');
const refreshOf = ({ body = '' }: Answered) =>
  unescaped(/<meta http-equiv="refresh" content="0; url=([^"]+)">/.exec(body)?.[1] ?? '');
const linkOf = ({ body = '' }: Answered) =>
  unescaped(/<a class="button" href="([^"]+)"/.exec(body)?.[1] ?? '');

describeWithDatabase('sign-on', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  describe.each<AppId>(['timetrack', 'trakstar'])('at %s', (app) => {
    let customer: Customer;
    beforeAll(async () => {
      customer = await customerOf(product, app);
      await product.deployment.tenants.find(app, customer.tenant.id);
    });

    /** The answer, and the requests to the store that it took. */
    async function open(
      headers: Readonly<Record<string, string>>,
      more: { readonly url?: string; readonly method?: string; readonly cookies?: readonly string[] } = {},
    ) {
      const { url = customer.signOnUrl({ returnTo: '/reports/7?a=1&b=2', login_hint: 'a@b.c' }), ...rest } =
        more;
      let answer: Answered = {};
      const requests = await database().requestsOf(async () => {
        answer = await ask(product.signOn, { url, headers, ...rest });
      });
      return { answer, requests };
    }
    const begins = ({ answer, requests }: Awaited<ReturnType<typeof open>>) =>
      answer.statusCode === 303 && requests.includes('PutItemCommand') && cookiesOf(answer).length === 1;

    it.each<[string, Record<string, string>]>([
      ['a browser that says nothing', {}],
      ['a page that is opened', document],
      ['a page that another site leads to', { ...document, 'sec-fetch-site': 'cross-site' }],
    ])('begins for %s', async (_, headers) => {
      expect(begins(await open(headers))).toBe(true);
    });

    it.each([
      ['image', 'no-cors'],
      ['script', 'no-cors'],
      ['empty', 'cors'],
      ['empty', 'no-cors'],
      ['object', 'navigate'],
      ['video', 'no-cors'],
    ])('begins nothing for %s (%s)', async (destination, mode) => {
      const headers = { 'sec-fetch-dest': destination, 'sec-fetch-mode': mode };
      const { answer, requests } = await open(headers);

      expect([answer.statusCode, answer.cookies, requests]).toEqual([403, [], []]);
      expect(log.decision()).toMatchObject({ event: 'sign-in.refused', problem: 'sign-on-no-page' });
    });

    it('so that eight images of another site take no flow cookie from a person', async () => {
      const person = await ask(product.signOn, { url: customer.signOnUrl(), headers: document });
      const cookies = cookiesOf(person);
      for (let image = 0; image < 8; image += 1) {
        const { answer } = await open(
          { 'sec-fetch-dest': 'image', 'sec-fetch-mode': 'no-cors' },
          { cookies },
        );
        expect(answer.cookies).toEqual([]);
      }
    });

    it.each(['iframe', 'frame', 'fencedframe'])(
      'shows a link in a %s, and may be shown there',
      async (dest) => {
        const headers = {
          'sec-fetch-dest': dest,
          'sec-fetch-mode': 'navigate',
          'sec-fetch-site': 'cross-site',
        };
        const { answer, requests } = await open(headers);

        expect([answer.statusCode, answer.cookies, requests]).toEqual([200, [], []]);
        expect(answer.body).toContain('target="_blank" rel="noopener"');
        expect(answer.body).not.toContain('<form');
        expect(answer.headers?.['x-frame-options']).toBeUndefined();
        expect(answer.headers?.['content-security-policy']).toMatch(/^default-src 'none'; /);
        expect(answer.headers?.['content-security-policy']).not.toContain('frame-ancestors');
        expect(begins(await open(document, { url: linkOf(answer) }))).toBe(true);
      },
    );

    it.each<[string, Record<string, string>]>([
      ['Word', { 'user-agent': word }],
      [
        'the preview of a chat',
        { 'user-agent': 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)' },
      ],
      ['a prefetch', { ...document, 'sec-purpose': 'prefetch;prerender' }],
      [
        'a prefetch by a link',
        { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'no-cors', purpose: 'prefetch' },
      ],
    ])('answers %s with 200, one refresh and a link', async (_, headers) => {
      const { answer, requests } = await open(headers);

      expect([answer.statusCode, answer.cookies, requests]).toEqual([200, [], []]);
      expect(refreshOf(answer)).not.toBe('');
      expect(linkOf(answer)).toBe(refreshOf(answer));
      const query = new URL(refreshOf(answer)).searchParams;
      expect([query.get('returnTo'), query.get('login_hint')]).toEqual(['/reports/7?a=1&b=2', 'a@b.c']);
      expect(new URL(refreshOf(answer)).origin).toBe(new URL(customer.signOnUrl()).origin);
    });

    it('goes in no circle in a web view that carries such a name', async () => {
      const agent = { ...document, 'user-agent': word };
      const first = await open(agent);
      const second = await open(agent, { url: refreshOf(first.answer) });

      expect([begins(first), begins(second)]).toEqual([false, true]);
    });

    it('begins nothing for an image at the marked address', async () => {
      const { answer } = await open({ 'user-agent': word });
      const image = await open(
        { 'sec-fetch-dest': 'image', 'sec-fetch-mode': 'no-cors', 'user-agent': word },
        { url: refreshOf(answer) },
      );
      expect([image.answer.statusCode, image.answer.cookies, image.requests]).toEqual([403, [], []]);
    });

    it('leads whoever is signed in on, whatever asks', async () => {
      const { cookies } = await signInAt(product, customer);
      for (const headers of [document, { 'user-agent': word }, { 'sec-fetch-dest': 'iframe' }]) {
        const { answer } = await open(headers, { cookies });
        expect([answer.statusCode, locationOf(answer)]).toEqual([303, '/reports/7?a=1&b=2']);
      }
    });

    it('answers HEAD with 200, without flow, cookie or body', async () => {
      const { cookies } = await signInAt(product, customer);
      for (const held of [[], cookies]) {
        const { answer, requests } = await open({}, { method: 'HEAD', cookies: held });
        expect([answer.statusCode, answer.cookies, answer.body, requests]).toEqual([200, [], '', []]);
      }
    });
  });
});
