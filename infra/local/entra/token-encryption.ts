import * as samlify from 'samlify';
import type { UploadedCertificate } from './uploaded-certificate.ts';

const endpoint = [
  { Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', Location: 'http://entra.localhost/' },
];

/**
 * `response` with its Assertion encrypted as Entra does it: AES-256 in CBC, its key wrapped by RSA-OAEP for the
 * application's certificate. Signatures in the Assertion go along; one of the Response comes afterwards.
 */
export async function encryptToken(response: string, { base64 }: UploadedCertificate): Promise<string> {
  // samlify reads the two algorithms, and its types leave them out.
  const settings = {
    entityID: 'http://entra.localhost/',
    singleSignOnService: endpoint,
    singleLogoutService: endpoint,
    isAssertionEncrypted: true,
    dataEncryptionAlgorithm: 'http://www.w3.org/2001/04/xmlenc#aes256-cbc',
    keyEncryptionAlgorithm: 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
  };
  const directory = samlify.IdentityProvider(settings);
  const application = samlify.ServiceProvider({
    entityID: 'http://entra.localhost/application',
    assertionConsumerService: endpoint,
    encryptCert: base64,
  });
  const encrypted = await samlify.SamlLib.encryptAssertion(directory, application, response);
  return Buffer.from(encrypted, 'base64').toString('utf8');
}
