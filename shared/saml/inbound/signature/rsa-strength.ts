import type { KeyObject } from 'node:crypto';

/** What an RSA key must have to be trusted. */
export const rsaBounds = {
  /** The smallest modulus, in bits (NIST SP 800-131A). OpenSSL verifies up to 16,384. */
  minimumModulusBits: 2_048,
  /**
   * Smallest and largest public exponent; it must be odd too (FIPS 186-5, A.1.1). With 1 a signature is its own
   * padding, which anyone can write; small ones have been forged against lenient padding. Directories use 65,537.
   * A larger one only makes each verification slower, and none in use needs more than 32 bits.
   */
  minimumExponent: 65_537n,
  maximumExponent: 2n ** 32n - 1n,
} as const;

/** Why a public key is not strong enough, with a short text of what it is: `rsa 1024`, `exponent 1`, `ec`. */
export interface Weakness {
  readonly kind: 'not-rsa' | 'modulus' | 'exponent';
  readonly actual: string;
}

/** What {@link weaknessOf} asks for, in words. */
export const strongRsa = `RSA ${rsaBounds.minimumModulusBits} or more, exponent odd and at least ${rsaBounds.minimumExponent}`;

/**
 * Why `key` may neither sign for a directory nor stand in a certificate of our own; undefined where it may. The one
 * place that decides: at hand-over, in metadata and at each verification alike. Costs no arithmetic.
 */
export function weaknessOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): Weakness | undefined {
  const { modulusLength: bits = 0, publicExponent: exponent = 0n } = asymmetricKeyDetails ?? {};
  if (asymmetricKeyType !== 'rsa') {
    const actual = `${asymmetricKeyType ?? 'unknown key'} ${bits || ''}`.trim();
    return { kind: 'not-rsa', actual };
  }
  if (bits < rsaBounds.minimumModulusBits) return { kind: 'modulus', actual: `rsa ${bits}` };
  const isSane =
    exponent % 2n === 1n && exponent >= rsaBounds.minimumExponent && exponent <= rsaBounds.maximumExponent;
  return isSane ? undefined : { kind: 'exponent', actual: `exponent ${exponent}` };
}
