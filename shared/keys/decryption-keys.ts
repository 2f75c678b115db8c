import type { WrappedKey } from '../saml/inbound/encryption/encrypted-assertion.ts';

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
