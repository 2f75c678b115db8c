import type { LogoutNotice } from '../events/logout-notice.ts';

/** How long a logout token is valid, in seconds. Each attempt to deliver a notice makes a new one. */
const logoutTokenLifetimeSeconds = 120;

/** The `typ` of a logout token, by which no client takes it for an ID token. */
export const logoutTokenType = 'logout+jwt';

/**
 * Returns the claims of a logout token. It names the person and the session, and has no `nonce`, so that it is no ID
 * token.
 * @param tokenId Another one for each attempt: a client may refuse one that it has seen.
 * @see https://openid.net/specs/openid-connect-backchannel-1_0.html#LogoutToken
 */
export function logoutTokenClaims(
  { issuer, client, user, session, tenant }: LogoutNotice,
  tokenId: string,
  now: Date,
): Readonly<Record<string, unknown>> {
  const issuedAtSeconds = Math.floor(now.getTime() / 1_000);
  return {
    iss: issuer,
    sub: user,
    aud: client,
    iat: issuedAtSeconds,
    exp: issuedAtSeconds + logoutTokenLifetimeSeconds,
    jti: tokenId,
    sid: session,
    tenant,
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  };
}
