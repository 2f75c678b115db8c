import { gallery } from '../../shared/apps/gallery.ts';
import type { Site } from '../../shared/apps/site.ts';

/**
 * Where the apps stand on one machine: browsers take every `*.localhost` for the machine itself and keep
 * `__Host-` cookies there over plain http.
 */
export function localSites(port: number): readonly Site[] {
  return [
    { app: gallery.timetrack, origin: `http://{tenant}.timetrack.localhost:${port}` },
    { app: gallery.trakstar, origin: `http://perform.trakstar.localhost:${port}` },
  ];
}
