import { beforeAll, expect, it } from 'vitest';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { type Answered, ask, cookiesOf, withoutTrace } from '../../harness/ask.ts';
import { beginAt, type Customer, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { newTenantId } from '../../harness/samples.ts';

/** What an administrator enters as Reply URL, the address that it leads to, and what the page calls it. */
type Mistake = readonly [what: string, app: AppId, url: (customer: Customer) => string, called: string];

const inCapitals = (url: string) =>
  url.replace(/namespace=(.*)$/, (_, name) => `namespace=${name.toUpperCase()}`);
const mistakes: readonly Mistake[] = [
  ['the Sign on URL', 'timetrack', ({ urls }) => urls.signOnUrl, 'the Sign on URL'],
  ['the Identifier', 'timetrack', ({ urls }) => urls.identifier, 'the metadata URL'],
  ['the Sign on URL', 'trakstar', ({ urls }) => urls.signOnUrl, 'the Sign on URL'],
  [
    'the Sign on URL without its slash',
    'trakstar',
    ({ urls }) => urls.signOnUrl.replace('/?', '?'),
    'the Sign on URL',
  ],
  ['the metadata URL', 'trakstar', ({ urls }) => urls.metadataUrl, 'the metadata URL'],
  ...(
    [
      ['with capitals in the name of the tenant', inCapitals],
      ['with a blank behind the name', (url: string) => `${url}%20`],
      ['with a slash behind the name', (url: string) => `${url}/`],
      ['with a capital in the parameter', (url: string) => url.replace('namespace', 'Namespace')],
    ] as const
  ).map(
    ([how, spell]): Mistake => [
      `the Reply URL ${how}`,
      'trakstar',
      ({ urls }) => spell(urls.replyUrl),
      'another spelling of the Reply URL',
    ],
  ),
  ['the Sign on URL in capitals', 'trakstar', ({ urls }) => inCapitals(urls.signOnUrl), 'the Sign on URL'],
];

const text = (value: string) => value.replaceAll('&', '&amp;');

describeWithDatabase('a directory whose Reply URL is', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  /** What the directory posts to the address that was entered: its Recipient and Destination are that address too. */
  async function posted(
    customer: Customer,
    url: string,
    { parts = {}, choices = {}, isSolicited = true } = {},
  ) {
    const begun = isSolicited
      ? await beginAt(product, customer.signOnUrl({ returnTo: '/reports/7' }))
      : undefined;
    const form = formBody(customer.message(begun?.requestId, { replyUrl: url, ...parts }, choices));
    return ask(product.assertionConsumer, { url, cookies: begun?.cookies ?? [], form });
  }

  it.each(mistakes)(
    '%s of %s gets a page that says which URL it used and which is right',
    async (_, app, at, called) => {
      const customer = await customerOf(product, app);
      const url = at(customer);
      for (const isSolicited of [true, false]) {
        const answer = await posted(customer, url, { isSolicited });
        expect([answer.statusCode, cookiesOf(answer)]).toEqual([403, []]);
        expect(answer.body).toContain(`<code>${text(customer.urls.replyUrl)}</code>`);
        expect(answer.body).toContain(`<code>${called}: ${text(new URL(url).href)}</code>`);
        expect(answer.body).toContain('Reply URL (Assertion Consumer Service URL): Enter the expected value');
        expect(log.decision()).toMatchObject({ problem: 'reply-url-mistaken', authenticated: true });
      }
      const kept = await product.deployment.rejections.list(app, customer.tenant, facts.now);
      expect(kept.map(({ problem }) => problem)).toEqual(['reply-url-mistaken', 'reply-url-mistaken']);
    },
  );

  it.each(mistakes)(
    '%s of %s signs nobody in by a message for the right one, and spends nothing',
    async (_, app, at) => {
      const customer = await customerOf(product, app);
      const { requestId, cookies } = await beginAt(product, customer.signOnUrl());
      const form = formBody(customer.message(requestId));
      const misdirected = await ask(product.assertionConsumer, { url: at(customer), cookies, form });
      expect([misdirected.statusCode, cookiesOf(misdirected)]).toEqual([403, []]);
      expect(log.decision()['problem']).toBe('reply-url-mistaken');

      const right = await ask(product.assertionConsumer, { url: customer.urls.replyUrl, cookies, form });
      expect(right.statusCode).toBe(303);
    },
  );

  it.each(mistakes)(
    '%s of %s tells a stranger neither that nor whether there is such a tenant',
    async (_, app, at) => {
      const customer = await customerOf(product, app);
      const nobody: Customer = await customerOf(product, app);
      const name = (url: string) =>
        url
          .replaceAll(customer.tenant.id, newTenantId())
          .replaceAll(customer.tenant.id.toUpperCase(), newTenantId().toUpperCase());
      const stranger = { choices: { key: signingKey({ name: 'stranger' }) }, isSolicited: false };
      const known = await posted(customer, at(customer), stranger);
      const unknown = await posted(nobody, name(at(customer)), stranger);

      expect(known.statusCode).toBe(404);
      expect(withoutTrace(known)).toEqual(withoutTrace(unknown));
      expect(known.body).not.toContain('Reply URL');
      const bare = (answer: Answered) => answer.headers;
      expect(bare(known)).toEqual(bare(unknown));
    },
  );

  it('the bare origin, which names no tenant, gets a page that says so, whoever sends it', async () => {
    const customer = await customerOf(product, 'trakstar');
    const url = `${customer.urls.identifier}/`;
    const known = await posted(customer, url);
    const forged = await posted(customer, url, { choices: { key: signingKey({ name: 'stranger' }) } });

    expect([known.statusCode, cookiesOf(known)]).toEqual([403, []]);
    expect(known.body).toContain('names no organisation');
    expect(log.decision()).toMatchObject({
      problem: 'reply-url-without-tenant',
      expected: 'https://perform.trakstar.com/auth/saml/callback?namespace={tenant}',
      actual: 'https://perform.trakstar.com/',
    });
    expect(withoutTrace(known)).toEqual(withoutTrace(forged));
  });

  it('the right one in capitals, where the name stands in the host, says which is right', async () => {
    const customer = await customerOf(product, 'timetrack');
    const url = customer.urls.replyUrl.replace(customer.tenant.id, customer.tenant.id.toUpperCase());
    const answer = await posted(customer, url);

    expect(answer.statusCode).toBe(403);
    expect(answer.body).toContain(`<code>${customer.urls.replyUrl}</code>`);
    expect(answer.body).toContain(`<code>${url}</code>`);
    expect(log.decision()).toMatchObject({ problem: 'recipient-mismatch', authenticated: true });
  });
});
