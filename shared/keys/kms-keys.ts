import { createHash } from 'node:crypto';
import {
  DecryptCommand,
  GetPublicKeyCommand,
  InvalidCiphertextException,
  type KMSClient,
  SignCommand,
} from '@aws-sdk/client-kms';
import type { WrappedKey } from '../saml/inbound/encryption/encrypted-assertion.ts';
import type { KeyId } from './key-ids.ts';
import type { DecryptionKeys, PublicKeys, SigningKeys } from './own-keys.ts';

/** Returns {@link DecryptionKeys} in AWS KMS: the private keys never leave it. */
export function kmsDecryptionKeys(client: KMSClient, ids: readonly KeyId[]): DecryptionKeys {
  return { unwrap: (wrapped) => Promise.all(ids.map((id) => unwrapBy(client, id, wrapped))) };
}

async function unwrapBy(
  client: KMSClient,
  KeyId: KeyId,
  { hash, octets }: WrappedKey,
): Promise<Uint8Array | undefined> {
  try {
    const { Plaintext } = await client.send(
      new DecryptCommand({
        KeyId,
        CiphertextBlob: octets,
        EncryptionAlgorithm: hash === 'sha1' ? 'RSAES_OAEP_SHA_1' : 'RSAES_OAEP_SHA_256',
      }),
    );
    return Plaintext;
  } catch (error) {
    if (error instanceof InvalidCiphertextException) return undefined;
    throw error;
  }
}

/** Returns {@link SigningKeys} in AWS KMS. KMS gets only the digest of the signed text. */
export function kmsSigningKeys(client: KMSClient, ids: readonly KeyId[]): SigningKeys {
  return {
    ids,
    sign: async (id, octets) => {
      if (!ids.includes(id)) throw new RangeError(`there is no key ${id}`);
      const { Signature } = await client.send(
        new SignCommand({
          KeyId: id,
          Message: createHash('sha256').update(octets).digest(),
          MessageType: 'DIGEST',
          SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
        }),
      );
      if (Signature === undefined) throw new Error('KMS answered without a signature');
      return Signature;
    },
  };
}

/** Returns {@link PublicKeys} in AWS KMS. */
export function kmsPublicKeys(client: KMSClient): PublicKeys {
  return {
    publicKeyOf: async (id) => {
      const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: id }));
      if (PublicKey === undefined) throw new Error('KMS answered without a public key');
      return PublicKey;
    },
  };
}
