/**
 * The cookies of a request that came exactly once, by exact name. A name that came twice is not in here:
 * which of the two a browser means cannot be told, so neither is believed ("first wins" is how a cookie set
 * from a neighbouring host takes the place of ours).
 */
export interface Cookies {
  get(name: string): string | undefined;
  /** Every readable name that was sent, the doubled ones too, in the order of the request. */
  readonly names: readonly string[];
}

// RFC 6265 4.1.1: a name is a token, a value is cookie-octets. Quoted values are not ours.
const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const octets = '[\\x21\\x23-\\x2b\\x2d-\\x3a\\x3c-\\x5b\\x5d-\\x7e]*';
const pairPattern = new RegExp(`^(${token})=(${octets})$`);
// Blanks and tabs alone may stand around a pair: a browser lets a neighbouring host set a cookie whose name begins
// with any other space and `__Host-`, and who trims that away takes it for ours.
const pairAmongBlanks = new RegExp(`^[ \\t]*${token}=(${octets})[ \\t]*$`);
const nameBefore = new RegExp(`^[ \\t]*(${token})(?:=|[ \\t]*$)`);

/** Reads the `cookies` of a payload 2.0 event, each `name=value`. Anything that is not that is ignored. */
export function readCookies(pairs: readonly string[] = []): Cookies {
  const values = new Map<string, string>();
  const names = new Set<string>();
  for (const pair of pairs) {
    const [, name] = nameBefore.exec(pair) ?? [];
    if (name === undefined) continue;
    const [, value] = pairAmongBlanks.exec(pair) ?? [];
    // Counted by name before its value is checked: an unreadable twin makes the readable one doubtful too.
    if (names.has(name) || value === undefined) values.delete(name);
    else values.set(name, value);
    names.add(name);
  }
  return { get: (name) => values.get(name), names: [...names] };
}

/** What differs between our cookies; everything else is the same for all of them. */
export interface CookieToSet {
  /** Must begin with `__Host-`: this host alone, every path, never over plain HTTP. */
  readonly name: `__Host-${string}`;
  readonly value: string;
  /** `None` only where the directory's cross-site POST has to bring the cookie along. */
  readonly sameSite: 'Lax' | 'None';
  /** Zero or less removes the cookie. */
  readonly maxAgeSeconds: number;
}

/**
 * A `Set-Cookie` value, RFC 6265bis 4.1.
 * @throws TypeError for a name or a value that is not one, which would be a fault of the caller.
 */
export function setCookie({ name, value, sameSite, maxAgeSeconds }: CookieToSet): string {
  const pair = `${name}=${value}`;
  if (pairPattern.exec(pair)?.[1] !== name) throw new TypeError(`not a cookie: ${JSON.stringify(name)}`);
  const maxAge = Math.max(0, Math.floor(maxAgeSeconds));
  return `${pair}; HttpOnly; Secure; SameSite=${sameSite}; Path=/; Max-Age=${maxAge}`;
}

/** The `Set-Cookie` value that removes a cookie of ours. */
export function clearCookie(name: CookieToSet['name'], sameSite: CookieToSet['sameSite']): string {
  return setCookie({ name, value: '', sameSite, maxAgeSeconds: 0 });
}
