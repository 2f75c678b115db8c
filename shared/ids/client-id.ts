import { Buffer } from 'node:buffer';
import type { Brand } from './brand.ts';
import { type Random, systemRandom } from './secret.ts';

/**
 * The id of an OpenID Connect client, unique in a stage. Not a secret. `client_` and 22 characters of base64url where
 * the command made it; 3 to 64 of `[A-Za-z0-9._-]` where an app document names it.
 */
export type ClientId = Brand<string, 'ClientId'>;

const pattern = /^[A-Za-z0-9][A-Za-z0-9._-]{2,63}$/;
const madePattern = /^client_[A-Za-z0-9_-]{22}$/;

/** Returns the client id in `text`, or undefined where it is invalid. Exact: no trimming, no case folding. */
export function parseClientId(text: string): ClientId | undefined {
  return pattern.test(text) ? (text as ClientId) : undefined;
}

/** Returns a new client id, of 128 random bits. */
export function newClientId(random: Random = systemRandom): ClientId {
  return `client_${Buffer.from(random(16)).toString('base64url')}` as ClientId;
}

/** Returns whether an id has the form of {@link newClientId}: no app document may name such a client. */
export function isMadeClientId(id: ClientId): boolean {
  return madePattern.test(id);
}
