import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signatureHolds, textBetween } from './entra-signature.ts';
import { RunningEntra } from './running-entra.ts';

let entra: RunningEntra;
beforeAll(async () => {
  entra = await RunningEntra.start();
});
afterAll(() => entra.stop());

describe('The page of an enterprise application', () => {
  it('shows the fields under Entra’s own labels', async () => {
    const application = entra.application('trakstar', 'globex');
    const { text } = await entra.get(`/portal/${application.applicationId}`);
    const facts = [...text.matchAll(/<dt>([^<]+)<\/dt><dd>([^<]+)/g)].map(([, label, value]) => [
      label,
      value,
    ]);
    expect(Object.fromEntries(facts)).toMatchObject({
      'Identifier (Entity ID)': 'http://perform.trakstar.localhost:8080',
      'Reply URL (Assertion Consumer Service URL)':
        'http://perform.trakstar.localhost:8080/auth/saml/callback?namespace=globex',
      'Sign on URL': 'http://perform.trakstar.localhost:8080/auth/saml/?namespace=globex',
      'Logout Url (Optional)': 'http://perform.trakstar.localhost:8080/auth/saml/logout?namespace=globex',
      Thumbprint: application.certificate.thumbprint,
      Expiration: '2029-11-20',
      'App Federation Metadata Url': application.federationMetadataUrl,
      'Login URL': application.loginUrl,
      'Microsoft Entra Identifier': `https://sts.windows.net/${application.directory.id}/`,
      'Logout URL': application.logoutUrl,
    });
  });

  it('has the certificate in Base64 to download', async () => {
    const { applicationId, certificate } = entra.application('trakstar');
    const { text } = await entra.get(`/portal/${applicationId}/certificate.cer`);
    expect(text.startsWith('-----BEGIN CERTIFICATE-----\r\n')).toBe(true);
    expect(new X509Certificate(text).fingerprint.replaceAll(':', '')).toBe(certificate.thumbprint);
  });

  it('is Entra’s error for an application that there is not', async () => {
    const answer = await entra.get('/portal/00000000-0000-4000-8000-000000000000');
    expect(answer.text).toContain('AADSTS700016:');
  });
});

describe('The federation metadata', () => {
  const metadataOf = async () =>
    (await entra.get(entra.application('timetrack').federationMetadataUrl)).bytes;

  it('begins with a byte order mark', async () => {
    const bytes = await metadataOf();
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.subarray(3, 8).toString()).toBe('<?xml');
  });

  it('has two WS-Federation roles before the one that SAML is about', async () => {
    const elements = (await metadataOf()).toString().matchAll(/<(RoleDescriptor|IDPSSODescriptor)/g);
    expect([...elements].map(([, name]) => name)).toEqual([
      'RoleDescriptor',
      'RoleDescriptor',
      'IDPSSODescriptor',
    ]);
  });

  it('names the directory, the key of the application and the endpoints', async () => {
    const { certificate, issuer, loginUrl } = entra.application('timetrack');
    const metadata = (await metadataOf()).toString();
    expect(metadata).toContain(`entityID="${issuer}"`);
    const role = textBetween(metadata, 'IDPSSODescriptor');
    expect(role).toContain(`<X509Certificate>${certificate.base64}</X509Certificate>`);
    const bindings = 'urn:oasis:names:tc:SAML:2.0:bindings';
    expect(role).toContain(
      `<SingleLogoutService Binding="${bindings}:HTTP-Redirect" Location="${loginUrl}"/>`,
    );
    expect(role).toContain(
      `<SingleSignOnService Binding="${bindings}:HTTP-Redirect" Location="${loginUrl}"/>`,
    );
    expect(role).toContain(`<SingleSignOnService Binding="${bindings}:HTTP-POST" Location="${loginUrl}"/>`);
  });

  it('is signed with that key', async () => {
    const fed = ' xmlns:fed="http://docs.oasis-open.org/wsfed/federation/200706"';
    // The one place where the canonical form is not the text: an exclusive one declares fed where it is used.
    const entity = textBetween((await metadataOf()).toString(), 'EntityDescriptor')
      .replaceAll(fed, '')
      .replaceAll('<fed:PassiveRequestorEndpoint', `$&${fed}`);
    expect(signatureHolds(entity, entra.application('timetrack').certificate.der, 'sha256')).toBe(true);
  });

  it('lists a key that signs no application where the application is not named', async () => {
    const { federationMetadataUrl, certificate } = entra.application('timetrack');
    const { text } = await entra.get(federationMetadataUrl.replace(/\?.*/, ''));
    expect(text).toContain('IDPSSODescriptor');
    expect(text).not.toContain(certificate.base64);
  });

  it('has no application of another directory', async () => {
    const { federationMetadataUrl, applicationId } = entra.application('timetrack');
    const foreign = entra.application('timetrack', 'globex').applicationId;
    const answer = await entra.get(federationMetadataUrl.replace(applicationId, foreign));
    expect(answer.text).toContain('AADSTS700016:');
  });
});
