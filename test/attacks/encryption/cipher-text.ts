import { Buffer } from 'node:buffer';
import { constants, createCipheriv, publicEncrypt, randomBytes } from 'node:crypto';
import { encryptionUris } from '../../fixtures/encrypt.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { swap } from '../splice.ts';
import { type EncryptionAttack, encryptedBy, unopened } from './row.ts';

const { publicKey } = signingKey({ name: 'decryption' });
const stranger = signingKey({ name: 'stranger' });

/** Wraps `octets` for us as a genuine sender does. */
const wrap = (octets: Uint8Array, oaepHash: 'sha1' | 'sha256' = 'sha1') =>
  publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, octets);

const flipped = (at: number) => (bytes: Buffer) => {
  const changed = Buffer.from(bytes);
  const index = at < 0 ? bytes.length + at : at;
  changed[index] = (changed[index] ?? 0) ^ 1;
  return changed;
};

/** Keys that none of ours unwraps, or that unwrap to something else. */
export const wrappedKeys: readonly EncryptionAttack[] = [
  encryptedBy('a key that was wrapped for somebody else', { publicKey: stranger.publicKey }),
  encryptedBy('a wrapped key with its first bit changed', { tamperKey: flipped(0) }),
  encryptedBy('a wrapped key with its last bit changed', { tamperKey: flipped(-1) }),
  encryptedBy('a wrapped key of zeros', { tamperKey: (key) => Buffer.alloc(key.length) }),
  encryptedBy('a wrapped key that is no number below the modulus', {
    tamperKey: (key) => Buffer.alloc(key.length, 0xff),
  }),
  encryptedBy('random octets for a wrapped key', { tamperKey: (key) => randomBytes(key.length) }),
  encryptedBy('a key wrapped by PKCS #1 v1.5, called OAEP', {
    tamperKey: () => publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, randomBytes(32)),
  }),
  encryptedBy('a key wrapped with SHA-256, called SHA-1', {
    tamperKey: () => wrap(randomBytes(32), 'sha256'),
  }),
  encryptedBy('another key than the content has', { tamperKey: () => wrap(randomBytes(32)) }),
  encryptedBy('a key of half the size', { tamperKey: () => wrap(randomBytes(16)) }),
  encryptedBy('a key of a byte more', { tamperKey: () => wrap(randomBytes(33)) }),
  encryptedBy('an empty key', { tamperKey: () => wrap(Buffer.alloc(0)) }),
];

/** What a padding of `length` bytes says of itself, over a cipher text that a known key makes. */
const padded = (name: string, padding: Uint8Array) => {
  const contentKey = randomBytes(32);
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', contentKey, iv).setAutoPadding(false);
  const cipherText = Buffer.concat([iv, cipher.update(padding), cipher.final()]);
  return encryptedBy(name, { contentKey, tamper: () => cipherText });
};

/** Cipher texts that were changed, cut or made up. */
export const cipherTexts: readonly EncryptionAttack[] = [
  encryptedBy('CBC with its IV changed', { tamper: flipped(0) }),
  encryptedBy('CBC with its first block changed', { tamper: flipped(16) }),
  encryptedBy('CBC with a block in the middle changed', { tamper: flipped(640) }),
  encryptedBy('CBC with its last block changed', { tamper: flipped(-1) }),
  encryptedBy('CBC with the last block but one changed', { tamper: flipped(-17) }),
  encryptedBy('CBC without its last block', { tamper: (bytes) => bytes.subarray(0, -16) }),
  encryptedBy('CBC without its last byte', { tamper: (bytes) => bytes.subarray(0, -1) }),
  encryptedBy('CBC without its first block', { tamper: (bytes) => bytes.subarray(16) }),
  encryptedBy('CBC of an IV alone', { tamper: (bytes) => bytes.subarray(0, 16) }),
  encryptedBy('CBC of half an IV', { tamper: (bytes) => bytes.subarray(0, 8) }),
  encryptedBy('CBC with a block more', { tamper: (bytes) => Buffer.concat([bytes, randomBytes(16)]) }),
  encryptedBy('CBC of random octets', { tamper: (bytes) => randomBytes(bytes.length) }),
  padded('a padding of no length', Buffer.alloc(16, 0)),
  padded('a padding of 17 bytes', Buffer.alloc(16, 17)),
  padded('a padding of 255 bytes', Buffer.alloc(16, 255)),
  padded('nothing but padding', Buffer.alloc(16, 16)),
  ...(['aes128-gcm', 'aes256-gcm'] as const).flatMap((cipher) => [
    encryptedBy(`${cipher} with its IV changed`, { cipher, tamper: flipped(0) }),
    encryptedBy(`${cipher} with its content changed`, { cipher, tamper: flipped(40) }),
    encryptedBy(`${cipher} with its tag changed`, { cipher, tamper: flipped(-1) }),
    encryptedBy(`${cipher} without its tag`, { cipher, tamper: (bytes) => bytes.subarray(0, -16) }),
    encryptedBy(`${cipher} with a tag cut to 12 bytes`, { cipher, tamper: (bytes) => bytes.subarray(0, -4) }),
    encryptedBy(`${cipher} of an IV alone`, { cipher, tamper: (bytes) => bytes.subarray(0, 12) }),
    encryptedBy(`${cipher} of a byte`, { cipher, tamper: (bytes) => bytes.subarray(0, 1) }),
  ]),
  unopened('GCM called CBC, for the sake of its padding', {
    encryption: { cipher: 'aes256-gcm' },
    outside: (text) => swap(text, encryptionUris['aes256-gcm'], encryptionUris['aes256-cbc']),
  }),
  unopened('CBC called GCM', {
    outside: (text) => swap(text, encryptionUris['aes256-cbc'], encryptionUris['aes256-gcm']),
  }),
  unopened('AES-256 called AES-128', {
    outside: (text) => swap(text, encryptionUris['aes256-cbc'], encryptionUris['aes128-cbc']),
  }),
];
