import type { DecryptionKeys } from '../keys/own-keys.ts';
import type { EncryptedAssertion } from '../saml/inbound/encryption/encrypted-assertion.ts';

/** The content key of one message: unwrapped at the first call, the same ever after. */
export type ContentKey = () => Promise<Uint8Array>;

/**
 * The content key of `encrypted`: what one of our keys unwraps, or random octets of its length where none does,
 * so that an attacker who sends a made-up key sees the same work and the same result. However often it is called, each
 * private key is used once per message.
 */
export function contentKeyOf(
  { cipher, wrappedKey }: EncryptedAssertion,
  keys: DecryptionKeys,
  random: (sizeBytes: number) => Uint8Array,
): ContentKey {
  let key: Promise<Uint8Array> | undefined;
  const unwrap = async () => {
    const substitute = random(cipher.keyBytes);
    const unwrapped = await keys.unwrap(wrappedKey);
    return unwrapped.find((octets) => octets?.length === cipher.keyBytes) ?? substitute;
  };
  return () => {
    key ??= unwrap();
    return key;
  };
}
