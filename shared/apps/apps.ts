import type { AppId } from '../ids/app-id.ts';
import type { AppProfile } from './profile.ts';

/** The apps of a deployment, by id, in the order of its sites. */
export type Apps = ReadonlyMap<AppId, AppProfile>;

/** Returns the apps of these sites: `appsOf(sites)`. */
export function appsOf(sites: Iterable<{ readonly app: AppProfile }>): Apps {
  return new Map(Array.from(sites, ({ app }) => [app.id, app]));
}

/**
 * Returns the profile of an app.
 * @throws Error where the deployment has no such app: what it would decide stays undecided
 */
export function requireApp(apps: Apps, id: AppId): AppProfile {
  const app = apps.get(id);
  if (app === undefined) throw new Error(`This deployment has no app ${id}`);
  return app;
}
