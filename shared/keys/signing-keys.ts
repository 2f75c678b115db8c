import type { KeyId } from './key-ids.ts';

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
