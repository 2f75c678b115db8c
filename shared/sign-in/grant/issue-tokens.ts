import { hashOfSecret, type Random } from '../../ids/secret.ts';
import type { Authorization, Scope } from '../../openid/authorization.ts';
import type { OpenIdClient } from '../../openid/client.ts';
import type { JwtClaims } from '../../openid/sign-jwt.ts';
import { Problem } from '../../problems/problem.ts';
import type { AccountStatusStore } from '../account-status.ts';
import type { RunningSession } from '../session.ts';
import { type Grant, type GrantName, tokenLifetimeSeconds } from './grant.ts';
import type { GrantStore } from './grant-store.ts';
import { idTokenClaims } from './id-token.ts';
import { refreshTokenText, tokenText } from './token-text.ts';

/** What issuing tokens needs. */
export interface TokenIssuing {
  readonly grants: GrantStore;
  readonly accountStatuses: AccountStatusStore;
  /** Signs an ID token: one use of the key. */
  readonly signIdToken: (claims: JwtClaims) => Promise<string>;
  readonly random: Random;
}

/** Who asks for tokens: an authenticated client, at one of its app's issuers. */
export interface TokenAsker {
  readonly client: OpenIdClient;
  readonly issuer: string;
  readonly now: Date;
}

/** What a client gets. */
export interface TokenSet {
  readonly accessToken: string;
  readonly expiresAt: Date;
  readonly refreshToken: string;
  readonly idToken: string;
  readonly scope: readonly Scope[];
  readonly session: RunningSession;
}

/** The secrets of a token set. */
export interface TokenSecrets {
  readonly family: string;
  readonly refresh: string;
  readonly access: string;
}

/** Requires that a grant is one of this client, at this issuer. @throws Problem `openid-grant-refused` */
export function requireGrantOf(asker: Pick<TokenAsker, 'client' | 'issuer'>, grant: Grant): void {
  const mismatch = mismatchOfGrant(asker, grant);
  if (mismatch !== undefined) throw grantRefused(...mismatch);
}

/** Returns how a grant is not one of this client, at this issuer: what is expected, and what it is. */
export function mismatchOfGrant(
  { client, issuer }: Pick<TokenAsker, 'client' | 'issuer'>,
  { tenant, authorization }: Grant,
): readonly [expected: string, actual: string] | undefined {
  const { client: owner, issuer: asked } = authorization;
  if (owner !== client.id) return [`a grant of ${client.id}`, `one of ${owner}`];
  if (asked !== issuer) return [`a grant of ${issuer}`, `one of ${asked}`];
  const isServed = client.tenants === undefined || client.tenants.includes(tenant);
  return isServed ? undefined : [`a tenant of ${client.id}`, tenant];
}

/** Returns the rejection of a code or token, with what the log says of it: never a part of the token. */
export function grantRefused(expected: string, actual: string): Problem {
  return new Problem('openid-grant-refused', { expected, actual });
}

/** Returns when tokens issued at `now` expire: never after their session. */
function tokensExpireAt(session: RunningSession, issuedAt: Date): Date {
  const end = issuedAt.getTime() + tokenLifetimeSeconds * 1_000;
  return new Date(Math.min(end, session.sessionExpiresAt.getTime()));
}

/** What tokens are made of. */
export interface TokenFacts {
  readonly name: GrantName;
  readonly authorization: Authorization;
  readonly session: RunningSession;
  readonly secrets: TokenSecrets;
  readonly issuedAt: Date;
  readonly answersCode: boolean;
}

/** Returns the tokens of these secrets, with a signed ID token: one use of the key. It stores nothing. */
export async function composeTokens(
  { signIdToken }: Pick<TokenIssuing, 'signIdToken'>,
  { name, authorization, session, secrets, issuedAt, answersCode }: TokenFacts,
): Promise<TokenSet> {
  const accessToken = tokenText(name, secrets.access);
  const expiresAt = tokensExpireAt(session, issuedAt);
  const idToken = await signIdToken(
    idTokenClaims(session, { authorization, accessToken, issuedAt, expiresAt, answersCode }),
  );
  return {
    accessToken,
    expiresAt,
    refreshToken: refreshTokenText(name, secrets.family, secrets.refresh),
    idToken,
    scope: authorization.scope,
    session,
  };
}

/** Returns an access token as the store keeps it. */
export function accessHashOf({ access }: TokenSecrets, session: RunningSession, issuedAt: Date) {
  return { hash: hashOfSecret(access), expiresAt: tokensExpireAt(session, issuedAt) };
}
