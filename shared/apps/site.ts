import type { TenantId } from '../ids/tenant-id.ts';
import type { AppProfile } from './profile.ts';

/**
 * An app in one deployment: its profile and its origin, `https://{tenant}.example.com` or `https://example.com`.
 * Without `{tenant}`, the profile's query parameter names the tenant.
 */
export interface Site {
  readonly app: AppProfile;
  /** Scheme, host and optional port; no path, no trailing slash. */
  readonly origin: string;
}

/** Returns whether the host contains the tenant's name. */
export function tenantStandsInHost(site: Site): boolean {
  return site.origin.includes('{tenant}');
}

/** Returns the origin of `tenant`: `https://acme.example.com`. */
export function originOf(site: Site, tenant: TenantId): string {
  return site.origin.replaceAll('{tenant}', () => tenant);
}

/** Returns the host name of a site with `{tenant}` still in it, without the port. */
export function hostPattern(site: Site): string {
  const authority = site.origin.slice(site.origin.indexOf('://') + 3);
  const colon = authority.indexOf(':');
  return colon < 0 ? authority : authority.slice(0, colon);
}

/** Returns the article's site of an app: the production site unless a stage configures another. */
export function productionSite(app: AppProfile): Site {
  return { app, origin: app.productionOrigin };
}
