import type { AppId } from '../ids/app-id.ts';
import type { Site } from './site.ts';

/** What says at which of its app's addresses a tenant stands. */
export interface Standing {
  readonly app: AppId;
  /** The origin of a site: `https://sso.example.com`. Default: the app's first site. */
  readonly standsAt?: string;
}

/**
 * Returns the site at which a tenant stands: the one that it was moved to, or the app's first. While an app moves, it
 * has two sites, the first being the one to leave. Undefined where the app is not deployed.
 */
export function standingSite(sites: readonly Site[], { app, standsAt }: Standing): Site | undefined {
  const ofApp = sitesOfApp(sites, app);
  return ofApp.find(({ origin }) => origin === standsAt) ?? ofApp[0];
}

/** Returns every site of an app: one, or two while it moves. The last one is where the app moves to. */
export function sitesOfApp(sites: readonly Site[], app: AppId): readonly Site[] {
  return sites.filter((site) => site.app.id === app);
}

/** Returns the site to which a tenant has still to be moved. Undefined where it stands there, or the app does not move. */
export function siteAhead(sites: readonly Site[], tenant: Standing): Site | undefined {
  const last = sitesOfApp(sites, tenant.app).at(-1);
  return last?.origin === standingSite(sites, tenant)?.origin ? undefined : last;
}
