import type { Site } from '../shared/apps/site.ts';
import { standingSite } from '../shared/apps/standing-site.ts';
import type { Tenant } from '../shared/tenants/tenant.ts';
import type { TenantLocation } from './location.ts';

/**
 * Returns the site at which a tenant stands, if it is not the one that was asked; undefined where it is. While an app
 * moves to another address, only the address at which a tenant stands makes a session. No read.
 */
export function standingElsewhere(
  sites: readonly Site[],
  { site }: Pick<TenantLocation, 'site'>,
  tenant: Tenant,
): Site | undefined {
  const standing = standingSite(sites, tenant);
  return standing?.origin === site.origin ? undefined : standing;
}
