import { type Cookies, clearCookie, setCookie } from '../../http/cookies.ts';
import { formatSessionValue, parseSessionValue, type SessionValue } from './session-value.ts';

const name = '__Host-session-end';

/** What ends a session, and opens nothing. */
export interface SessionEnd extends SessionValue {
  /** The SHA-256 of the session's secret, 32 bytes in base64url, as the store holds it. */
  readonly sessionHash: string;
}

/** What ends the session that this browser has; undefined where the cookie is missing, came twice or is not one. */
export function readSessionEndCookie(cookies: Cookies): SessionEnd | undefined {
  const read = parseSessionValue(cookies.get(name));
  return read && { ...read.session, sessionHash: read.proof };
}

/**
 * The `Set-Cookie` value by which the next sign-in of this browser ends this session. `SameSite=None`: the
 * session cookie itself is Lax, so it does not come along with the directory's cross-site POST.
 */
export function sessionEndCookie(end: SessionEnd, expiresAt: Date, now: Date): string {
  return setCookie({
    name,
    value: formatSessionValue(end, end.sessionHash),
    sameSite: 'None',
    maxAgeSeconds: (expiresAt.getTime() - now.getTime()) / 1000,
  });
}

/** The `Set-Cookie` value that forgets a session that has ended. */
export function clearSessionEndCookie(): string {
  return clearCookie(name, 'None');
}
