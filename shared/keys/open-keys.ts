import { type KeyId, keyIdsFrom, keyVariables } from './key-ids.ts';
import type { DecryptionKeys, PublicKeys, SigningKeys } from './own-keys.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Returns the keys in AWS KMS that `LATCHKEY_DECRYPTION_KEYS` names; undefined where it names none. The KMS client is
 * loaded and opened at the first use: a function that meets no encrypted assertion starts without it.
 * @throws Error that names the variable
 */
export function openDecryptionKeys(environment: Environment): DecryptionKeys | undefined {
  const ids = keyIdsFrom(environment, 'decryption');
  if (ids.length === 0) return undefined;
  const opened = once(async () => {
    const [{ createKmsClient }, { kmsDecryptionKeys }] = await loadKms();
    return kmsDecryptionKeys(createKmsClient(), ids);
  });
  return { unwrap: async (wrapped) => (await opened()).unwrap(wrapped) };
}

/**
 * Returns the keys that `LATCHKEY_REQUEST_SIGNING_KEYS` names, in the same way. @throws Error that names the variable
 */
export function openSigningKeys(environment: Environment): SigningKeys | undefined {
  const ids = keyIdsFrom(environment, 'requestSigning');
  return ids.length === 0 ? undefined : signingKeysOf(ids);
}

/**
 * Returns the keys that `LATCHKEY_TOKEN_SIGNING_KEYS` names, in the same way.
 * @throws Error that names the variable, also where it names none: without a key there are no tokens
 */
export function openTokenSigningKeys(environment: Environment): SigningKeys {
  const ids = keyIdsFrom(environment, 'tokenSigning');
  if (ids.length === 0) throw new Error(`${keyVariables.tokenSigning} is not set`);
  return signingKeysOf(ids);
}

/** Returns the public halves of keys in AWS KMS. The client is loaded and opened at the first use. */
export function openPublicKeys(): PublicKeys {
  const opened = once(async () => {
    const [{ createKmsClient }, { kmsPublicKeys }] = await loadKms();
    return kmsPublicKeys(createKmsClient());
  });
  return { publicKeyOf: async (id) => (await opened()).publicKeyOf(id) };
}

function signingKeysOf(ids: readonly KeyId[]): SigningKeys {
  const opened = once(async () => {
    const [{ createKmsClient }, { kmsSigningKeys }] = await loadKms();
    return kmsSigningKeys(createKmsClient(), ids);
  });
  return { ids, sign: async (id, octets) => (await opened()).sign(id, octets) };
}

function loadKms() {
  return Promise.all([import('./kms-client.ts'), import('./kms-keys.ts')]);
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
