import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { ProblemCode } from '../../../../shared/problems/problem.ts';
import { readEncryptedAssertion } from '../../../../shared/saml/inbound/encryption/encrypted-assertion.ts';
import { readXml } from '../../../../shared/saml/inbound/xml/read-xml.ts';
import { problemOf } from '../refusal.ts';

const xenc = 'http://www.w3.org/2001/04/xmlenc#';
const xenc11 = 'http://www.w3.org/2009/xmlenc11#';
const ds = 'http://www.w3.org/2000/09/xmldsig#';
const octets = (size: number) => Buffer.alloc(size, 1).toString('base64');

interface Parts {
  readonly type?: string;
  readonly cipher?: string;
  readonly keySize?: string;
  readonly dataKeyInfo?: string;
  readonly transport?: string;
  readonly parameters?: string;
  readonly keyKeyInfo?: string;
  readonly wrapped?: string;
  readonly keyId?: string;
  readonly content?: string;
  readonly beside?: string;
  /** What stands behind the octets of the data, and of the key. */
  readonly behind?: string;
  readonly behindKey?: string;
}

const method = (algorithm: string, inner: string) =>
  `<EncryptionMethod${algorithm === '' ? '' : ` Algorithm="${algorithm}"`}>${inner}</EncryptionMethod>`;
const value = (text: string) => `<CipherData><CipherValue>${text}</CipherValue></CipherData>`;
const keyInfo = (children: string) => (children === '' ? '' : `<KeyInfo xmlns="${ds}">${children}</KeyInfo>`);
const pointer = (uri = '#_k', type = 'EncryptedKey', inner = '') =>
  `<RetrievalMethod Type="${xenc}${type}" URI="${uri}">${inner}</RetrievalMethod>`;
const named = (name: string, algorithm: string) =>
  name === 'MGF'
    ? `<MGF xmlns="${xenc11}" Algorithm="${algorithm}"/>`
    : `<DigestMethod xmlns="${ds}" Algorithm="${algorithm}"/>`;

function keyOf({
  transport,
  parameters = '',
  keyKeyInfo = '',
  wrapped = octets(256),
  behindKey = '',
  keyId = '',
}: Parts): string {
  const oaep = transport ?? `${xenc}rsa-oaep-mgf1p`;
  return `<EncryptedKey xmlns="${xenc}"${keyId}>${method(oaep, parameters)}${keyInfo(keyKeyInfo)}${value(wrapped)}${behindKey}</EncryptedKey>`;
}

function read(parts: Parts) {
  const { type = '', cipher = `${xenc}aes256-cbc`, keySize = '', content = octets(32) } = parts;
  const { dataKeyInfo = keyOf(parts), beside = '', behind = '' } = parts;
  return readEncryptedAssertion(
    readXml(
      Buffer.from(
        `<EncryptedAssertion><EncryptedData xmlns="${xenc}"${type}>${method(cipher, keySize)}${keyInfo(dataKeyInfo)}${value(content)}${behind}</EncryptedData>${beside}</EncryptedAssertion>`,
      ),
    ),
  );
}

const sha256 = named('DigestMethod', `${xenc}sha256`);
const sha1 = named('DigestMethod', `${ds}sha1`);
const mgf256 = named('MGF', `${xenc11}mgf1sha256`);
const mgf1 = named('MGF', `${xenc11}mgf1sha1`);
const transport = `${xenc11}rsa-oaep`;

describe('readEncryptedAssertion', () => {
  it('hands on the cipher, the wrapped key and the octets', () => {
    expect(read({})).toEqual({
      cipher: { mode: 'cbc', name: 'aes-256-cbc', keyBytes: 32 },
      wrappedKey: { hash: 'sha1', octets: Buffer.alloc(256, 1) },
      cipherText: Buffer.alloc(32, 1),
    });
  });

  it.each<[name: string, parts: Parts]>([
    ['whose Type is an element', { type: ` Type="${xenc}Element"` }],
    ['whose key is beside the data', { dataKeyInfo: '', beside: keyOf({}) }],
    [
      'whose key is beside the data, pointed to by its Id',
      { dataKeyInfo: pointer(), beside: keyOf({ keyId: ' Id="_k"' }) },
    ],
    [
      'whose key is beside the data, pointed to and named',
      { dataKeyInfo: `<KeyName>n</KeyName>${pointer()}`, beside: keyOf({ keyId: ' Id="_k"' }) },
    ],
    ['whose key has a name', { dataKeyInfo: `<KeyName>n</KeyName>${keyOf({})}` }],
    ['whose key is for a certificate', { keyKeyInfo: '<X509Data><X509SKI>x</X509SKI></X509Data>' }],
    ['whose key is for a key', { keyKeyInfo: '<KeyValue>x</KeyValue>' }],
    ['whose key has 4,096 bits', { wrapped: octets(512) }],
    ['with properties', { behind: '<EncryptionProperties/>' }],
    [
      'whose key has properties, references and a name',
      { behindKey: '<EncryptionProperties/><ReferenceList/><CarriedKeyName/>' },
    ],
    ['that says its key size', { keySize: '<KeySize>256</KeySize>' }],
  ])('reads one %s', (_, parts) => {
    expect(problemOf(() => read(parts))).toBeUndefined();
  });

  it.each<[name: string, parts: Parts, hash: string]>([
    ['nothing', {}, 'sha1'],
    ['SHA-1', { parameters: sha1 }, 'sha1'],
    ['nothing, of the newer kind', { transport }, 'sha1'],
    ['SHA-1 twice', { transport, parameters: sha1 + mgf1 }, 'sha1'],
    ['SHA-256 twice', { transport, parameters: sha256 + mgf256 }, 'sha256'],
    ['SHA-256 twice, the mask first', { transport, parameters: mgf256 + sha256 }, 'sha256'],
  ])('knows the hash where the key names %s', (_, parts, hash) => {
    expect(read(parts).wrappedKey.hash).toBe(hash);
  });

  it.each<[name: string, parts: Parts, actual: string, code?: ProblemCode, expected?: string]>([
    ['of content', { type: ` Type="${xenc}Content"` }, `Type ${xenc}Content of EncryptedData`],
    ['without key', { dataKeyInfo: '' }, '0 EncryptedKey'],
    ['with two keys', { beside: keyOf({}) }, '2 EncryptedKey'],
    ['with text beside its key', { dataKeyInfo: `x${keyOf({})}` }, 'text in KeyInfo'],
    ['with a pointer and no key', { dataKeyInfo: pointer() }, '0 EncryptedKey'],
    ...[pointer('#k'), pointer('#_k', 'X509Data'), pointer('#_k', '', '<Transforms/>'), pointer('x#_k')].map(
      (each): [string, Parts, string] => [
        `with a pointer that is not ours: ${each}`,
        { dataKeyInfo: each, beside: keyOf({ keyId: ' Id="_k"' }) },
        'RetrievalMethod in KeyInfo',
      ],
    ),
    [
      'with a pointer to a key without Id',
      { dataKeyInfo: pointer('#'), beside: keyOf({ keyId: ' Id=""' }) },
      'RetrievalMethod in KeyInfo',
    ],
    [
      'with a pointer beside the key that it points to',
      { dataKeyInfo: keyOf({ keyId: ' Id="_k"' }) + pointer() },
      'RetrievalMethod in KeyInfo',
    ],
    [
      'with two pointers',
      { dataKeyInfo: pointer().repeat(2), beside: keyOf({ keyId: ' Id="_k"' }) },
      '2 RetrievalMethod',
    ],
    ['with a pointer in its key', { keyKeyInfo: pointer() }, 'RetrievalMethod in EncryptedKey'],
    [
      'with a key elsewhere, deeper',
      { dataKeyInfo: `<KeyValue><a>x<RetrievalMethod/></a></KeyValue>${keyOf({})}` },
      'KeyValue in KeyInfo',
    ],
    [
      'with a key that is agreed on',
      { dataKeyInfo: `<X509Data><AgreementMethod/></X509Data>${keyOf({})}` },
      'X509Data in KeyInfo',
    ],
    [
      'with a second key in a name',
      { dataKeyInfo: `<KeyName>${keyOf({})}</KeyName>${keyOf({})}` },
      'KeyName in KeyInfo',
    ],
    [
      'with a name of another namespace',
      { dataKeyInfo: `<KeyName xmlns="urn:a"/>${keyOf({})}` },
      'KeyName in KeyInfo',
    ],
    ['with a key in its key', { keyKeyInfo: keyOf({}) }, 'EncryptedKey in EncryptedKey'],
    ['with a short key', { wrapped: octets(255) }, 'a wrapped key of 255 bytes'],
    ['with a long key', { wrapped: octets(513) }, 'a wrapped key of 513 bytes'],
    ['with no octets', { content: '' }, 'CipherValue is not base64'],
    ['with another size', { keySize: '<KeySize>128</KeySize>' }, 'KeySize'],
    ['with no size', { keySize: '<KeySize/>' }, 'KeySize'],
    ['with more than a size', { keySize: '<Size/>' }, 'Size in EncryptionMethod'],
    ['of an unknown cipher', { cipher: 'urn:a' }, 'urn:a', 'encryption-algorithm'],
    ['of no cipher', { cipher: '' }, 'no Algorithm', 'encryption-algorithm'],
    ['of an unknown transport', { transport: 'urn:a' }, 'urn:a', 'encryption-algorithm'],
    ['of no transport', { transport: '' }, 'no Algorithm', 'encryption-algorithm'],
    ['of an unknown hash', { parameters: named('DigestMethod', 'urn:a') }, 'urn:a', 'encryption-algorithm'],
    ['of no hash', { parameters: `<DigestMethod xmlns="${ds}"/>` }, 'no Algorithm', 'encryption-algorithm'],
    [
      'of two hashes',
      { transport, parameters: sha256 },
      'sha256, sha1',
      'encryption-algorithm',
      'one hash for DigestMethod and MGF',
    ],
    [
      'of a hash that its mask cannot have',
      { parameters: sha256 },
      'sha256, sha1',
      'encryption-algorithm',
      'one hash for DigestMethod and MGF',
    ],
    ['with a mask where none is named', { parameters: mgf1 }, 'MGF in EncryptionMethod'],
    [
      'with an unknown mask where none is named',
      { parameters: named('MGF', 'urn:a') },
      'MGF in EncryptionMethod',
    ],
    ['with a hash twice', { parameters: sha1 + sha1 }, 'DigestMethod in EncryptionMethod'],
    ['with a label', { parameters: '<OAEPparams>x</OAEPparams>' }, 'OAEPparams in EncryptionMethod'],
    ['with text for parameters', { parameters: 'x' }, 'EncryptionMethod in EncryptionMethod'],
  ])('tells of one %s what is wrong', (_, parts, actual, code = 'encryption-structure', expected) => {
    const problem = problemOf(() => read(parts));

    expect({ code: problem?.code, actual: problem?.actual, expected: problem?.expected }).toEqual({
      code,
      actual,
      expected,
    });
  });
});
