import { Buffer } from 'node:buffer';
import { createCipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ContentCipher } from '../../../../shared/saml/inbound/encryption/algorithms.ts';
import { decryptContent } from '../../../../shared/saml/inbound/encryption/decrypt.ts';
import type { EncryptedAssertion } from '../../../../shared/saml/inbound/encryption/encrypted-assertion.ts';
import { readDecryptedAssertion } from '../../../../shared/saml/inbound/encryption/encrypted-response.ts';
import { refusalOf } from '../refusal.ts';

const contentKey = Buffer.alloc(32, 7);
const cbc: ContentCipher = { mode: 'cbc', name: 'aes-256-cbc', keyBytes: 32 };
const gcm: ContentCipher = { mode: 'gcm', name: 'aes-256-gcm', keyBytes: 32 };
const wrappedKey: EncryptedAssertion['wrappedKey'] = { hash: 'sha1', octets: Buffer.alloc(256) };
const decrypted = (cipher: ContentCipher, cipherText: Uint8Array) =>
  decryptContent({ cipher, cipherText, wrappedKey }, contentKey);

/** These very blocks, padding included. */
function sealedCbc(padded: Uint8Array): Uint8Array {
  const iv = Buffer.alloc(16, 3);
  const cipher = createCipheriv(cbc.name, contentKey, iv).setAutoPadding(false);
  return Buffer.concat([iv, cipher.update(padded), cipher.final()]);
}

function sealedGcm(text: string): Uint8Array {
  const iv = Buffer.alloc(12, 3);
  const cipher = createCipheriv('aes-256-gcm', contentKey, iv);
  return Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

const block = (end: number) => Buffer.from([...Buffer.alloc(15, 0x61), end]);

describe('decryptContent', () => {
  it.each([
    [1, 15],
    [2, 14],
    [16, 0],
  ])('takes a padding of %i away', (padding, left) => {
    expect(decrypted(cbc, sealedCbc(block(padding)))).toEqual(Buffer.alloc(left, 0x61));
  });

  it.each([0, 17, 255])('knows no padding of %i', (padding) => {
    expect(decrypted(cbc, sealedCbc(Buffer.concat([block(1), block(padding)])))).toBeUndefined();
  });

  it('decrypts nothing where there is no block, or half of one', () => {
    expect(decrypted(cbc, Buffer.alloc(16))).toBeUndefined();
    expect(decrypted(cbc, Buffer.alloc(24))).toBeUndefined();
  });

  it('opens what the tag is right for, and nothing else', () => {
    const sealed = sealedGcm('text');
    const tampered = sealed.map((byte, at) => (at === sealed.length - 1 ? byte ^ 1 : byte));

    expect(decrypted(gcm, sealed)).toEqual(Buffer.from('text'));
    expect(decrypted(gcm, tampered)).toBeUndefined();
    expect(decrypted(gcm, sealed.subarray(0, -1))).toBeUndefined();
    expect(decrypted(gcm, sealed.subarray(0, 20))).toBeUndefined();
  });

  it('takes no half of a tag, which is right as far as it goes', () => {
    expect(decrypted(gcm, sealedGcm(''))).toEqual(Buffer.from(''));
    expect(decrypted(gcm, sealedGcm('').subarray(0, -8))).toBeUndefined();
  });
});

describe('readDecryptedAssertion', () => {
  const saml = 'urn:oasis:names:tc:SAML:2.0:assertion';
  const assertion = (inner: string) =>
    `<Assertion xmlns="${saml}" ID="_1" Version="2.0">${inner}</Assertion>`;
  const signature = '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>';
  const read = (text: string) => readDecryptedAssertion(Buffer.from(text));

  it('hands on the Assertion and its signature', () => {
    expect(read(assertion('')).signature).toBeUndefined();
    expect(read(assertion(signature)).signature?.localName).toBe('Signature');
    expect(read(assertion(signature)).assertion.localName).toBe('Assertion');
  });

  it.each([
    ['assertion-missing', '<Assertion ID="_1" Version="2.0"/>'],
    ['assertion-missing', `<Advice xmlns="${saml}" ID="_2" Version="2.0">${assertion('')}</Advice>`],
    ['response-version', `<Assertion xmlns="${saml}" ID="_1"/>`],
    ['response-id', `<Assertion xmlns="${saml}" Version="2.0"/>`],
    ['assertion-repeated', assertion('<Advice><Assertion/></Advice>')],
    ['assertion-repeated', assertion('<EncryptedAssertion/>')],
    ['signature-misplaced', assertion(`<Advice>${signature}</Advice>`)],
    ['signature-repeated', assertion(signature + signature)],
  ])('refuses by %s: %s', (code, text) => {
    expect(refusalOf(() => read(text))).toBe(code);
  });
});
