import { Buffer } from 'node:buffer';
import { createDecipheriv } from 'node:crypto';
import type { EncryptedAssertion } from './encrypted-assertion.ts';

const ivBytes = { cbc: 16, gcm: 12 } as const;
const blockBytes = 16;
const tagBytes = 16;

/**
 * The octets that were encrypted (XML Encryption 1.1, 5.2), or undefined where this is not their key or they were
 * tampered with. With AES-CBC a wrong key may return arbitrary octets: only the signature in them counts.
 */
export function decryptContent(
  { cipher, cipherText }: EncryptedAssertion,
  contentKey: Uint8Array,
): Uint8Array | undefined {
  const iv = cipherText.subarray(0, ivBytes[cipher.mode]);
  const content = cipherText.subarray(iv.length);
  try {
    return cipher.mode === 'gcm'
      ? openGcm(cipher.name, contentKey, iv, content)
      : withoutPadding(openCbc(cipher.name, contentKey, iv, content));
  } catch {
    // OpenSSL's own words for it: a wrong tag, half a block, too short.
    return undefined;
  }
}

function openGcm(
  name: 'aes-128-gcm' | 'aes-256-gcm',
  contentKey: Uint8Array,
  iv: Uint8Array,
  content: Uint8Array,
): Uint8Array {
  const decipher = createDecipheriv(name, contentKey, iv, { authTagLength: tagBytes });
  const end = content.length - tagBytes;
  decipher.setAuthTag(content.subarray(end));
  return Buffer.concat([decipher.update(content.subarray(0, end)), decipher.final()]);
}

function openCbc(name: string, contentKey: Uint8Array, iv: Uint8Array, content: Uint8Array): Uint8Array {
  const decipher = createDecipheriv(name, contentKey, iv).setAutoPadding(false);
  return Buffer.concat([decipher.update(content), decipher.final()]);
}

/** Padding of XML Encryption 5.2.2: its last byte is its length, the others are arbitrary. */
function withoutPadding(padded: Uint8Array): Uint8Array | undefined {
  const length = padded.at(-1) ?? 0;
  return length < 1 || length > blockBytes ? undefined : padded.subarray(0, padded.length - length);
}
