import { beforeAll, describe, expect, it } from 'vitest';
import { maximumBodyBytes } from '../../../shared/http/body.ts';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { setupSteps } from '../../../shared/tenants/draft/connection-draft.ts';
import { maximumDraftKeys } from '../../../shared/tenants/draft/draft.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { ask, withoutTrace } from '../../harness/ask.ts';
import { type Customer, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { newTenantId } from '../../harness/samples.ts';
import { formTokenIn, makeLink, openSetup, ownForm, posting, setupUrl } from './set-up.ts';

const { now } = facts;
const actions = ['go', 'look', 'keep', 'test', 'activate', 'discard', 'leave'];

describeWithDatabase('on the set-up page,', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });
  const tables = () => database().tables;

  describe('a form', () => {
    async function browsing() {
      const customer = await customerOf(product, 'timetrack');
      const made = await makeLink(tables(), customer, now);
      const browser = await openSetup(product.setup, customer, made);
      return { customer, browser, made, token: formTokenIn(await browser.get({ step: 'create' })) };
    }
    const storedOf = async ({ tenant }: Customer) =>
      product.deployment.tenants.findFresh(tenant.app, tenant.id);

    it.each<[string, Record<string, string>]>([
      ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://acme.timetrackenterprise.com' }],
      ['a neighbouring host', { 'sec-fetch-site': 'same-site' }],
      ['nowhere', { 'sec-fetch-site': 'none' }],
      ['an old browser at another origin', { origin: 'https://evil.example' }],
    ])('sent by %s does nothing', async (_, headers) => {
      const { customer, browser, token, made } = await browsing();
      const tenant = await storedOf(customer);
      for (const action of [...actions, 'open']) {
        const fields = { action, token, step: 'values', link: made.token };
        const answer = await ask(product.setup, { ...posting(customer, fields, browser.cookies()), headers });
        expect({ action, status: answer.statusCode }).toEqual({ action, status: 403 });
        expect(log.decision()).toMatchObject({ problem: 'setup-form-refused' });
      }
      expect(await storedOf(customer)).toEqual(tenant);
    });

    it('is not read before its sender and its cookie are known', async () => {
      const { customer, browser, token } = await browsing();
      const form = `action=look&token=${token}${'&a='.repeat(80_000)}`;
      const askWith = async (more: Partial<Parameters<typeof ask>[1]>) => {
        await ask(product.setup, { ...posting(customer, {}, []), form, ...more });
        return log.decision()['problem'];
      };

      expect(await askWith({ headers: { 'sec-fetch-site': 'cross-site' } })).toBe('setup-form-refused');
      expect(await askWith({})).toBe('setup-not-open');
      expect(await askWith({ cookies: browser.cookies() })).toBe('setup-form-malformed');
    });

    it('of an old browser is taken from our own origin', async () => {
      const { customer, browser, token } = await browsing();
      const fields = { action: 'go', token, step: 'values' };
      const headers = { origin: new URL(setupUrl(customer)).origin };

      expect(
        (await ask(product.setup, { ...posting(customer, fields, browser.cookies()), headers })).statusCode,
      ).toBe(303);
    });

    describe.each<[string, Record<string, string>]>([
      ['a browser from before 2023, which hides its origin', { origin: 'null' }],
      ['a proxy that strips Origin', {}],
    ])('behind %s', (_, headers) => {
      it('is taken by its token', async () => {
        const { customer, browser, token } = await browsing();
        const send = (fields: Record<string, string>) =>
          ask(product.setup, { ...posting(customer, fields, browser.cookies()), headers });
        const { statusCode } = await send({ action: 'go', token, step: 'values' });

        expect(statusCode).toBe(303);
        expect((await storedOf(customer))?.draft?.step).toBe('values');
      });

      it('is refused with another session’s token, and without one', async () => {
        const { customer, browser } = await browsing();
        const other = await browsing();
        const tenant = await storedOf(customer);
        for (const token of [other.token, '']) {
          const fields = { action: 'go', token, step: 'values' };
          const answer = await ask(product.setup, {
            ...posting(customer, fields, browser.cookies()),
            headers,
          });
          expect(answer.statusCode).toBe(403);
          expect(log.decision()).toMatchObject({ problem: 'setup-form-refused' });
        }
        expect(await storedOf(customer)).toEqual(tenant);
      });

      it('opens a link, and none that is wrong', async () => {
        const { customer, made } = await browsing();
        const open = (link: string) =>
          ask(product.setup, { ...posting(customer, { action: 'open', link }), headers });

        expect((await open(made.token)).statusCode).toBe(303);
        expect((await open(made.token.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A')))).statusCode).toBe(
          403,
        );
        expect(log.decision()).toMatchObject({ problem: 'setup-not-open' });
      });
    });

    it('without its token, or with another session’s, does nothing', async () => {
      const { customer, browser } = await browsing();
      const other = await browsing();
      const tenant = await storedOf(customer);
      for (const token of ['', 'x', other.token]) {
        for (const action of actions) {
          const { statusCode } = await ask(
            product.setup,
            posting(customer, { action, token, step: 'values' }, browser.cookies()),
          );
          expect({ action, token, statusCode }).toEqual({ action, token, statusCode: 403 });
        }
      }
      expect(await storedOf(customer)).toEqual(tenant);
    });

    it.each<[string, { headers?: Record<string, string>; form: string }]>([
      ['JSON', { headers: { 'content-type': 'application/json' }, form: '{"action":"open"}' }],
      ['a broken multipart', { headers: { 'content-type': 'multipart/form-data; boundary=x' }, form: '--y' }],
      ['a field that comes twice', { form: 'action=open&action=leave' }],
      ['hundreds of fields', { form: 'a=1&'.repeat(200) }],
    ])('that is %s is refused', async (_, { headers, form }) => {
      const { customer } = await browsing();
      const answer = await ask(product.setup, {
        url: setupUrl(customer),
        headers: { ...ownForm, ...headers },
        form,
      });

      expect(answer.statusCode).toBe(400);
      expect(log.decision()).toMatchObject({ problem: 'setup-form-malformed' });
    });

    it('larger than a body may be is refused by a page that says what to upload', async () => {
      const { customer } = await browsing();
      const answer = await ask(product.setup, posting(customer, { document: 'a'.repeat(maximumBodyBytes) }));

      expect(answer.statusCode).toBe(413);
      expect(answer.body).toContain('larger than any metadata or certificate');
    });

    it('whose hidden values were changed keeps nothing that would not have been shown', async () => {
      const { customer, browser } = await browsing();
      const tenant = await storedOf(customer);
      const values = {
        issuer: customer.tenant.connection.issuer,
        loginUrl: customer.tenant.connection.loginUrl,
        key: signingKey().certificate,
      };
      const worse = [
        { loginUrl: 'javascript:alert(1)' },
        { loginUrl: 'http://evil.example/' },
        { issuer: '' },
        { key: 'AAAA' },
        { key: [] },
        { key: Array.from({ length: maximumDraftKeys + 1 }, () => signingKey().certificate) },
        { metadataUrl: 'file:///etc/passwd' },
      ];
      for (const change of worse) {
        const { statusCode } = await browser.post('keep', { ...values, ...change });
        expect({ change, statusCode }).toEqual({ change, statusCode: 400 });
      }
      expect(await storedOf(customer)).toEqual(tenant);
    });
  });

  describe.each<AppId>(['timetrack', 'trakstar'])('of %s, another tenant’s link', (app) => {
    it('reaches no page and no form of this one, and shows no value of it', async () => {
      const [ours, theirs] = [await customerOf(product, app), await customerOf(product, app)];
      const browser = await openSetup(product.setup, theirs, await makeLink(tables(), theirs, now));
      const token = formTokenIn(await browser.get({ step: 'create' }));
      const tenant = await product.deployment.tenants.findFresh(app, ours.tenant.id);
      const nobody = await ask(product.setup, { url: setupUrl(ours) });
      for (const step of [...setupSteps, 'done', '']) {
        const answer = await ask(product.setup, {
          url: setupUrl(ours, { step }),
          cookies: browser.cookies(),
        });
        expect(withoutTrace(answer)).toEqual(withoutTrace(nobody));
      }
      for (const action of actions) {
        const fields = { action, token, step: 'values', revision: '1', how: 'values' };
        const answer = await ask(product.setup, posting(ours, fields, browser.cookies()));
        expect({ action, status: answer.statusCode }).toEqual({ action, status: 403 });
      }
      expect(await product.deployment.tenants.findFresh(app, ours.tenant.id)).toEqual(tenant);
    });

    it('is told from one that does not exist by nothing', async () => {
      const customer = await customerOf(product, app);
      const other = newTenantId();
      const unknown = setupUrl(customer).replaceAll(customer.tenant.id, other);
      const [known, none] = await Promise.all([
        ask(product.setup, { url: setupUrl(customer) }),
        ask(product.setup, { url: unknown }),
      ]);

      // The form of the page posts to its own address, which names what was asked for.
      const body = none.body?.replaceAll(other, customer.tenant.id);
      if (app === 'trakstar') expect(withoutTrace({ ...none, body })).toEqual(withoutTrace(known));
      expect(none.statusCode).toBe(known.statusCode);
    });
  });

  // Each goes through every field that the page shows again, in the error and in what was understood.
  describe.each([
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    'https://login.example/"onmouseover="alert(1)',
    'https://login.example/<script>',
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    '\u202ehttps://login.example/',
    '</textarea><script>alert(1)</script>',
    '{{constructor.constructor("alert(1)")()}}',
    '\r\nset-cookie: a=b',
    '__proto__',
    '=HYPERLINK("https://evil.example")',
  ])('the hostile value %j', (hostile) => {
    it('stays text in every field', async () => {
      const customer = await customerOf(product, 'timetrack');
      const browser = await openSetup(product.setup, customer, await makeLink(tables(), customer, now));
      const fields = Object.fromEntries(
        ['metadataUrl', 'document', 'issuer', 'loginUrl', 'logoutUrl', 'certificate', 'thumbprint'].map(
          (name) => [name, hostile],
        ),
      );
      for (const how of ['url', 'document', 'values']) {
        const answer = await browser.post('look', { ...fields, how });
        expect([200, 422]).toContain(answer.statusCode);
        // Without the values of attributes, where anything may stand but a quote.
        const body = (answer.body ?? '')
          .replace(/"[^"]*"/g, '""')
          .replace('<script src="" defer></script>', '');
        expect(body).not.toMatch(/<script|<img|<[a-z][^>]*\son\w+=/i);
        expect(answer.body).not.toMatch(
          /(?:href|src|action)="(?:javascript|data|https?):(?!\/\/(?:entra\.microsoft\.com|acme))/i,
        );
        for (const value of Object.values(answer.headers ?? {})) expect(String(value)).not.toMatch(/[\r\n]/);
      }
    });
  });
});
