import { isSameHash } from '../ids/secret.ts';
import { openingsLimit, type SetupLink } from './setup-link.ts';

/** Why a link no longer opens, and since when. */
export type ClosedLink =
  | { readonly reason: 'revoked' | 'expired'; readonly since: Date }
  | { readonly reason: 'used-up' };

/**
 * Returns why a link no longer opens, for the holder of its secret alone. Undefined for every other secret, so that a
 * stranger cannot tell a mistyped link from a closed one, and for a link that is open.
 */
export function whyClosed(link: SetupLink, secretHash: string, now: Date): ClosedLink | undefined {
  if (!isSameHash(link.secretHash, secretHash)) return undefined;
  const { revokedAt, expiresAt, openings } = link;
  if (revokedAt !== undefined) return { reason: 'revoked', since: revokedAt };
  if (expiresAt <= now) return { reason: 'expired', since: expiresAt };
  return openings >= openingsLimit(link) ? { reason: 'used-up' } : undefined;
}
