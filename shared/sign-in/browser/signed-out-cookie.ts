import { Buffer } from 'node:buffer';
import { type Cookies, clearCookie, setCookie } from '../../http/cookies.ts';
import type { SessionEnd } from './session-end-cookie.ts';
import { formatSessionValue, parseSessionValue } from './session-value.ts';

const name = '__Host-signed-out';

/** How long a browser remembers the session that it ended, in seconds: long enough for a prompt at the directory. */
export const signedOutLifetimeSeconds = 900;

/** The longest address to return to, in characters. */
const maximumReturnAddressLength = 1_024;

/** The session that this browser ended last: it opens nothing. */
export interface SignedOutSession extends SessionEnd {
  /** The ID of the LogoutRequest that the directory got for it. Undefined: none was sent. */
  readonly request?: string;
  /** Where the browser goes once the directory has answered: an absolute address that was checked before. */
  readonly returnTo?: string;
}

const valuePattern = /^([^.]+\.[^.]+\.[^.]+\.[^.]+)(?:\.([0-9a-f]{32})(?:\.([A-Za-z0-9_-]+))?)?$/;

/**
 * Returns the session that this browser ended in the last {@link signedOutLifetimeSeconds}; undefined where the cookie is
 * missing, came twice or is malformed.
 */
export function readSignedOutCookie(cookies: Cookies): SignedOutSession | undefined {
  const [, session, request, encoded] = valuePattern.exec(cookies.get(name) ?? '') ?? [];
  const read = parseSessionValue(session);
  if (read === undefined) return undefined;
  const returnTo = encoded === undefined ? undefined : readReturnAddress(encoded);
  return {
    ...read.session,
    sessionHash: read.proof,
    ...(request === undefined ? {} : { request: `_${request}` }),
    ...(returnTo === undefined ? {} : { returnTo }),
  };
}

/**
 * Returns the `Set-Cookie` value that remembers an ended session. `SameSite=None`, because a directory may answer by a
 * cross-site POST.
 */
export function signedOutCookie(ended: SignedOutSession): string {
  const { request, returnTo } = ended;
  const parts = [
    formatSessionValue(ended, ended.sessionHash),
    ...(request === undefined ? [] : [request.slice(1)]),
    ...(request === undefined || returnTo === undefined ? [] : [Buffer.from(returnTo).toString('base64url')]),
  ];
  return setCookie({
    name,
    value: parts.join('.'),
    sameSite: 'None',
    maxAgeSeconds: signedOutLifetimeSeconds,
  });
}

/** Returns the `Set-Cookie` value that forgets the ended session. */
export function clearSignedOutCookie(): string {
  return clearCookie(name, 'None');
}

function readReturnAddress(encoded: string): string | undefined {
  const text = Buffer.from(encoded, 'base64url').toString('utf8');
  return isReturnAddress(text) ? text : undefined;
}

/**
 * Returns whether a browser can be sent to `address` after a sign-out: an absolute http or https address in visible
 * ASCII of at most {@link maximumReturnAddressLength} characters. It says nothing about whose address it is.
 */
export function isReturnAddress(address: string): boolean {
  if (address.length > maximumReturnAddressLength || !/^https?:\/\/[\x21-\x7e]+$/.test(address)) return false;
  return URL.canParse(address);
}
