import { createHash } from 'node:crypto';

/** SHA-256 of a cookie's secret, base64url: all that the store ever holds of it. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
