import type { AppProfile } from '../../shared/apps/profile.ts';
import type { Site } from '../../shared/apps/site.ts';
import { appProfiles } from '../apps/app-profiles.ts';

/**
 * Returns where the apps stand on one machine: `http://perform.<app>.localhost` for an app at `perform.example.com`.
 * Browsers take every `*.localhost` for the machine itself and keep `__Host-` cookies there over plain http.
 */
export function localSites(port: number, profiles: readonly AppProfile[] = appProfiles()): readonly Site[] {
  return profiles.map((app) => {
    const host = /^https:\/\/([^:/]+)/.exec(app.productionOrigin)?.[1] ?? '';
    const belowDomain = host.split('.').slice(0, -2);
    return { app, origin: `http://${[...belowDomain, app.id, 'localhost'].join('.')}:${port}` };
  });
}
