import { createHash } from 'node:crypto';
import type { Authorization } from '../../openid/authorization.ts';
import type { JwtClaims } from '../../openid/sign-jwt.ts';
import type { RunningSession } from '../session.ts';
import { personClaims } from './person-claims.ts';

/** What an ID token says beside the person. */
export interface IdTokenFacts {
  readonly authorization: Authorization;
  /** The access token that is issued with it. */
  readonly accessToken: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  /** Whether it answers a code: only then it repeats the nonce of the request. */
  readonly answersCode: boolean;
}

/**
 * Returns the claims of an ID token. What names the token itself stands last, so that no mapped claim replaces it.
 * @see https://openid.net/specs/openid-connect-core-1_0.html#IDToken
 * @see https://openid.net/specs/openid-connect-core-1_0.html#RefreshTokenResponse
 */
export function idTokenClaims(session: RunningSession, facts: IdTokenFacts): JwtClaims {
  const { authorization, accessToken, issuedAt, expiresAt, answersCode } = facts;
  return {
    ...personClaims(session, authorization.scope),
    iss: authorization.issuer,
    aud: authorization.client,
    exp: Math.floor(expiresAt.getTime() / 1_000),
    iat: Math.floor(issuedAt.getTime() / 1_000),
    ...(answersCode && authorization.nonce !== undefined ? { nonce: authorization.nonce } : {}),
    at_hash: atHash(accessToken),
  };
}

/** The left half of the access token's SHA-256, base64url. */
function atHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url');
}
