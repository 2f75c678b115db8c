import type { AuthorizationRequest } from '../../shared/openid/authorization-request.ts';
import type { RunningSession } from '../../shared/sign-in/session.ts';

/**
 * Returns whether a running session answers a request without another sign-in: the request asks for none, and the
 * person's authentication is not older than `max_age`.
 * @see https://openid.net/specs/openid-connect-core-1_0.html#AuthRequestValidation
 */
export function isGoodEnough(
  session: RunningSession,
  { authorization, asksForAccount }: AuthorizationRequest,
  now: Date,
): boolean {
  const { reauthenticate, maxAgeSeconds } = authorization;
  if (reauthenticate === true || asksForAccount) return false;
  const authenticatedAt = session.authenticatedAt ?? session.signedInAt;
  return maxAgeSeconds === undefined || now.getTime() - authenticatedAt.getTime() <= maxAgeSeconds * 1_000;
}
