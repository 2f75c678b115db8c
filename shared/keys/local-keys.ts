import { constants, type KeyObject, privateDecrypt, sign } from 'node:crypto';
import type { WrappedKey } from '../saml/inbound/encryption/encrypted-assertion.ts';
import type { KeyId } from './key-ids.ts';
import type { DecryptionKeys, SigningKeys } from './own-keys.ts';

/** Private keys in this process, by name, in order: for the local run and tests, never for a deployment. */
export type LocalKeys = ReadonlyMap<KeyId, KeyObject>;

/** Returns {@link DecryptionKeys} that use node:crypto. */
export function localDecryptionKeys(keys: LocalKeys): DecryptionKeys {
  return {
    unwrap: async (wrapped) => [...keys.values()].map((key) => unwrapBy(key, wrapped)),
  };
}

/** Returns the content key, or undefined where it was not wrapped for `key`. */
export function unwrapBy(key: KeyObject, { hash, octets }: WrappedKey): Uint8Array | undefined {
  try {
    return privateDecrypt({ key, oaepHash: hash, padding: constants.RSA_PKCS1_OAEP_PADDING }, octets);
  } catch {
    return undefined;
  }
}

/** Returns {@link SigningKeys} that use node:crypto. */
export function localSigningKeys(keys: LocalKeys): SigningKeys {
  return {
    ids: [...keys.keys()],
    sign: async (id, octets) => {
      const key = keys.get(id);
      if (key === undefined) throw new RangeError(`there is no key ${id}`);
      return sign('sha256', octets, key);
    },
  };
}
