import { parseTenantId, type TenantId } from '../ids/tenant-id.ts';
import { originOf, type Site, tenantStandsInHost } from './site.ts';

/**
 * The name that stands in place of the tenant's in the host of an app's OpenID Connect issuer: the wildcard domain and
 * its certificate already serve that host. Where tenants stand in the host, no tenant has this name.
 */
export const issuerName: TenantId = parseTenantId('login') as TenantId;

/** Returns the origin at which the issuer of a site stands: `https://login.example.com` for `https://{tenant}.example.com`. */
export function issuerOrigin(site: Site): string {
  return tenantStandsInHost(site) ? originOf(site, issuerName) : site.origin;
}
