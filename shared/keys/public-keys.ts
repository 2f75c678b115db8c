import type { KeyId } from './key-ids.ts';

/** The public halves of our keys, for whoever writes a certificate around one. */
export interface PublicKeys {
  /** SubjectPublicKeyInfo in DER. @throws what the key's keeper throws where there is none or it cannot be reached */
  publicKeyOf(id: KeyId): Promise<Uint8Array>;
}
