import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import type { Brand } from './brand.ts';

/** The permanent id of a user, never reused: the vendor's application uses it as the key of its records. */
export type UserId = Brand<string, 'UserId'>;

/** Returns a new user id: `user_` and 22 characters of base64url, 128 random bits. */
export function newUserId(random: (sizeBytes: number) => Uint8Array = randomBytes): UserId {
  return `user_${Buffer.from(random(16)).toString('base64url')}` as UserId;
}
