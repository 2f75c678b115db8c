import { createHash } from 'node:crypto';

/** Returns the id of an event: the same for the same facts, so that a subscriber recognizes a repeated one. */
export function eventId(...what: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(what)).digest('base64url').slice(0, 22);
}
