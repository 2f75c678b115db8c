/**
 * Returns the path of a route as API Gateway takes it. It refuses one that ends with a slash; a greedy variable stands
 * for whatever comes after the slash. A variable of API Gateway is a whole segment with a name of its own, so one stands
 * for each segment that has `{tenant}` in it. The function itself refuses every path that is not one of its own.
 * @example ```ts
 * apiPath('/saml/{tenant}/sp_{tenant}/'); // '/saml/{tenant}/{tenant2}/{proxy+}'
 * ```
 */
export function apiPath(path: string): string {
  let variables = 0;
  const segments = path.split('/').map((segment) => {
    if (!segment.includes('{tenant}')) return segment;
    variables += 1;
    return variables === 1 ? '{tenant}' : `{tenant${variables}}`;
  });
  const written = segments.join('/');
  return written !== '/' && written.endsWith('/') ? `${written}{proxy+}` : written;
}
