import type { WrappedKey } from '../saml/inbound/encryption/encrypted-assertion.ts';
import type { KeyId } from './key-ids.ts';

/** Our private keys for decryption: the current one and, during a rollover, the previous one. */
export interface DecryptionKeys {
  /**
   * Unwraps `wrapped` with each key, the current one first; undefined where it was not wrapped for that key. Every key
   * gets one request, all at the same time, whatever the others answer: their number and order reveal nothing.
   * @throws the key store's error where it is unavailable or refuses
   */
  unwrap(wrapped: WrappedKey): Promise<readonly (Uint8Array | undefined)[]>;
}

/** Our private keys for signing requests. */
export interface SigningKeys {
  /** The existing keys, the current one first. */
  readonly ids: readonly KeyId[];
  /**
   * Signs `octets` with RSASSA-PKCS1-v1_5 and SHA-256.
   * @throws RangeError where the key does not exist; the key store's error where it is unavailable
   */
  sign(id: KeyId, octets: Uint8Array): Promise<Uint8Array>;
}

/** The public halves of our keys, from which certificates are made. */
export interface PublicKeys {
  /**
   * Returns the SubjectPublicKeyInfo in DER. @throws the key store's error where the key is missing or the store
   * unavailable
   */
  publicKeyOf(id: KeyId): Promise<Uint8Array>;
}
