import { describe, expect, it } from 'vitest';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { keyDescriptor, metadataDocument } from '../../fixtures/metadata/entra-document.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { inputKey, useAdministrators, valuesOf } from '../../harness/administrator.ts';
import { customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { hiddenFieldsOf, makeLink, openSetup } from './set-up.ts';

const { now } = facts;
const metadataUrl = 'https://login.microsoftonline.com/x/federationmetadata.xml?appid=1';
const typed = /<(?:input type="(?:text|file)"|textarea) id="([\w-]+)"/g;

/** The fields that a page shows, in their order. */
const fieldsOf = (body = '') => [...body.matchAll(typed)].map(([, id]) => id);
/** The links to the forms, the current one with a star. */
const linksOf = (body = '') =>
  [...body.matchAll(/(?:&amp;|[?&])by=([\w-]+)"( aria-current="page")?>/g)].map(
    ([, name, current]) => `${name}${current ? '*' : ''}`,
  );
/** The field that the browser moves the focus to. */
const focusOf = (body = '') => body.match(/ id="([\w-]+)"[^>]* autofocus/)?.[1];

describeWithDatabase('the forms for Entra’s values', (database) => {
  let document = metadataDocument();
  const { product, begun, tenantOf } = useAdministrators(database, { fetch: async () => document });

  it.each<[AppId, readonly string[], readonly string[]]>([
    [
      'timetrack',
      ['thumbprint*', 'metadata-url', 'certificate', 'metadata-file'],
      ['thumbprint', 'loginUrl', 'issuer', 'logoutUrl', 'identityClaim'],
    ],
    [
      'trakstar',
      ['certificate*', 'metadata-url', 'thumbprint', 'metadata-file'],
      ['certificate-file', 'certificate', 'loginUrl', 'issuer', 'logoutUrl', 'identityClaim'],
    ],
  ])('of %s: the one of its article first, one at a time', async (app, links, fields) => {
    const { browser } = await begun(app);
    const { body } = await browser.get({ step: 'connection' });
    expect({ links: linksOf(body), fields: fieldsOf(body) }).toEqual({ links, fields });
    expect(body).toContain('Metadata URL <small>(recommended)</small>');
    expect(body?.match(/name="action" value="look"/g)).toHaveLength(1);

    const chosen = await browser.get({ step: 'connection', by: 'metadata-url' });
    expect(fieldsOf(chosen.body)).toEqual(['metadataUrl', 'identityClaim']);
    const unknown = await browser.get({ step: 'connection', by: '__proto__' });
    expect(linksOf(unknown.body)).toEqual(links);
  });

  it.each<[string, Record<string, string>, readonly string[]]>([
    [
      'one field',
      { how: 'thumbprint', thumbprint: 'A1', issuer: 'x', loginUrl: 'https://a.example/' },
      ['thumbprint'],
    ],
    [
      'every field',
      { how: 'certificate', logoutUrl: 'x' },
      ['certificate', 'loginUrl', 'issuer', 'logoutUrl'],
    ],
    ['a claim', { how: 'metadata-url', metadataUrl, identityClaim: 'user id' }, ['identityClaim']],
  ])(
    'with a mistake in %s: focus at the first, a link to each, the form that was posted',
    async (_, fields, wrong) => {
      document = metadataDocument();
      const { browser } = await begun();
      const { statusCode, body = '' } = await browser.post('look', fields);

      expect(statusCode).toBe(422);
      expect(linksOf(body)).toContain(`${fields['how']}*`);
      const [first] = wrong;
      expect(focusOf(body)).toBe(first === 'certificate' ? 'certificate-file' : first);
      expect(body.match(/ autofocus/g)).toHaveLength(1);
      for (const field of wrong) {
        expect(body).toContain(`<li><a href="#${field}">`);
        expect(body).toMatch(
          new RegExp(`id="${field}"[^>]* aria-invalid="true" aria-describedby="${field}-error`),
        );
      }
      expect(body.match(/class="error"/g)).toHaveLength(wrong.length);
      for (const [name, value] of Object.entries(fields)) {
        if (name !== 'how') expect(body).toContain(`name="${name}" value="${value}"`);
      }
    },
  );

  it('shows an error of a key beside the field that brought it', async () => {
    const retired = signingKey({ name: 'retired-once' });
    const customer = await customerOf(product(), 'timetrack', {
      connection: { setAsideKeys: [{ ...asCertificate(retired), state: 'retired' }] },
    });
    const link = await makeLink(database().tables, customer, now, { intent: 'renew-certificate' });
    const browser = await openSetup(product().setup, customer, link);
    document = metadataDocument({
      entityId: customer.tenant.connection.issuer,
      keys: keyDescriptor(retired.certificate),
    });
    const { body } = await browser.post('look', { how: 'metadata-url', metadataUrl });

    expect(body).toMatch(/id="metadataUrl-error">This certificate was retired/);
  });

  describe('after the review', () => {
    it('shows again what was entered; a file as its text; nothing is read or counted', async () => {
      const { customer, browser } = await begun('trakstar');
      const { certificate: _, ...values } = valuesOf(customer);
      const shown = await browser.upload(
        { ...values, how: 'certificate', certificate: '' },
        { name: 'certificate-file', content: inputKey.certificatePem },
      );
      const { statusCode, body } = await browser.post('look', hiddenFieldsOf(shown, 'look'));

      expect(statusCode).toBe(200);
      expect(body).toContain(`name="loginUrl" value="${values.loginUrl}"`);
      expect(body?.replaceAll(/\s/g, '')).toContain(inputKey.certificatePem.replaceAll(/\s/g, ''));
      expect(body).not.toContain('class="error"');
    });

    it('fills the form with what is kept, and the key with it', async () => {
      const { customer, browser } = await begun();
      const { certificate: _, ...values } = valuesOf(customer);
      const fields = { ...values, how: 'thumbprint', thumbprint: inputKey.sha1Thumbprint };
      await browser.post('keep', hiddenFieldsOf(await browser.post('look', fields), 'keep'));
      const { body } = await browser.get({ step: 'connection' });

      expect(body).toContain(`name="thumbprint" value="${inputKey.sha1Thumbprint.toUpperCase()}"`);
      expect(body).toContain(`name="issuer" value="${values.issuer}"`);
    });
  });

  describe('of a renewal', () => {
    it('ask for nothing that is known: neither addresses nor the metadata URL', async () => {
      const customer = await customerOf(product(), 'timetrack', { connection: { metadataUrl } });
      const link = await makeLink(database().tables, customer, now);
      const browser = await openSetup(product().setup, customer, link);
      const { issuer, trustedKeys } = customer.tenant.connection;
      const page = await browser.get({ step: 'renew' });
      expect({ links: linksOf(page.body), fields: fieldsOf(page.body) }).toEqual({
        links: ['thumbprint', 'metadata-url*', 'certificate', 'metadata-file'],
        fields: [],
      });
      expect(fieldsOf((await browser.get({ step: 'renew', by: 'thumbprint' })).body)).toEqual(['thumbprint']);

      const next = signingKey({ name: 'next' });
      const both = [signingKey().certificate, next.certificate].map((each) => keyDescriptor(each)).join('');
      document = metadataDocument({ entityId: issuer, keys: both });
      const shown = await browser.post('look', hiddenFieldsOf(page, 'look'));
      await browser.post('keep', hiddenFieldsOf(shown, 'keep'));
      expect((await tenantOf(customer)).draft?.values.trustedKeys).toEqual([
        ...trustedKeys,
        asCertificate(next),
      ]);
    });

    it('ask for the inactive certificate, where the page that Entra opens shows the active one', async () => {
      const customer = await customerOf(product(), 'timetrack');
      const link = await makeLink(database().tables, customer, now, { intent: 'renew-certificate' });
      const browser = await openSetup(product().setup, customer, link);
      for (const by of ['thumbprint', 'certificate']) {
        const { body } = await browser.get({ step: 'renew', by });
        expect(body).toContain('<b>SAML Certificates</b>, select <b>Edit</b>');
        expect(body).toContain('which is <b>Inactive</b>');
        expect(body).not.toContain('class="portal');
      }
    });

    it('refuse what brings no new certificate, beside the field', async () => {
      const customer = await customerOf(product(), 'timetrack');
      const link = await makeLink(database().tables, customer, now, { intent: 'renew-certificate' });
      const browser = await openSetup(product().setup, customer, link);
      const certificate = signingKey().certificatePem;
      const { statusCode, body } = await browser.post('look', { how: 'certificate', certificate });

      expect(statusCode).toBe(422);
      expect(body).toMatch(/id="certificate-error">There is no new certificate in this/);
    });
  });
});
