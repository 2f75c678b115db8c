import type { TenantId } from '../ids/tenant-id.ts';
import type { AppProfile } from './profile.ts';

/**
 * Where an app stands in one deployment: its profile and its origin, `https://{tenant}.example.com` or
 * `https://example.com`. Without `{tenant}` the tenant stands in the profile's query parameter.
 */
export interface Site {
  readonly app: AppProfile;
  /** Scheme, host and optional port; no path, no trailing slash. */
  readonly origin: string;
}

/** Whether the tenant's name stands in the host. */
export function tenantStandsInHost(site: Site): boolean {
  return site.origin.includes('{tenant}');
}

/** The origin of `tenant`: `https://acme.timetrackenterprise.com`. */
export function originOf(site: Site, tenant: TenantId): string {
  return site.origin.replace('{tenant}', tenant);
}

/** The host name of a site with `{tenant}` still in it, without the port. */
export function hostPattern(site: Site): string {
  const authority = site.origin.slice(site.origin.indexOf('://') + 3);
  const colon = authority.indexOf(':');
  return colon < 0 ? authority : authority.slice(0, colon);
}

/** The article's own site of an app: what runs in production unless a stage says otherwise. */
export function productionSite(app: AppProfile): Site {
  return { app, origin: app.productionOrigin };
}
