import type { UserId } from '../ids/user-id.ts';
import { Problem } from '../problems/problem.ts';
import { acceptedUntil, defaultClockSkewSeconds } from '../saml/inbound/assertion/clock-skew.ts';
import { authenticationAgeSeconds } from './authentication-age.ts';

/** How fresh a person's authentication at the directory has to be. Empty: of any age. */
export interface RequiredFreshness {
  /** The directory must ask the person to sign in again: `prompt=login`, `/?reauthenticate=1`. Default false. */
  readonly reauthenticate?: true;
  /** How old the authentication may be at the sign-in, in seconds: `max_age`. Default: any age. */
  readonly maxAgeSeconds?: number;
}

/** What a request demands of the sign-in that answers it. Its flow keeps it: no query of the browser decides. */
export interface RequiredAuthentication extends RequiredFreshness {
  /** The person whose session asked: an answer by another person is refused. Default: anybody's counts. */
  readonly reauthenticates?: UserId;
  /** When that session's person signed in to the directory: its clock must show more than this by now. Default: none. */
  readonly authenticatedAfter?: Date;
}

/** Returns what satisfies both of two requirements. Pure. */
export function strictestOf(one: RequiredFreshness, other: RequiredFreshness = {}): RequiredFreshness {
  const ages = [one.maxAgeSeconds, other.maxAgeSeconds].filter((age) => age !== undefined);
  return {
    ...(one.reauthenticate === true || other.reauthenticate === true ? { reauthenticate: true } : {}),
    ...(ages.length === 0 ? {} : { maxAgeSeconds: Math.min(...ages) }),
  };
}

/** A sign-in that answers a request: what decides whether it is the one that was demanded. */
export interface AnsweringSignIn {
  /** The AuthnInstant. Undefined: older than any. */
  readonly authenticatedAt: Date | undefined;
  /** Undefined: a person who has no user yet. */
  readonly user: UserId | undefined;
  readonly now: Date;
}

/**
 * Returns why a sign-in is not what its request demands; undefined if it is. The person has to have signed in to the
 * directory after the request began, which meets an age too, or at most so long ago; with the clock skew in the
 * directory's favour. It must also be later than the authentication that was to be renewed, without any skew: both are
 * by the directory's clock. An AuthnInstant in the future meets nothing. Pure. The one write decides the same
 * ({@link requiredAuthenticationCondition}).
 */
export function unmetRequirement(
  request: RequiredAuthentication & { readonly requestedAt: Date },
  { authenticatedAt, user, now }: AnsweringSignIn,
): Problem | undefined {
  const { reauthenticate, maxAgeSeconds, reauthenticates, authenticatedAfter, requestedAt } = request;
  const fresh = freshnessOf(authenticatedAt, now);
  const answers = requestedAt < fresh.answersUntil;
  const isYoung = maxAgeSeconds === undefined || fresh.ageSeconds <= maxAgeSeconds;
  const isFresh = answers || (isYoung && reauthenticate !== true);
  if (!isFresh || (authenticatedAfter !== undefined && fresh.authenticatedAt <= authenticatedAfter)) {
    return new Problem('reauthentication-ignored', {
      expected: `an AuthnInstant after ${(authenticatedAfter ?? requestedAt).toISOString()}`,
      actual: authenticatedAt?.toISOString() ?? 'none',
    });
  }
  if (reauthenticates === undefined || reauthenticates === user) return undefined;
  return new Problem('reauthentication-other-person', { expected: 'the person whose session asked' });
}

/**
 * Returns what {@link unmetRequirement} decides as a condition of the one write, in the terms of the table `flows`. The
 * item itself decides, so that no sign-in has to read its request before.
 */
export function requiredAuthenticationCondition({ authenticatedAt, user, now }: AnsweringSignIn) {
  const fresh = freshnessOf(authenticatedAt, now);
  const answers = '#requestedAt < :answersUntil';
  return {
    condition: [
      `(attribute_not_exists(#reauthenticate) OR ${answers})`,
      `(attribute_not_exists(#maxAgeSeconds) OR :ageSeconds <= #maxAgeSeconds OR ${answers})`,
      '(attribute_not_exists(#authenticatedAfter) OR #authenticatedAfter < :authenticatedAt)',
      '(attribute_not_exists(#reauthenticates) OR #reauthenticates = :signingIn)',
    ].join(' AND '),
    values: {
      answersUntil: fresh.answersUntil.toISOString(),
      ageSeconds: fresh.ageSeconds,
      authenticatedAt: fresh.authenticatedAt.toISOString(),
      signingIn: user ?? '',
    },
  };
}

const never = new Date(0);

/** An AuthnInstant in terms that a condition of the store can compare. */
function freshnessOf(authenticatedAt: Date | undefined, now: Date) {
  const age = authenticationAgeSeconds(authenticatedAt, now);
  if (authenticatedAt === undefined || !Number.isFinite(age)) {
    return { authenticatedAt: never, answersUntil: never, ageSeconds: Number.MAX_SAFE_INTEGER };
  }
  return {
    authenticatedAt,
    answersUntil: acceptedUntil(authenticatedAt),
    ageSeconds: Math.max(0, age - defaultClockSkewSeconds),
  };
}
