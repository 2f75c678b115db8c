import { beforeAll, describe, expect, it } from 'vitest';
import type { AppId } from '../../shared/apps/profile.ts';
import { MetadataFetchError } from '../../shared/federation-metadata/metadata-fetch-error.ts';
import type { MetadataSource } from '../../shared/federation-metadata/metadata-source.ts';
import { notSetUp } from '../../shared/tenants/connection.ts';
import { withDraftTest } from '../../shared/tenants/draft.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { facts, secondsAfter } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { metadataDocument } from '../saml/inbound/idp-metadata-document.ts';
import { describeWithDatabase } from '../store/database.ts';
import { locationOf } from './ask.ts';
import { type Customer, customerOf } from './customer.ts';
import { useLog } from './logged.ts';
import { type Product, productOver } from './product.ts';
import { hiddenFieldsOf, makeLink, openSetup } from './set-up.ts';

const key = signingKey({ name: 'handed-over' });
const { now } = facts;

describeWithDatabase('the set-up page', (database) => {
  const log = useLog();
  let product: Product;
  let fetched: Parameters<MetadataSource['fetch']>[0][] = [];
  let source: () => Promise<Uint8Array> = async () => new Uint8Array();

  beforeAll(() => {
    const metadata: MetadataSource = {
      fetch: (url) => {
        fetched.push(url);
        return source();
      },
    };
    product = productOver(database().tables, () => now, undefined, { metadata });
  });

  /** A customer who is to be set up, and its administrator's browser. */
  async function begun(app: AppId = 'timetrack', edit: (tenant: Tenant) => Tenant = (tenant) => tenant) {
    const customer = await customerOf(product, app);
    const { id } = customer.tenant;
    await product.deployment.tenants.change(app, id, { by: 'test', at: now }, (tenant) =>
      edit({ ...tenant, connection: notSetUp, sso: true }),
    );
    const browser = await openSetup(
      product.setup,
      customer,
      await makeLink(database().tables, customer, now),
    );
    return { customer, browser };
  }

  const tenantOf = async ({ tenant: { app, id } }: Customer) =>
    (await product.deployment.tenants.findAfresh(app, id)) ?? expect.unreachable();

  /** What the directory's administrator reads in Entra, value by value. */
  const byValues = ({ tenant }: Customer) => ({
    how: 'values',
    issuer: tenant.connection.issuer,
    loginUrl: tenant.connection.loginUrl,
    logoutUrl: tenant.connection.loginUrl,
    certificate: key.certificatePem,
  });

  const pass = (customer: Customer) =>
    product.deployment.tenants.change(
      customer.tenant.app,
      customer.tenant.id,
      { by: 'test', at: now },
      (tenant) =>
        withDraftTest(tenant, {
          revision: tenant.draft?.revision ?? 0,
          at: now,
          outcome: 'passed',
          summary: '',
        }),
    );

  describe.each<AppId>(['timetrack', 'trakstar'])('of %s', (app) => {
    it('leads an administrator from the link to a connection that people sign in by', async () => {
      const { customer, browser } = await begun(app);
      expect(locationOf(browser.opened)).not.toContain('link=');
      const steps = [
        await browser.post('go', { step: 'values' }),
        await browser.post('go', { step: 'connection' }),
      ];
      expect(steps.map(locationOf)).toEqual([
        expect.stringContaining('step=values'),
        expect.stringContaining('step=connection'),
      ]);
      const shown = await browser.post('look', byValues(customer));
      expect((await tenantOf(customer)).draft?.values.issuer).toBeUndefined();
      expect(locationOf(await browser.post('keep', hiddenFieldsOf(shown, 'keep')))).toContain('step=people');
      expect((await tenantOf(customer)).connection).toEqual(notSetUp);
      const { draft } = await pass(customer);
      const activated = await browser.post('activate', { revision: String(draft?.revision) });

      expect(locationOf(activated)).toContain('step=done');
      expect((await tenantOf(customer)).connection).toEqual({
        state: 'active',
        allowSha1: false,
        issuer: customer.tenant.connection.issuer,
        loginUrl: customer.tenant.connection.loginUrl,
        logoutUrl: customer.tenant.connection.loginUrl,
        trustedKeys: [{ kind: 'certificate', certificate: key.certificate }],
      });
    });

    it('shows what is entered in Entra, by Entra’s own labels', async () => {
      const { customer, browser } = await begun(app);
      const { body } = await browser.get({ step: 'values' });

      for (const url of [customer.urls.identifier, customer.urls.replyUrl, customer.urls.logoutUrl]) {
        expect(body).toContain(`>${url}</code>`);
      }
      expect(body).toContain('Reply URL (Assertion Consumer Service URL)');
      expect(body).toContain('Identifier (Entity ID)');
      expect(body).toMatch(/Relay State \(Optional\)<\/dt><dd>Leave it empty/);
    });
  });

  it('goes on, in another browser, where the first one stopped', async () => {
    const { customer, browser } = await begun();
    await browser.post('go', { step: 'connection' });
    const other = await openSetup(product.setup, customer, await makeLink(database().tables, customer, now));

    expect(locationOf(await other.get())).toContain('step=connection');
  });

  it('has every step in the tenant’s history, by the link that did it', async () => {
    const { customer, browser } = await begun();
    const shown = await browser.post('look', byValues(customer));
    await browser.post('keep', hiddenFieldsOf(shown, 'keep'));
    const history = await product.deployment.tenants.history(customer.tenant.app, customer.tenant.id);
    const [opened, kept] = history.slice(-2);

    expect(opened).toMatchObject({ events: [{ kind: 'setup-link', became: 'opened' }] });
    expect(kept?.by).toBe(opened?.by);
    expect(kept?.by).toMatch(/^set-up link [0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(kept?.events).toContainEqual(expect.objectContaining({ name: 'draft' }));
  });

  describe('reads what Entra offers', () => {
    const document = () => Buffer.from(metadataDocument()).toString('utf8');

    it('from App Federation Metadata Url', async () => {
      const { customer, browser } = await begun();
      fetched = [];
      source = async () => metadataDocument();
      const metadataUrl = 'https://login.microsoftonline.com/x/federationmetadata.xml?appid=1';
      const shown = await browser.post('look', { how: 'url', metadataUrl });
      await browser.post('keep', hiddenFieldsOf(shown, 'keep'));

      expect(fetched).toEqual([metadataUrl]);
      expect((await tenantOf(customer)).draft?.values).toMatchObject({ metadataUrl });
    });

    it.each([
      [
        'chosen',
        async (browser: Awaited<ReturnType<typeof begun>>['browser']) =>
          browser.upload({ how: 'document', document: '' }, { name: 'document-file', content: document() }),
      ],
      [
        'pasted',
        async (browser: Awaited<ReturnType<typeof begun>>['browser']) =>
          browser.post('look', { how: 'document', document: document() }),
      ],
    ])('from a metadata file that was %s', async (_, handOver) => {
      const { customer, browser } = await begun();
      const shown = await handOver(browser);
      await browser.post('keep', hiddenFieldsOf(shown, 'keep'));

      expect((await tenantOf(customer)).draft?.values.trustedKeys.length).toBeGreaterThan(0);
    });

    it('from a certificate file and from a thumbprint', async () => {
      const { customer, browser } = await begun();
      const { certificate: _, ...values } = byValues(customer);
      const chosen = await browser.upload(
        { ...values, certificate: '', thumbprint: '' },
        { name: 'certificate-file', content: key.certificatePem },
      );
      const typed = await browser.post('look', { ...values, thumbprint: `\u200e${key.sha1Thumbprint}` });

      for (const answer of [chosen, typed]) {
        expect(answer.statusCode).toBe(200);
        expect(answer.body).toContain(key.sha1Thumbprint.toUpperCase());
      }
    });

    it.each<[string, Record<string, string>, string, string]>([
      ['no URL', { how: 'url' }, 'metadataUrl', 'Enter the App Federation Metadata Url.'],
      ['no document', { how: 'document' }, 'document', 'Choose the file, or paste what is in it.'],
      ['a document that is none', { how: 'document', document: '<a/>' }, 'document', 'no SAML metadata'],
      [
        'an issuer without its slash',
        { how: 'values', issuer: facts.issuer.slice(0, -1) },
        'issuer',
        'ends with a slash',
      ],
      ['a login URL by http', { how: 'values', loginUrl: 'http://evil.example/' }, 'loginUrl', 'https://'],
      ['script for a URL', { how: 'values', logoutUrl: 'javascript:alert(1)' }, 'logoutUrl', 'https://'],
      ['a private key', { how: 'values', certificate: key.privateKeyPem }, 'certificate', 'private key'],
      ['no key', { how: 'values' }, 'certificate', 'Hand over the certificate'],
      ['half a thumbprint', { how: 'values', thumbprint: 'A1B2' }, 'thumbprint', 'not a thumbprint'],
    ])('and tells beside the field what is wrong with %s', async (_, fields, field, text) => {
      const { customer, browser } = await begun();
      const { statusCode, body = '' } = await browser.post('look', fields);

      expect(statusCode).toBe(422);
      expect(body).toMatch(new RegExp(`<p class="error" id="${field}-error">[^<]*${text}`));
      expect(body).not.toMatch(/PRIVATE KEY/);
      expect((await tenantOf(customer)).draft).toBeUndefined();
    });

    it('and keeps in the form what was entered beside the mistake', async () => {
      const { customer, browser } = await begun();
      const { body } = await browser.post('look', { ...byValues(customer), loginUrl: 'login.example' });

      expect(body).toContain(`name="issuer" value="${customer.tenant.connection.issuer}"`);
      expect(body).toContain('value="login.example"');
    });

    it('and says what to do where the directory does not answer', async () => {
      const { browser } = await begun();
      source = async () => {
        throw new MetadataFetchError('timeout', 'late');
      };
      const { body } = await browser.post('look', {
        how: 'url',
        metadataUrl: 'https://login.microsoftonline.com/',
      });

      expect(body).toContain('did not answer in time');
      expect(body).toContain('value="https://login.microsoftonline.com/"');
    });

    it('and warns of what looks like a mistake before anything is kept', async () => {
      const { customer, browser } = await begun();
      const expired = signingKey({ name: 'gone', notAfter: secondsAfter(now, -60) });
      const { body } = await browser.post('look', {
        ...byValues(customer),
        loginUrl: `https://login.microsoftonline.com/${facts.directoryId}/saml2`,
        certificate: expired.certificatePem,
      });

      expect(body).toContain(`is of directory ${facts.directoryId}`);
      expect(body).toMatch(/expired on \d{4}-/);
    });
  });

  describe('cannot lock anybody out:', () => {
    it('a running connection stays as it is until the activation', async () => {
      const customer = await customerOf(product, 'timetrack');
      const before = (await tenantOf(customer)).connection;
      const browser = await openSetup(
        product.setup,
        customer,
        await makeLink(database().tables, customer, now),
      );
      const shown = await browser.post('look', byValues(customer));
      await browser.post('keep', hiddenFieldsOf(shown, 'keep'));

      expect((await tenantOf(customer)).connection).toEqual(before);
      await browser.post('discard');
      expect(await tenantOf(customer)).toMatchObject({ connection: before });
      expect((await tenantOf(customer)).draft).toBeUndefined();
    });

    it('what was not tested, or was changed after its test, is not activated', async () => {
      const { customer, browser } = await begun();
      const shown = await browser.post('look', byValues(customer));
      await browser.post('keep', hiddenFieldsOf(shown, 'keep'));
      const activate = async () =>
        browser.post('activate', { revision: String((await tenantOf(customer)).draft?.revision) });
      const untested = await activate();
      await pass(customer);
      const fields = hiddenFieldsOf(shown, 'keep');
      await browser.post('keep', { ...fields, logoutUrl: 'https://login.example/out' });
      const changed = await activate();

      for (const { statusCode, body } of [untested, changed]) {
        expect(statusCode).toBe(409);
        expect(body).toContain('have not passed a test yet');
      }
      expect((await tenantOf(customer)).connection).toEqual(notSetUp);
    });

    it('an operator’s word goes before the page’s', async () => {
      const { customer, browser } = await begun();
      const shown = await browser.post('look', byValues(customer));
      await browser.post('keep', hiddenFieldsOf(shown, 'keep'));
      const { draft } = await pass(customer);
      await product.deployment.tenants.change(
        'timetrack',
        customer.tenant.id,
        { by: 'test', at: now },
        (tenant) => ({
          ...tenant,
          connection: { ...tenant.connection, state: 'disabled' },
        }),
      );
      const { statusCode, body } = await browser.post('activate', { revision: String(draft?.revision) });

      expect(statusCode).toBe(409);
      expect(body).toContain('switched off');
    });

    it('another customer’s key is warned of, and not activated', async () => {
      const owner = await customerOf(product, 'trakstar', {
        connection: { trustedKeys: [{ kind: 'certificate', certificate: key.certificate }] },
      });
      const { customer, browser } = await begun('trakstar');
      const shown = await browser.post('look', {
        ...byValues(customer),
        issuer: owner.tenant.connection.issuer,
      });
      await browser.post('keep', hiddenFieldsOf(shown, 'keep'));
      const { draft } = await pass(customer);
      const { statusCode, body } = await browser.post('activate', { revision: String(draft?.revision) });

      expect(shown.body).toContain('Another customer already uses');
      expect(statusCode).toBe(409);
      expect(`${shown.body}${body}`).not.toContain(owner.tenant.id);
      expect((await tenantOf(customer)).connection).toEqual(notSetUp);
    });
  });

  describe('renewing a certificate', () => {
    it('adds the next one to the connection that stands', async () => {
      const customer = await customerOf(product, 'timetrack');
      const link = await makeLink(database().tables, customer, now, { intent: 'renew-certificate' });
      const browser = await openSetup(product.setup, customer, link);
      expect(locationOf(await browser.get())).toContain('step=connection');
      const shown = await browser.post('look', { how: 'values', certificate: key.certificatePem });
      await browser.post('keep', hiddenFieldsOf(shown, 'keep'));
      const { connection, draft } = await tenantOf(customer);

      expect(draft?.values).toEqual({
        issuer: connection.issuer,
        loginUrl: connection.loginUrl,
        trustedKeys: [...connection.trustedKeys, { kind: 'certificate', certificate: key.certificate }],
      });
    });

    it.each([
      ['another directory', { issuer: 'https://sts.windows.net/mallory/' }, 400],
      ['a login page elsewhere', { loginUrl: 'https://mallory.example/' }, 303],
      ['a logout page elsewhere', { logoutUrl: 'https://mallory.example/' }, 303],
      ['a key in the place of those that stand', {}, 303],
    ])('keeps no more than that, whatever a form of its own making says: %s', async (_, forged, status) => {
      const customer = await customerOf(product, 'timetrack');
      const link = await makeLink(database().tables, customer, now, { intent: 'renew-certificate' });
      const browser = await openSetup(product.setup, customer, link);
      const { issuer, loginUrl, trustedKeys } = customer.tenant.connection;
      const answer = await browser.post('keep', { issuer, loginUrl, key: key.certificatePem, ...forged });

      expect(answer.statusCode).toBe(status);
      const { draft } = await tenantOf(customer);
      const keys = [...trustedKeys, { kind: 'certificate', certificate: key.certificate }];
      expect(draft?.values).toEqual(status === 303 ? { issuer, loginUrl, trustedKeys: keys } : undefined);
    });

    it('takes no metadata of another directory', async () => {
      const customer = await customerOf(product, 'timetrack');
      const link = await makeLink(database().tables, customer, now, { intent: 'renew-certificate' });
      const browser = await openSetup(product.setup, customer, link);
      const document = Buffer.from(metadataDocument()).toString('utf8');
      const { statusCode, body } = await browser.post('look', { how: 'document', document });

      expect(statusCode).toBe(422);
      expect(body).toContain('of another directory');
    });
  });

  it('shows what is active where there is nothing to activate', async () => {
    const customer = await customerOf(product, 'timetrack');
    const browser = await openSetup(
      product.setup,
      customer,
      await makeLink(database().tables, customer, now),
    );
    const { body } = await browser.get({ step: 'done' });

    expect(locationOf(await browser.get({ step: 'activate' }))).toContain('step=done');
    expect(body).toContain(customer.tenant.connection.issuer);
    expect(body).toContain(customer.urls.signOnUrl);
  });

  it('lets who may only look change nothing', async () => {
    const customer = await customerOf(product, 'timetrack');
    const link = await makeLink(database().tables, customer, now, { intent: 'inspect' });
    const browser = await openSetup(product.setup, customer, link);
    for (const action of ['go', 'look', 'keep', 'test', 'activate', 'discard']) {
      const { statusCode } = await browser.post(action, { step: 'values', revision: '1' });
      expect({ action, statusCode }).toEqual({ action, statusCode: 403 });
      expect(log.decision()).toMatchObject({ problem: 'setup-read-only' });
    }
    const { body = '' } = await browser.get({ step: 'connection' });
    expect(body).toContain('and not change it');
    expect([...body.matchAll(/name="action" value="(\w+)"/g)].map(([, action]) => action)).toEqual(['leave']);
  });

  it('explains, and offers nothing, where single sign-on is not switched on', async () => {
    const { browser } = await begun('trakstar', (tenant) => ({ ...tenant, sso: false }));
    for (const answer of [await browser.get(), await browser.get({ step: 'connection' })]) {
      expect(answer.body).toContain('does not include single sign-on yet');
      expect(answer.body).toContain('support@trakstar.com');
      expect(answer.body).not.toContain('<form');
    }
  });
});
