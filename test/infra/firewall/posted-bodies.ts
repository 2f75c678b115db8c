import { deflateRawSync } from 'node:zlib';
import { claimNames, claimsOfBSimon, withClaim } from '../../fixtures/entra-parts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { keyDescriptor, metadataDocument } from '../../fixtures/metadata/entra-document.ts';
import { formBody } from '../../fixtures/post.ts';
import { signedResponse } from '../../fixtures/signed-response.ts';

const groups = Array.from(
  { length: 150 },
  (_, index) => `00000000-0000-4000-8000-${`${index}`.padStart(12, '0')}`,
);
const manyGroups = withClaim(claimsOfBSimon, claimNames.groups, ...groups);

const metadata = Buffer.from(
  metadataDocument({ keys: keyDescriptor(signingKey().certificate).repeat(2) }),
).toString('utf8');

const boundary = '----WebKitFormBoundary7MA4YWxkTrZu0gW';

function upload(name: string, file: string, content: string, type: string): string {
  return (
    `--${boundary}\r\nContent-Disposition: form-data; name="action"\r\n\r\nlook\r\n` +
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${file}"\r\n` +
    `Content-Type: ${type}\r\n\r\n${content}\r\n--${boundary}--\r\n`
  );
}

const people = Array.from(
  { length: 4_800 },
  (_, index) => `person${index}@contoso.example,"Person, ${index}",True,00000000-0000-4000-8000-${index}`,
);
const csv = ['userPrincipalName,displayName,accountEnabled,objectId', ...people].join('\r\n');

const logout =
  '<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0">' +
  '<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">https://sts.windows.net/0/</Issuer>' +
  '<NameID xmlns="urn:oasis:names:tc:SAML:2.0:assertion">b.simon@contoso.example</NameID></samlp:LogoutRequest>';

/** A body that the product is sent, and whom it is sent to. */
export interface PostedBody {
  readonly to: 'assertion-consumer' | 'setup' | 'logout';
  readonly body: string;
}

/** What people and directories post, made as the tests of the product make it. */
export const postedBodies: Readonly<Record<string, PostedBody>> = {
  'a SAML response': { to: 'assertion-consumer', body: formBody(signedResponse()) },
  'a SAML response with 150 groups': {
    to: 'assertion-consumer',
    body: formBody(signedResponse({ claims: manyGroups })),
  },
  'a SAML response whose form is not encoded': {
    to: 'assertion-consumer',
    body: `SAMLResponse=${signedResponse()}`,
  },
  'metadata pasted into the set-up': {
    to: 'setup',
    body: new URLSearchParams({ action: 'look', how: 'document', document: metadata }).toString(),
  },
  'metadata uploaded to the set-up': {
    to: 'setup',
    body: upload('file', 'Trakstar.xml', metadata, 'text/xml'),
  },
  'a certificate pasted into the set-up': {
    to: 'setup',
    body: new URLSearchParams({ action: 'look', certificate: signingKey().certificatePem }).toString(),
  },
  'an address of a metadata server in the house': {
    to: 'setup',
    body: new URLSearchParams({ action: 'look', url: 'https://10.1.2.3/FederationMetadata.xml' }).toString(),
  },
  'a list of people of 400 kB': { to: 'setup', body: upload('people', 'users.csv', csv, 'text/csv') },
  'a LogoutRequest in a form': {
    to: 'logout',
    body: new URLSearchParams({ SAMLRequest: Buffer.from(logout).toString('base64') }).toString(),
  },
};

/** A signed LogoutRequest in the query, of a directory that writes much. */
export const longLogoutQuery = new URLSearchParams({
  SAMLRequest: deflateRawSync(logout + '<!-- -->'.repeat(20)).toString('base64'),
  RelayState: 'x'.repeat(80),
  SigAlg: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  Signature: Buffer.alloc(1_024, 7).toString('base64'),
  more: 'y'.repeat(500),
}).toString();
