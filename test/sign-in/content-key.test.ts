import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { EncryptedAssertion } from '../../shared/saml/inbound/encryption/encrypted-assertion.ts';
import { contentKeyOf } from '../../shared/sign-in/content-key.ts';

const encrypted: EncryptedAssertion = {
  cipher: { mode: 'gcm', name: 'aes-128-gcm', keyBytes: 16 },
  wrappedKey: { hash: 'sha1', octets: new Uint8Array(256) },
  cipherText: new Uint8Array(64),
};
const substitute = new Uint8Array(16).fill(7);
const random = (sizeBytes: number) => new Uint8Array(sizeBytes).fill(7);
const unwrapping = (...keys: readonly (Uint8Array | undefined)[]) => ({ unwrap: async () => keys });

describe('the content key of a message', () => {
  const key = randomBytes(16);

  it.each([
    ['what the current key unwraps', [key, undefined], key],
    ['what the key before it unwraps', [undefined, key], key],
    ['random where none does', [undefined, undefined], substitute],
    ['random where it is too long', [randomBytes(32), undefined], substitute],
    ['random where it is empty', [new Uint8Array(), undefined], substitute],
    ['of the right length, be there another', [randomBytes(32), key], key],
  ])('is %s', async (_, unwrapped, expected) => {
    expect(await contentKeyOf(encrypted, unwrapping(...unwrapped), random)()).toEqual(expected);
  });

  it('is unwrapped once, however often it is asked for', async () => {
    let asked = 0;
    const keys = {
      unwrap: async () => {
        asked += 1;
        return [];
      },
    };
    const contentKey = contentKeyOf(encrypted, keys, randomBytes);

    const [first, second] = await Promise.all([contentKey(), contentKey()]);

    expect(asked).toBe(1);
    expect(first).toBe(second);
    expect(first).toHaveLength(16);
  });

  it('does not hide that the keys cannot be reached', async () => {
    const fault = new Error('KMS is away');
    const contentKey = contentKeyOf(encrypted, { unwrap: () => Promise.reject(fault) }, random);

    await expect(contentKey()).rejects.toBe(fault);
  });
});
