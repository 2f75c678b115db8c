import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { placeSignatures } from '../../../shared/saml/inbound/response.ts';
import { readSignature } from '../../../shared/saml/inbound/signature.ts';
import { readXml } from '../../../shared/saml/inbound/xml.ts';
import type { XmlElement } from '../../../shared/saml/inbound/xml-element.ts';
import { change } from '../../attacks/splice.ts';
import { algorithmUris } from '../../fixtures/signature.ts';
import { signedResponse } from '../../fixtures/signed-response.ts';
import { toldOf } from './judged.ts';
import { problemOf, refusalOf } from './refusal.ts';

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

it('finds no place for a signature that stands in nothing', () => {
  const root = readXml(Buffer.from('<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>'));

  expect(problemOf(() => placeSignatures([root], {}))).toMatchObject({
    code: 'signature-misplaced',
    actual: 'in nothing',
  });
});
