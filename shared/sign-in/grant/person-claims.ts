import type { MappedClaims } from '../../claims/map-claims.ts';
import { defined } from '../../objects/defined.ts';
import type { Scope } from '../../openid/authorization.ts';
import type { RunningSession } from '../session.ts';

/** What a client learns of a person and their session: the same in the ID token and at userinfo. */
export interface PersonClaims {
  /** The id of the user: never changes and is never used again. */
  readonly sub: string;
  readonly tenant: string;
  /** The session: a logout token names it too. */
  readonly sid: string;
  /** When the person proved to the directory who they are, in seconds. */
  readonly auth_time: number;
  readonly acr?: string;
  readonly amr?: readonly string[];
  readonly name?: string;
  readonly preferred_username?: string;
  readonly administrator?: true;
  /** What the app's claim mapping made of the directory's attributes, by their names. */
  readonly [mapped: string]: unknown;
}

/** Mapped claims that have a scope of their own. Every other one belongs to `profile`. */
const scopeOfClaim: Readonly<Partial<Record<string, Scope>>> = {
  email: 'email',
  groups: 'groups',
  roles: 'roles',
};

/**
 * Returns what a client of these scopes learns of a running session. A claim without a value is absent. There is never
 * an `email_verified`: no directory proves it.
 * @see https://openid.net/specs/openid-connect-core-1_0.html#ScopeClaims
 */
export function personClaims(session: RunningSession, scope: readonly Scope[]): PersonClaims {
  const { user, tenant, id, claims = {}, acr, amr } = session;
  const profile = scope.includes('profile')
    ? defined({
        name: user.displayName,
        preferred_username: user.signInName,
        administrator: session.isAdministrator ? (true as const) : undefined,
      })
    : {};
  return {
    ...mappedClaimsOf(claims, scope),
    ...profile,
    sub: user.id,
    tenant,
    sid: id,
    auth_time: Math.floor((session.authenticatedAt ?? session.signedInAt).getTime() / 1_000),
    ...defined({ acr, amr }),
  };
}

function mappedClaimsOf(claims: MappedClaims, scope: readonly Scope[]): MappedClaims {
  const chosen = Object.entries(claims).filter(([name]) => scope.includes(scopeOf(name)));
  return Object.fromEntries(chosen);
}

function scopeOf(claim: string): Scope {
  return Object.hasOwn(scopeOfClaim, claim) ? (scopeOfClaim[claim] ?? 'profile') : 'profile';
}
