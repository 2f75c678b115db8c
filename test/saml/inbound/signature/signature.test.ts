import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { placeSignatures } from '../../../../shared/saml/inbound/placement.ts';
import { readResponse } from '../../../../shared/saml/inbound/response.ts';
import { prepareTrust } from '../../../../shared/saml/inbound/signature/prepare-trust.ts';
import { readSignature, verifySignature } from '../../../../shared/saml/inbound/signature/signature.ts';
import type { XmlElement } from '../../../../shared/saml/inbound/xml/element.ts';
import { readXml } from '../../../../shared/saml/inbound/xml/read-xml.ts';
import { change } from '../../../attacks/splice.ts';
import { type SigningKey, signingKey } from '../../../fixtures/keys.ts';
import { toBase64 } from '../../../fixtures/post.ts';
import { algorithmUris } from '../../../fixtures/signature.ts';
import { signedResponse } from '../../../fixtures/signed-response.ts';
import { asCertificate } from '../../../fixtures/trusted-key.ts';
import { problemOf, refusalOf } from '../refusal.ts';
import { toldOf } from '../verified.ts';

const message = signedResponse();
const keyInfo = (children: string) => change(message, 'KeyInfo', () => `<KeyInfo>${children}</KeyInfo>`);
const withList = (signedInfo: string) =>
  signedInfo.replace(
    '></CanonicalizationMethod>',
    `><InclusiveNamespaces xmlns="${algorithmUris.exclusive}" PrefixList="xs"></InclusiveNamespaces></CanonicalizationMethod>`,
  );

it.each([
  ['a certificate', message],
  ['nothing', keyInfo('')],
  ['a name', keyInfo('<KeyName>n</KeyName>')],
  ['the subject of a certificate', keyInfo('<X509Data><X509SubjectName>n</X509SubjectName></X509Data>')],
  ['prefixes for SignedInfo', signedResponse({}, { editSignedInfo: withList })],
])('takes a signature that shows %s', (_, genuine) => {
  expect(toldOf(genuine)).toBeUndefined();
});

it.each([
  ['that is the root', '<Signature/>'],
  ['in an element without ID', '<a><Signature/></a>'],
])('refuses a signature %s', (_, text) => {
  const root = readXml(Buffer.from(text));
  const [child = root] = root.children as readonly XmlElement[];

  expect(refusalOf(() => readSignature(child))).toBe('signature-misplaced');
});

it('verifies one signature by itself, and tells whose it is', () => {
  const { signatures } = readResponse(toBase64(message));
  const verified = (trusted: SigningKey) =>
    verifySignature(
      signatures.assertion ?? expect.unreachable(),
      prepareTrust({ trustedKeys: [asCertificate(trusted)], allowSha1: false }),
    );

  expect(verified(signingKey()).thumbprints.sha256).toBe(signingKey().sha256Thumbprint);
  expect(refusalOf(() => verified(signingKey({ name: 'stranger' })))).toBe('key-unknown');
});

it('finds no place for a signature that stands in nothing', () => {
  const root = readXml(Buffer.from('<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>'));

  expect(problemOf(() => placeSignatures([root], {}))).toMatchObject({
    code: 'signature-misplaced',
    actual: 'in nothing',
  });
});
