import { sign, verify } from 'node:crypto';
import * as samlify from 'samlify';
import { describe, expect, it } from 'vitest';
import {
  type AuthnRequest,
  authnRequestUrl,
  signedAuthnRequestUrl,
} from '../../../shared/saml/outbound/authn-request.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';

const { privateKey, publicKey, certificate } = signingKey({ name: 'requests' });
const signer = async (octets: Uint8Array) => sign('sha256', octets, privateKey);
const request: AuthnRequest = {
  id: facts.requestId,
  issueInstant: facts.now,
  identifier: facts.identifier,
  replyUrl: facts.replyUrl,
  loginUrl: `https://login.microsoftonline.com/${facts.directoryId}/saml2`,
  relayState: facts.requestId,
};

/** The octets of the query that a signature covers, and the signature, as they were sent. */
function taken(url: string) {
  const query = url.slice(url.lastIndexOf('SAMLRequest='));
  const [signed = '', signature = ''] = query.split('&Signature=');
  return { signed, signature: Buffer.from(decodeURIComponent(signature.split('&')[0] ?? ''), 'base64') };
}

describe('a signed AuthnRequest', () => {
  it.each([
    ['a plain Login URL', {}],
    ['a Login URL with a query', { loginUrl: 'https://login.example/saml2?SAMLRequest=x&a=%20' }],
    ['a handle that is escaped', { relayState: 'a b&c=d+e/ü' }],
    ['a login_hint, which is no part of it', { loginHint: 'B.Simon@contoso.com' }],
  ])('verifies over the very octets that are sent, with %s', async (_, more) => {
    const { signed, signature } = taken(await signedAuthnRequestUrl({ ...request, ...more }, signer));

    expect(signed.split('&').map((pair) => pair.split('=')[0])).toEqual([
      'SAMLRequest',
      'RelayState',
      'SigAlg',
    ]);
    expect(signed).toContain(
      `&SigAlg=${encodeURIComponent('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256')}`,
    );
    expect(verify('sha256', Buffer.from(signed), publicKey, signature)).toBe(true);
  });

  it('is the unsigned one with SigAlg and Signature behind it', async () => {
    const url = await signedAuthnRequestUrl(request, signer);

    expect(url.startsWith(`${authnRequestUrl(request)}&SigAlg=`)).toBe(true);
  });

  it('puts login_hint behind the signature, where an unsigned request has it too', async () => {
    const url = await signedAuthnRequestUrl({ ...request, loginHint: 'a@b.example' }, signer);

    expect(url).toMatch(/&Signature=[^&]+&login_hint=a%40b\.example$/);
  });

  it('is what samlify takes from a service provider that signs', async () => {
    const url = await signedAuthnRequestUrl(request, signer);
    const { signed, signature } = taken(url);
    const serviceProvider = samlify.ServiceProvider({
      entityID: request.identifier,
      authnRequestsSigned: true,
      signingCert: certificate,
      assertionConsumerService: [
        { Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', Location: request.replyUrl },
      ],
    });

    expect(
      samlify.SamlLib.verifyMessageSignature(
        serviceProvider.entityMeta,
        signed,
        signature,
        'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      ),
    ).toBe(true);
  });

  it('is none where the key cannot be reached', async () => {
    const fault = new Error('KMS is away');
    await expect(signedAuthnRequestUrl(request, () => Promise.reject(fault))).rejects.toBe(fault);
  });
});
