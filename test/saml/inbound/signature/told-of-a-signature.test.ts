import { expect, it } from 'vitest';
import { strongRsa } from '../../../../shared/saml/inbound/signature/rsa-strength.ts';
import type { TrustedKey } from '../../../../shared/saml/inbound/signature/trusted-key.ts';
import { after, change, swap, without } from '../../../attacks/splice.ts';
import { facts } from '../../../fixtures/facts.ts';
import { signingKey } from '../../../fixtures/keys.ts';
import { algorithmUris } from '../../../fixtures/signature.ts';
import { signedResponse } from '../../../fixtures/signed-response.ts';
import { asCertificate, asThumbprint } from '../../../fixtures/trusted-key.ts';
import { type Told, toldOf } from '../verified.ts';

const message = signedResponse();
const key = signingKey();
const stranger = signingKey({ name: 'stranger' });
const weak = signingKey({ name: 'weak', bits: 1024 });
const uri = `#${facts.assertionId}`;
const transforms = `${algorithmUris.enveloped}, ${algorithmUris.exclusive}`;
const upper = (text: string) => text.toUpperCase();

const structure = (actual: string): Told => ({ code: 'signature-structure', actual });
const keyInfo = (actual: string): Told => ({ code: 'signature-key-info', actual });
const transform = (actual: string): Told => ({ code: 'signature-transform', expected: transforms, actual });
const reference = (expected: string, actual: string): Told => ({
  code: 'signature-reference',
  expected,
  actual,
});
const replaced = (name: string, replacement: string) => change(message, name, () => replacement);
const renamed = (name: string, from: string, to: string) =>
  change(message, name, (element) => swap(element, from, to));
const within = (name: string, child: string) => after(message, `<${name}>`, child);
const prefixList = (prefixes: string) =>
  `<InclusiveNamespaces xmlns="${algorithmUris.exclusive}" PrefixList="${prefixes}"/>`;
const secondTransform = (inner: string) =>
  swap(
    message,
    `<Transform Algorithm="${algorithmUris.exclusive}"/>`,
    `<Transform Algorithm="${algorithmUris.exclusive}">${inner}</Transform>`,
  );
const thirtyThree = Array.from({ length: 33 }, (_, at) => `p${at}`).join(' ');

const rows: readonly (readonly [
  name: string,
  message: string,
  told: Told,
  trusted?: readonly TrustedKey[],
])[] = [
  ['text', within('SignedInfo', 'text'), structure('text in SignedInfo')],
  ['no SignedInfo', replaced('SignedInfo', ''), structure('no SignedInfo in Signature')],
  ['no value', replaced('SignatureValue', ''), structure('no SignatureValue in Signature')],
  [
    'no value in base64',
    replaced('SignatureValue', '<SignatureValue>?</SignatureValue>'),
    structure('SignatureValue is not base64'),
  ],
  [
    'an empty value',
    replaced('SignatureValue', '<SignatureValue/>'),
    structure('SignatureValue is not base64'),
  ],
  [
    'a value of white space',
    replaced('SignatureValue', '<SignatureValue> \n</SignatureValue>'),
    structure('SignatureValue is not base64'),
  ],
  [
    'a value of elements',
    replaced('SignatureValue', '<SignatureValue><x/></SignatureValue>'),
    structure('SignatureValue is not base64'),
  ],
  [
    'no canonicalization',
    replaced('CanonicalizationMethod', ''),
    structure('no CanonicalizationMethod in SignedInfo'),
  ],
  ['no method', replaced('SignatureMethod', ''), structure('no SignatureMethod in SignedInfo')],
  ['no reference', replaced('Reference', ''), structure('no Reference in SignedInfo')],
  ['two references', change(message, 'Reference', (one) => one + one), reference('one Reference', '2')],
  ['a reference without URI', renamed('Reference', ` URI="${uri}"`, ''), reference(uri, 'no URI')],
  ['a reference to something else', renamed('Reference', uri, '#_x'), reference(uri, '#_x')],
  [
    'an unknown attribute',
    renamed('SignedInfo', '<SignedInfo>', '<SignedInfo A="1">'),
    structure('attribute A of SignedInfo'),
  ],
  [
    'an attribute of another namespace',
    renamed('SignedInfo', '<SignedInfo>', '<SignedInfo xmlns:a="urn:a" a:Id="1">'),
    structure('attribute Id of SignedInfo'),
  ],
  [
    'an unknown attribute of the reference',
    renamed('Reference', '<Reference ', '<Reference Type="x" '),
    structure('attribute Type of Reference'),
  ],
  ['no digest method', replaced('DigestMethod', ''), structure('no DigestMethod in Reference')],
  ['no digest', replaced('DigestValue', ''), structure('no DigestValue in Reference')],
  [
    'no digest in base64',
    replaced('DigestValue', '<DigestValue>?</DigestValue>'),
    structure('DigestValue is not base64'),
  ],
  [
    'an unknown method',
    renamed('SignatureMethod', algorithmUris.rsa.sha256, 'urn:a'),
    { code: 'signature-algorithm', actual: 'urn:a' },
  ],
  [
    'no algorithm',
    renamed('SignatureMethod', ` Algorithm="${algorithmUris.rsa.sha256}"`, ''),
    { code: 'signature-algorithm', actual: 'no Algorithm' },
  ],
  [
    'parameters',
    replaced(
      'SignatureMethod',
      `<SignatureMethod Algorithm="${algorithmUris.rsa.sha256}"><x/></SignatureMethod>`,
    ),
    structure('parameters in SignatureMethod'),
  ],
  [
    'text for parameters',
    replaced(
      'SignatureMethod',
      `<SignatureMethod Algorithm="${algorithmUris.rsa.sha256}">x</SignatureMethod>`,
    ),
    structure('parameters in SignatureMethod'),
  ],
  [
    'an unknown attribute of a method',
    renamed('DigestMethod', '<DigestMethod ', '<DigestMethod A="1" '),
    structure('attribute A of DigestMethod'),
  ],
  [
    'an unknown canonicalization',
    renamed('CanonicalizationMethod', algorithmUris.exclusive, 'urn:a'),
    { code: 'signature-canonicalization', actual: 'urn:a' },
  ],
  [
    'a prefix list of inclusive canonicalization',
    replaced(
      'CanonicalizationMethod',
      `<CanonicalizationMethod Algorithm="${algorithmUris.inclusive}">${prefixList('a')}</CanonicalizationMethod>`,
    ),
    { code: 'signature-canonicalization', actual: 'parameters in CanonicalizationMethod' },
  ],
  ['no transforms', replaced('Transforms', ''), transform('')],
  ['text among the transforms', within('Transforms', 'x'), transform('')],
  ['one transform', replaced('Transform', ''), transform(algorithmUris.exclusive)],
  [
    'three transforms',
    change(message, 'Transform', (one) => one + one),
    transform(`${algorithmUris.enveloped}, ${transforms}`),
  ],
  [
    'another first transform',
    renamed('Transform', algorithmUris.enveloped, 'urn:a'),
    transform(`urn:a, ${algorithmUris.exclusive}`),
  ],
  [
    'another second transform',
    swap(message, `<Transform Algorithm="${algorithmUris.exclusive}"`, '<Transform Algorithm="urn:a"'),
    transform(`${algorithmUris.enveloped}, urn:a`),
  ],
  ['a transform of another name', within('Transforms', '<x/>'), transform(`?, ${transforms}`)],
  [
    'a first transform with parameters',
    replaced('Transform', `<Transform Algorithm="${algorithmUris.enveloped}"><x/></Transform>`),
    transform(transforms),
  ],
  [
    'text for a prefix list',
    secondTransform('x'),
    { code: 'signature-transform', actual: 'parameters in Transform' },
  ],
  [
    'two prefix lists',
    secondTransform(prefixList('a') + prefixList('b')),
    { code: 'signature-transform', actual: 'parameters in Transform' },
  ],
  [
    'a prefix list of another name',
    secondTransform('<x/>'),
    { code: 'signature-transform', actual: 'parameters in Transform' },
  ],
  [
    'a long prefix list',
    secondTransform(prefixList(thirtyThree)),
    { code: 'signature-transform', actual: 'InclusiveNamespaces with more than a short PrefixList' },
  ],
  [
    'a prefix list with something in it',
    secondTransform(prefixList('a').replace('/>', '>x</InclusiveNamespaces>')),
    { code: 'signature-transform', actual: 'InclusiveNamespaces with more than a short PrefixList' },
  ],
  [
    'an unknown attribute of the prefix list',
    secondTransform(prefixList('a" A="1')),
    structure('attribute A of InclusiveNamespaces'),
  ],
  ['text in its KeyInfo', within('KeyInfo', 'x'), keyInfo('text in KeyInfo')],
  ['another element in its KeyInfo', within('KeyInfo', '<x/>'), keyInfo('x in KeyInfo')],
  [
    'a name of another namespace in its KeyInfo',
    within('KeyInfo', '<KeyName xmlns="urn:a"/>'),
    keyInfo('KeyName in KeyInfo'),
  ],
  ['two X509Data', change(message, 'X509Data', (one) => one + one), keyInfo('several X509Data')],
  [
    'two certificates',
    change(message, 'X509Certificate', (one) => one + one),
    keyInfo('several X509Certificates'),
  ],
  ['text in its X509Data', within('X509Data', 'x'), keyInfo('text in X509Data')],
  ['another element in its X509Data', within('X509Data', '<x/>'), keyInfo('x in X509Data')],
  [
    'a name that holds a certificate',
    within('KeyInfo', '<KeyName>n<x><X509Certificate/></x></KeyName>'),
    keyInfo('KeyName in KeyInfo'),
  ],
  [
    'a key that is elsewhere',
    within('KeyInfo', '<KeyValue><RetrievalMethod/></KeyValue>'),
    keyInfo('KeyValue in KeyInfo'),
  ],
  [
    'a certificate that is none',
    replaced('X509Certificate', '<X509Certificate>?</X509Certificate>'),
    { code: 'certificate-malformed' },
  ],
  [
    'SHA-1',
    signedResponse({}, { algorithm: 'sha1' }),
    { code: 'signature-sha1', expected: 'SHA-256 or stronger', actual: 'SHA-1' },
  ],
  [
    'a strange certificate',
    signedResponse({}, { key: stranger }),
    { code: 'key-unknown', expected: upper(key.sha1Thumbprint), actual: upper(stranger.sha1Thumbprint) },
  ],
  [
    'a strange certificate, two trusted',
    signedResponse({}, { key: stranger }),
    {
      code: 'key-unknown',
      expected: `${upper(key.sha1Thumbprint)} or ${upper(weak.sha256Thumbprint)}`,
      actual: upper(stranger.sha1Thumbprint),
    },
    [asCertificate(key), asCertificate(key), asThumbprint(weak, 'sha256')],
  ],
  [
    'no certificate, only a thumbprint trusted',
    without(message, /<KeyInfo>.*<\/KeyInfo>/.exec(message)?.[0] ?? ''),
    { code: 'key-unknown', expected: upper(key.sha1Thumbprint), actual: 'a signature without certificate' },
    [asThumbprint(key)],
  ],
  [
    'a weak key',
    signedResponse({}, { key: weak }),
    {
      code: 'certificate-weak',
      expected: strongRsa,
      actual: 'rsa 1024',
    },
    [asCertificate(weak)],
  ],
  [
    'another value',
    signedResponse({}, { key: stranger }).replaceAll(stranger.certificate, key.certificate),
    { code: 'signature-value' },
  ],
  ['another digest', swap(message, '>B.Simon', '>A.Simon'), { code: 'signature-digest' }],
  ['no key to go by', message, { code: 'key-missing' }, []],
];

it.each(
  rows.map(
    ([name, hostile, told, trusted = [asCertificate(key)]]) => [name, hostile, told, trusted] as const,
  ),
)('tells of a signature with %s what is wrong', (_, hostile, told, trusted) => {
  expect(toldOf(hostile, trusted)).toEqual(told);
});
