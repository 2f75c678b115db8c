import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import type { UserId } from '../users/user.ts';

/** A new user id: `user_` and 22 characters of base64url, 128 random bits. */
export function newUserId(random: (sizeBytes: number) => Uint8Array = randomBytes): UserId {
  return `user_${Buffer.from(random(16)).toString('base64url')}` as UserId;
}
