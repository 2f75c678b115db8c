/**
 * The cookies of a request that occur exactly once, by exact name. A name that occurs twice is left out: it is unknown
 * which one the browser means, so neither is trusted. With "first wins", a cookie set from a neighbouring host could
 * replace ours.
 */
export interface Cookies {
  get(name: string): string | undefined;
  /** Every readable name in the request, repeated ones included, in the order of the request. */
  readonly names: readonly string[];
}

// RFC 6265 4.1.1: a name is a token, a value is cookie-octets. Our cookies are never quoted.
const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const octets = '[\\x21\\x23-\\x2b\\x2d-\\x3a\\x3c-\\x5b\\x5d-\\x7e]*';
const pairPattern = new RegExp(`^(${token})=(${octets})$`);
// Only blanks and tabs may surround a pair: a browser lets a neighbouring host set a cookie whose name begins with any
// other space and `__Host-`, and trimming that space would make it look like ours.
const pairAmongBlanks = new RegExp(`^[ \\t]*${token}=(${octets})[ \\t]*$`);
const nameBefore = new RegExp(`^[ \\t]*(${token})(?:=|[ \\t]*$)`);

/** Reads the `cookies` of a payload 2.0 event, each `name=value`. Any other string is ignored. */
export function readCookies(pairs: readonly string[] = []): Cookies {
  const values = new Map<string, string>();
  const names = new Set<string>();
  for (const pair of pairs) {
    const [, name] = nameBefore.exec(pair) ?? [];
    if (name === undefined) continue;
    const [, value] = pairAmongBlanks.exec(pair) ?? [];
    // Counted by name before its value is checked: an unreadable duplicate makes the readable one untrusted too.
    if (names.has(name) || value === undefined) values.delete(name);
    else values.set(name, value);
    names.add(name);
  }
  return { get: (name) => values.get(name), names: [...names] };
}

/** The properties that differ between our cookies; all others are the same. */
export interface CookieToSet {
  /** Must begin with `__Host-`: this host alone, every path, never over plain HTTP. */
  readonly name: `__Host-${string}`;
  readonly value: string;
  /** `None` only where the directory's cross-site POST must send the cookie. */
  readonly sameSite: 'Lax' | 'None';
  /** Zero or less removes the cookie. */
  readonly maxAgeSeconds: number;
}

/**
 * Returns a `Set-Cookie` value, RFC 6265bis 4.1.
 * @throws TypeError for an invalid name or value: a bug in the caller
 */
export function setCookie({ name, value, sameSite, maxAgeSeconds }: CookieToSet): string {
  const pair = `${name}=${value}`;
  if (pairPattern.exec(pair)?.[1] !== name) throw new TypeError(`not a cookie: ${JSON.stringify(name)}`);
  const maxAge = Math.max(0, Math.floor(maxAgeSeconds));
  return `${pair}; HttpOnly; Secure; SameSite=${sameSite}; Path=/; Max-Age=${maxAge}`;
}

/** Returns the `Set-Cookie` value that removes one of our cookies. */
export function clearCookie(name: CookieToSet['name'], sameSite: CookieToSet['sameSite']): string {
  return setCookie({ name, value: '', sameSite, maxAgeSeconds: 0 });
}
