import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A source of random bytes: node:crypto's generator, or a test's. */
export type Random = (sizeBytes: number) => Uint8Array;

/** The operating system's generator. */
export const systemRandom: Random = (sizeBytes) => randomBytes(sizeBytes);

/**
 * The form of a secret of 32 bytes: 43 characters of base64url. The two spare bits of the last one must be zero, so
 * that each secret has exactly one spelling.
 */
export const secretPattern = '[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]';

/** Returns a new secret of 256 random bits, base64url without padding. A cookie carries it; no log ever contains it. */
export function newSecret(random: Random = systemRandom): string {
  return Buffer.from(random(32)).toString('base64url');
}

/** Returns the SHA-256 of a cookie's secret, base64url: the store holds only this. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Returns whether two hashes are the same. It takes the same time whether they are or not. */
export function isSameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
