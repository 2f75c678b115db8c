import { type Cookies, clearCookie, setCookie } from '../../http/cookies.ts';
import { formatSessionValue, parseSessionValue, type SessionValue } from './session-value.ts';

/** The name of the session cookie; the vendor's application sends it along to `GET /session`. */
const sessionCookieName = '__Host-session';

/** What a session cookie says: which flow of which tenant of which app, and the secret that proves it. */
export interface SessionCookie extends SessionValue {
  /** 32 bytes, base64url. The store holds its SHA-256 alone. */
  readonly secret: string;
}

/** The session cookie of a request; undefined where there is none, where it came twice or is not one. */
export function readSessionCookie(cookies: Cookies): SessionCookie | undefined {
  const read = parseSessionValue(cookies.get(sessionCookieName));
  return read && { ...read.session, secret: read.proof };
}

/**
 * The `Set-Cookie` value of a session that ends at `expiresAt`. `SameSite=Lax`: links from elsewhere find
 * the person signed in, cross-site forms do not.
 */
export function sessionCookie(session: SessionCookie, expiresAt: Date, now: Date): string {
  return setCookie({
    name: sessionCookieName,
    value: formatSessionValue(session, session.secret),
    sameSite: 'Lax',
    maxAgeSeconds: (expiresAt.getTime() - now.getTime()) / 1000,
  });
}

/** The `Set-Cookie` value that ends the session in this browser. */
export function clearSessionCookie(): string {
  return clearCookie(sessionCookieName, 'Lax');
}
