import { constants, createPublicKey, publicEncrypt, randomBytes, verify } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createKmsClient } from '../../shared/keys/kms-client.ts';
import { kmsDecryptionKeys, kmsPublicKeys, kmsSigningKeys } from '../../shared/keys/kms-keys.ts';
import { localDecryptionKeys, localSigningKeys } from '../../shared/keys/local-keys.ts';
import type { DecryptionKeys, SigningKeys } from '../../shared/keys/own-keys.ts';
import { signingKey } from '../fixtures/keys.ts';
import { useKms } from './kms-endpoint.ts';

const current = signingKey({ name: 'decryption' });
const previous = signingKey({ name: 'decryption before' });
const requests = signingKey({ name: 'requests' });
const stranger = signingKey({ name: 'stranger' });
const pair = new Map([
  ['current', current.privateKey],
  ['previous', previous.privateKey],
]);

const wrap = (octets: Uint8Array, key = current, oaepHash: 'sha1' | 'sha256' = 'sha1') =>
  publicEncrypt({ key: key.publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, octets);

const kms = useKms(new Map([...pair, ['requests', requests.privateKey]]));

const implementations: readonly (readonly [
  name: string,
  decryption: () => DecryptionKeys,
  signing: () => SigningKeys,
])[] = [
  [
    'of this process',
    () => localDecryptionKeys(pair),
    () => localSigningKeys(new Map([['requests', requests.privateKey]])),
  ],
  [
    'in KMS',
    () => kmsDecryptionKeys(createKmsClient(kms.config()), [...pair.keys()]),
    () => kmsSigningKeys(createKmsClient(kms.config()), ['requests']),
  ],
];

describe.each(implementations)('keys %s', (_, decryption, signing) => {
  const contentKey = randomBytes(32);

  it.each(['sha1', 'sha256'] as const)(
    'unwrap what was wrapped with %s for the current one',
    async (hash) => {
      const octets = wrap(contentKey, current, hash);

      const [first, second] = await decryption().unwrap({ hash, octets });

      expect(Buffer.from(first ?? [])).toEqual(contentKey);
      expect(second).toBeUndefined();
    },
  );

  it('unwrap what was wrapped for the one before it', async () => {
    const [first, second] = await decryption().unwrap({ hash: 'sha1', octets: wrap(contentKey, previous) });

    expect(first).toBeUndefined();
    expect(Buffer.from(second ?? [])).toEqual(contentKey);
  });

  it.each([
    ['for a stranger', wrap(contentKey, stranger)],
    ['with another hash', wrap(contentKey, current, 'sha256')],
    ['and changed', randomBytes(256)],
    ['as a number beyond the modulus', Buffer.alloc(256, 0xff)],
  ])('make nothing of a key that was wrapped %s', async (__, octets) => {
    expect(await decryption().unwrap({ hash: 'sha1', octets })).toEqual([undefined, undefined]);
  });

  it('sign octets by RSASSA-PKCS1-v1_5 with SHA-256', async () => {
    const octets = randomBytes(5_000);

    const signature = await signing().sign('requests', octets);

    expect(verify('sha256', octets, requests.publicKey, signature)).toBe(true);
  });

  it('sign with no key but their own', async () => {
    await expect(signing().sign('current', randomBytes(9))).rejects.toThrow('there is no key current');
    expect(signing().ids).toEqual(['requests']);
  });
});

describe('keys in KMS', () => {
  beforeEach(() => {
    kms.operations.length = 0;
  });

  it('are asked once each, whichever unwraps', async () => {
    const keys = kmsDecryptionKeys(createKmsClient(kms.config()), [...pair.keys()]);
    for (const octets of [wrap(randomBytes(32)), wrap(randomBytes(32), previous), randomBytes(256)]) {
      kms.operations.length = 0;
      await keys.unwrap({ hash: 'sha1', octets });
      expect(kms.operations).toEqual(['TrentService.Decrypt', 'TrentService.Decrypt']);
    }
  });

  it('that do not exist are a fault, not a message that fails', async () => {
    const keys = kmsDecryptionKeys(createKmsClient(kms.config()), ['current', 'gone']);

    await expect(keys.unwrap({ hash: 'sha1', octets: wrap(randomBytes(32)) })).rejects.toMatchObject({
      name: 'NotFoundException',
    });
  });

  it('never see what is signed, but its digest', async () => {
    await kmsSigningKeys(createKmsClient(kms.config()), ['requests']).sign('requests', randomBytes(5_000));

    expect(kms.operations).toEqual(['TrentService.Sign']);
  });

  it('show their public halves', async () => {
    const spki = await kmsPublicKeys(createKmsClient(kms.config())).publicKeyOf('requests');

    expect(createPublicKey({ key: Buffer.from(spki), type: 'spki', format: 'der' })).toEqual(
      requests.publicKey,
    );
  });
});
