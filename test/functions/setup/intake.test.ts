import { expect, it } from 'vitest';
import { MetadataFetchError } from '../../../shared/federation-metadata/metadata-fetch-error.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { documentsAsPeopleWriteThem } from '../../fixtures/metadata/as-people-write-it.ts';
import { metadataDocument, service } from '../../fixtures/metadata/entra-document.ts';
import { inputKey, useAdministrators, valuesOf } from '../../harness/administrator.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { hiddenFieldsOf, type openSetup } from './set-up.ts';

type Browser = Awaited<ReturnType<typeof openSetup>>;

const { now } = facts;

describeWithDatabase('the set-up page reads what Entra offers', (database) => {
  let fetched: string[] = [];
  let source: () => Promise<Uint8Array> = async () => new Uint8Array();
  const { begun, tenantOf } = useAdministrators(database, {
    fetch: (url) => {
      fetched.push(url);
      return source();
    },
  });

  const document = () => Buffer.from(metadataDocument()).toString('utf8');

  it('from App Federation Metadata Url', async () => {
    const { customer, browser } = await begun();
    fetched = [];
    source = async () => metadataDocument();
    const metadataUrl = 'https://login.microsoftonline.com/x/federationmetadata.xml?appid=1';
    const shown = await browser.post('look', { how: 'metadata-url', metadataUrl });
    await browser.post('keep', hiddenFieldsOf(shown, 'keep'));

    expect(fetched).toEqual([metadataUrl]);
    expect((await tenantOf(customer)).draft?.values).toMatchObject({ metadataUrl });
  });

  it.each([
    [
      'chosen',
      async (browser: Browser) =>
        browser.upload(
          { how: 'metadata-file', document: '' },
          { name: 'document-file', content: document() },
        ),
    ],
    [
      'pasted',
      async (browser: Browser) => browser.post('look', { how: 'metadata-file', document: document() }),
    ],
  ])('from a metadata file that was %s', async (_, handOver) => {
    const { customer, browser } = await begun();
    const shown = await handOver(browser);
    await browser.post('keep', hiddenFieldsOf(shown, 'keep'));

    expect((await tenantOf(customer)).draft?.values.trustedKeys.length).toBeGreaterThan(0);
  });

  it.each(documentsAsPeopleWriteThem(facts.issuer))('from metadata with %s, at a URL', async (_, written) => {
    const { customer, browser } = await begun();
    source = async () => written;
    const metadataUrl = 'https://login.microsoftonline.com/x/federationmetadata.xml?appid=1';
    const shown = await browser.post('look', { how: 'metadata-url', metadataUrl });
    await browser.post('keep', hiddenFieldsOf(shown, 'keep'));

    expect((await tenantOf(customer)).draft?.values).toMatchObject({
      issuer: facts.issuer,
      trustedKeys: [{ certificate: signingKey().certificate }],
    });
  });

  it('from no form that names an address of ours behind the page', async () => {
    const { customer, browser } = await begun();
    const shown = await browser.post('look', valuesOf(customer));
    const forged = { ...hiddenFieldsOf(shown, 'keep'), loginUrl: 'https://acme.timetrackenterprise.com/' };

    expect((await browser.post('keep', forged)).statusCode).toBe(400);
    expect((await tenantOf(customer)).draft).toBeUndefined();
  });

  it('from a certificate file and from a thumbprint', async () => {
    const { customer, browser } = await begun();
    const { certificate: _, ...values } = valuesOf(customer);
    const chosen = await browser.upload(
      { ...values, certificate: '', thumbprint: '' },
      { name: 'certificate-file', content: inputKey.certificatePem },
    );
    const typed = await browser.post('look', {
      ...values,
      thumbprint: `\u200e${inputKey.sha1Thumbprint}`,
    });

    for (const answer of [chosen, typed]) {
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toContain(inputKey.sha1Thumbprint.toUpperCase());
    }
  });

  it.each<[string, Record<string, string>, string, string]>([
    ['no URL', { how: 'metadata-url' }, 'metadataUrl', 'Enter the App Federation Metadata Url.'],
    ['no document', { how: 'metadata-file' }, 'document', 'Choose the file, or paste its content.'],
    ['a document that is none', { how: 'metadata-file', document: '<a/>' }, 'document', 'not SAML metadata'],
    [
      'an issuer without its slash',
      { how: 'values', issuer: facts.issuer.slice(0, -1) },
      'issuer',
      'ends with a slash',
    ],
    ['an issuer with a blank in it', { how: 'values', issuer: 'acme ping' }, 'issuer', 'has a space'],
    ['an issuer with a zero-width space', { how: 'values', issuer: 'acme\u200bping' }, 'issuer', 'invisible'],
    ['an issuer of 1,025 characters', { how: 'values', issuer: `u${'x'.repeat(1_024)}` }, 'issuer', 'longer'],
    ['a login URL by http', { how: 'values', loginUrl: 'http://evil.example/' }, 'loginUrl', 'https://'],
    ['script for a URL', { how: 'values', logoutUrl: 'javascript:alert(1)' }, 'logoutUrl', 'https://'],
    [
      'our own Sign-on URL for the Login URL',
      { how: 'values', loginUrl: 'https://acme.timetrackenterprise.com/' },
      'loginUrl',
      'an address of this application',
    ],
    [
      'our own Reply URL for the Logout URL',
      { how: 'values', logoutUrl: 'https://acme.timetrackenterprise.com/api/v2/azure/callback' },
      'logoutUrl',
      'an address of this application',
    ],
    [
      'our own Identifier for the issuer',
      { how: 'values', issuer: 'https://acme.timetrackenterprise.com/api/v2/azure/saml20' },
      'issuer',
      'an address of this application',
    ],
    [
      'our own Sign-on URL in a document',
      {
        how: 'metadata-file',
        document: `${metadataDocument({ services: service('SingleSignOnService', 'HTTP-Redirect', 'https://acme.timetrackenterprise.com/') })}`,
      },
      'document',
      'an address of this application',
    ],
    [
      'a Login URL by http in a document',
      {
        how: 'metadata-file',
        document: `${metadataDocument({ services: service('SingleSignOnService', 'HTTP-Redirect', 'http://login.example/') })}`,
      },
      'document',
      'The sign-in address in this metadata must be an https',
    ],
    [
      'a document cut off',
      { how: 'metadata-file', document: '<?xml version="1.0"?>\n<a>\n <b' },
      'document',
      'This file ends in the middle. Download Federation Metadata XML again. \\(Line 3, column',
    ],
    [
      'a web page',
      { how: 'metadata-file', document: '<!doctype html><p>' },
      'document',
      'This is a web page',
    ],
    [
      'a domain name in the issuer',
      { how: 'values', issuer: 'https://sts.windows.net/contoso.com/' },
      'issuer',
      'never a domain name',
    ],
    [
      'metadata in the place of a certificate',
      { how: 'values', certificate: '<EntityDescriptor/>' },
      'certificate',
      'This is metadata, not a certificate',
    ],
    ['a private key', { how: 'values', certificate: inputKey.privateKeyPem }, 'certificate', 'private key'],
    ['no certificate', { how: 'certificate' }, 'certificate', 'Choose the file'],
    ['no thumbprint', { how: 'thumbprint' }, 'thumbprint', 'Enter the thumbprint'],
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
    const { body } = await browser.post('look', { ...valuesOf(customer), loginUrl: 'login.example' });

    expect(body).toContain(`name="issuer" value="${customer.tenant.connection.issuer}"`);
    expect(body).toContain('value="login.example"');
  });

  it('and says what to do where the directory does not answer', async () => {
    const { browser } = await begun();
    source = async () => {
      throw new MetadataFetchError('timeout', 'late');
    };
    const { body } = await browser.post('look', {
      how: 'metadata-url',
      metadataUrl: 'https://login.microsoftonline.com/',
    });

    expect(body).toContain('did not answer in time');
    expect(body).toContain('value="https://login.microsoftonline.com/"');
  });

  it('and warns of what looks like a mistake before anything is kept', async () => {
    const { customer, browser } = await begun();
    const expired = signingKey({ name: 'gone', notAfter: secondsAfter(now, -60) });
    const { body } = await browser.post('look', {
      ...valuesOf(customer),
      loginUrl: `https://login.microsoftonline.com/${facts.directoryId}/saml2`,
      certificate: expired.certificatePem,
    });

    expect(body).toContain(`is of directory ${facts.directoryId}`);
    expect(body).toMatch(/expired on \d{4}-/);
  });
});
