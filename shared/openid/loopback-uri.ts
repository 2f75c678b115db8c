const loopback = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]))(?::([1-9]\d{0,4}))?(\/[^#]*)$/;

/** Returns a loopback URI without its port; undefined for every other URI, and for one with an impossible port. */
export function loopbackUriOf(uri: string): string | undefined {
  const [, origin, port = '80', rest] = loopback.exec(uri) ?? [];
  return origin === undefined || Number(port) > 65_535 ? undefined : `${origin}${rest}`;
}
