import { sign, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { localDecryptionKeys } from '../../../../shared/keys/local-keys.ts';
import {
  verifyEncryptedResponse,
  verifyEnvelope,
} from '../../../../shared/saml/inbound/encryption/encrypted-response.ts';
import { type EncryptedResponse, readMessage } from '../../../../shared/saml/inbound/response.ts';
import { prepareTrust } from '../../../../shared/saml/inbound/signature/prepare-trust.ts';
import { authnRequestUrl, signedAuthnRequestUrl } from '../../../../shared/saml/outbound/authn-request.ts';
import { signingKey } from '../../../fixtures/keys.ts';
import { now, RunningEntra } from './running-entra.ts';

const decryption = signingKey({ name: 'decryption' });
const requests = signingKey({ name: 'requests' });
const stranger = signingKey({ name: 'stranger' });
const signer = (key: typeof requests) => async (octets: Uint8Array) => sign('sha256', octets, key.privateKey);

let entra: RunningEntra;
beforeAll(async () => {
  entra = await RunningEntra.start();
});
afterAll(() => entra.stop());
beforeEach(() => entra.forgetCookies());

const application = () => entra.application('timetrack');
const portal = (path: string) => `/portal/${application().applicationId}${path === '' ? '' : `/${path}`}`;
const request = () => ({
  id: '_0123456789abcdef0123456789abcdef',
  issueInstant: now,
  identifier: application().basicSaml.identifier,
  replyUrl: application().basicSaml.replyUrl,
  loginUrl: application().loginUrl,
  relayState: 'handle',
});

describe('Token encryption', () => {
  const uploads = () => entra.post(portal('encryption'), { certificate: decryption.certificatePem });
  const accepted = async (samlResponse: string) => {
    const { certificate, issuer, basicSaml } = application();
    const message = readMessage(samlResponse) as EncryptedResponse;
    const trust = prepareTrust({
      trustedKeys: [{ kind: 'certificate', certificate: certificate.base64 }],
      allowSha1: false,
    });
    const keys = localDecryptionKeys(new Map([['own', decryption.privateKey]]));
    const [contentKey = new Uint8Array()] = await keys.unwrap(message.encryptedAssertion.wrappedKey);
    const envelopeSigner = verifyEnvelope(message, trust);
    const { identifier, replyUrl } = basicSaml;
    return verifyEncryptedResponse(
      message,
      contentKey,
      { issuer, identifier, replyUrl, trust, envelopeSigner },
      now,
    );
  };

  it.each(['assertion', 'response', 'response-and-assertion'])(
    'encrypts for the imported certificate, Signing Option: %s',
    async (option) => {
      expect((await uploads()).status).toBe(303);
      await entra.post(portal('signing'), { option });

      const page = await entra.signIn(await entra.get(authnRequestUrl(request())), 'b.simon@acme.example');

      const { SAMLResponse: samlResponse = '' } = page.fields;
      const xml = Buffer.from(samlResponse, 'base64').toString('utf8');
      expect(xml).not.toContain('b.simon');
      expect(xml).toContain('http://www.w3.org/2001/04/xmlenc#aes256-cbc');
      expect((await accepted(samlResponse)).nameId.value).toBe('b.simon@acme.example');
    },
  );

  it('shows the certificate, and ends with it', async () => {
    await uploads();
    const { text } = await entra.get(portal(''));
    expect(text).toContain(new X509Certificate(decryption.certificatePem).fingerprint.replaceAll(':', ''));

    await entra.post(portal('encryption'), {});
    await entra.post(portal('signing'), {});

    const page = await entra.signIn(await entra.get(authnRequestUrl(request())), 'b.simon@acme.example');
    expect(Buffer.from(page.fields['SAMLResponse'] ?? '', 'base64').toString()).toContain('<Assertion ');
  });

  it.each(['', 'no certificate'])('takes no %j for one', async (certificate) => {
    expect((await entra.post(portal('encryption'), { certificate })).status).toBe(400);
  });
});

describe('Verification certificates', () => {
  beforeAll(async () => {
    const fields = { required: 'on', certificate: requests.certificatePem };
    await entra.post(portal('verification'), fields);
  });
  afterAll(() => entra.post(portal('verification'), {}));

  it('let a signed AuthnRequest through', async () => {
    const page = await entra.get(await signedAuthnRequestUrl(request(), signer(requests)));

    expect((await entra.signIn(page, 'b.simon@acme.example')).fields).toHaveProperty('SAMLResponse');
  });

  it.each<readonly [name: string, url: () => string | Promise<string>, code: string]>([
    ['an unsigned one', () => authnRequestUrl(request()), 'AADSTS76021'],
    ["a stranger's", () => signedAuthnRequestUrl(request(), signer(stranger)), 'AADSTS75005'],
    [
      'one whose handle was changed',
      async () => (await signedAuthnRequestUrl(request(), signer(requests))).replace('=handle', '=another'),
      'AADSTS75005',
    ],
    [
      'one by another algorithm',
      async () =>
        (await signedAuthnRequestUrl(request(), signer(requests))).replace('rsa-sha256', 'rsa-sha512'),
      'AADSTS75005',
    ],
  ])('turn %s away', async (_, url, code) => {
    const { status, text } = await entra.get(await url());

    expect(status).toBe(400);
    expect(text).toContain(`${code}:`);
  });

  it('are two, so that the next one can come before the first one goes', async () => {
    const fields = { required: 'on', certificate: stranger.certificatePem };
    await entra.post(portal('verification'), fields);

    for (const key of [requests, stranger]) {
      entra.forgetCookies();
      const { text } = await entra.get(await signedAuthnRequestUrl(request(), signer(key)));
      expect(text).toContain('name="account"');
    }
  });

  it('end the Test button and sign-ins that begin at the directory', async () => {
    expect((await entra.get(portal(''))).text).toMatch(
      /<button type="submit" disabled>Test this application/,
    );
    expect((await entra.post(portal('test'), {})).text).toContain('AADSTS76021:');

    const { id } = application().directory;
    await entra.post(`/myapps/${id}`, { account: 'b.simon@acme.example' });
    const launched = await entra.get(`/myapps/${id}/launch/${application().applicationId}`);
    expect(launched.text).toContain('AADSTS76021:');
  });
});
