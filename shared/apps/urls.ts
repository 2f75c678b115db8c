import type { TenantId } from '../ids/tenant-id.ts';
import type { EndpointName } from './profile.ts';
import { originOf, type Site, tenantStandsInHost } from './site.ts';

/** The values that the customer's admin copies into Entra's Basic SAML Configuration. */
export interface TenantUrls {
  /** Identifier (Entity ID). */
  readonly identifier: string;
  /** Reply URL (Assertion Consumer Service URL). */
  readonly replyUrl: string;
  /** Sign on URL. */
  readonly signOnUrl: string;
  readonly metadataUrl: string;
  /** Logout Url (optional). */
  readonly logoutUrl: string;
}

/** Returns the URL of one endpoint for one tenant, built from the site alone, never from a request. */
export function endpointUrl(site: Site, tenant: TenantId, endpoint: EndpointName): string {
  const path = site.app.paths[endpoint][0];
  if (endpoint === 'assertion-consumer' && site.app.tenantBy === 'issuer') return `${site.origin}${path}`;
  if (!tenantStandsInHost(site)) return `${site.origin}${path}?${site.app.tenantParameter}=${tenant}`;
  // Articles write a Sign-on URL without the slash of the empty path.
  return path === '/' ? originOf(site, tenant) : `${originOf(site, tenant)}${path}`;
}

/** Returns every URL of `tenant`, in the seeds' form. */
export function tenantUrls(site: Site, tenant: TenantId): TenantUrls {
  return {
    identifier:
      site.app.identifier === 'fixed' ? originOf(site, tenant) : endpointUrl(site, tenant, 'metadata'),
    replyUrl: endpointUrl(site, tenant, 'assertion-consumer'),
    signOnUrl: endpointUrl(site, tenant, 'sign-on'),
    metadataUrl: endpointUrl(site, tenant, 'metadata'),
    logoutUrl: endpointUrl(site, tenant, 'logout'),
  };
}

/** Returns the same with `{tenant}` in place of the tenant's name: for people to read, never to open. */
export function tenantUrlPatterns(site: Site): TenantUrls {
  return tenantUrls(site, '{tenant}' as TenantId);
}
