import { createHash, randomBytes } from 'node:crypto';

/** Where random bytes come from: node:crypto's generator, or a test's own. */
export type Random = (sizeBytes: number) => Uint8Array;

/** The operating system's generator. */
export const systemRandom: Random = (sizeBytes) => randomBytes(sizeBytes);

/**
 * How a secret of 32 bytes reads: 43 characters of base64url, the last of which has two bits to spare that
 * must be zero, so that one secret has one spelling.
 */
export const secretPattern = '[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]';

/** A new secret of 256 random bits, base64url without padding: what a cookie carries and no log ever holds. */
export function newSecret(random: Random = systemRandom): string {
  return Buffer.from(random(32)).toString('base64url');
}

/** SHA-256 of a cookie's secret, base64url: all that the store ever holds of it. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
