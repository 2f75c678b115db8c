import { defaultClockSkewSeconds, hasBegun } from '../saml/inbound/assertion/clock-skew.ts';

/**
 * Returns the age of an authentication at `now`, in whole seconds, rounded up; negative within the clock skew. Infinite
 * for one that is unknown or in the future: it would otherwise stay fresh until then. Pure.
 */
export function authenticationAgeSeconds(authenticatedAt: Date | undefined, now: Date): number {
  if (authenticatedAt === undefined || !hasBegun(authenticatedAt, now, defaultClockSkewSeconds)) {
    return Number.POSITIVE_INFINITY;
  }
  return Math.ceil((now.getTime() - authenticatedAt.getTime()) / 1_000);
}
