import { matchPath } from '../shared/apps/path-template.ts';
import type { AppProfile } from '../shared/apps/profile.ts';
import { isOpenId, type Route, routesOfApps } from './routes.ts';

/**
 * Returns every path of an app's host that belongs to Latchkey: those of its profile and those that every app has, each
 * with its slash at the end and without; those of the OpenID Provider, which people never write, only without. All other paths belong to the vendor's application. A `{tenant}` in a path
 * stands for the name of any tenant.
 *
 * The edge, the local run and the documents take the list from here, so that they agree. It is exact and reserves no
 * prefix: a profile may have a path directly below the root.
 * @param isMeant Only the paths of these routes. Default: all.
 */
export function latchkeyPaths(
  app: AppProfile,
  isMeant: (route: Route) => boolean = () => true,
): readonly string[] {
  const own = routesOfApps([app]).filter(isMeant);
  return [
    ...new Set(
      own.flatMap((route) => (isOpenId(route.function) ? [route.path] : [route.path, otherForm(route.path)])),
    ),
  ];
}

/**
 * Returns whether a path of an app's host belongs to Latchkey.
 * @param path As requested, without the query.
 * @example ```ts
 * isLatchkeyPath(app, '/auth/saml/callback'); // true
 * isLatchkeyPath(app, '/reviews'); // false
 * ```
 */
export function isLatchkeyPath(app: AppProfile, path: string): boolean {
  return latchkeyPaths(app).some((known) => matchPath(known, path)?.every((name) => name !== ''));
}

/** People and directories write a path with a slash at its end and without. */
function otherForm(path: string): string {
  if (path === '/') return path;
  return path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
}
