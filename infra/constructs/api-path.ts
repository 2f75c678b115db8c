/**
 * The path of a route as API Gateway takes it. It refuses one that ends with a slash, as Trakstar's Sign-on
 * URL does; a greedy variable stands for whatever comes after the slash, and the function itself refuses
 * every path that is not one of its own.
 */
export function apiPath(path: string): string {
  return path !== '/' && path.endsWith('/') ? `${path}{proxy+}` : path;
}
