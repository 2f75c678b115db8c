import type { WrappedKey } from '../saml/inbound/encryption/encrypted-assertion.ts';
import type { KeyId } from './key-ids.ts';

/** Our private keys for decryption: the current one and, while rolling over, the one before it. */
export interface DecryptionKeys {
  /**
   * What each key makes of `wrapped`, the current one first; undefined where it was not wrapped for that key.
   * Every key is asked once, all at the same time, whatever the others answer: how often and in which order
   * tells nothing.
   * @throws what the key's keeper throws where it cannot be reached or will not answer
   */
  unwrap(wrapped: WrappedKey): Promise<readonly (Uint8Array | undefined)[]>;
}

/** Our private keys for signing requests. */
export interface SigningKeys {
  /** The keys there are, the current one first. */
  readonly ids: readonly KeyId[];
  /**
   * RSASSA-PKCS1-v1_5 with SHA-256 over `octets`.
   * @throws RangeError where there is no such key; what the key's keeper throws where it cannot be reached
   */
  sign(id: KeyId, octets: Uint8Array): Promise<Uint8Array>;
}

/** The public halves of our keys, for whoever writes a certificate around one. */
export interface PublicKeys {
  /** SubjectPublicKeyInfo in DER. @throws what the key's keeper throws where there is none or it cannot be reached */
  publicKeyOf(id: KeyId): Promise<Uint8Array>;
}
