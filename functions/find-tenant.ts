import type { TenantId } from '../shared/ids/tenant-id.ts';
import { Problem } from '../shared/problems/problem.ts';
import { acceptsSignIns, type SsoTerms } from '../shared/tenants/sso-entitlement.ts';
import type { CachedTenantStore } from '../shared/tenants/store/cached-tenant-store.ts';
import type { TenantStore } from '../shared/tenants/store/tenant-store.ts';
import type { Tenant } from '../shared/tenants/tenant.ts';
import type { TenantLocation } from './location.ts';

/**
 * Returns the tenant at a location, if people may sign in to it; at most `maximumTenantAgeSeconds` old.
 * @throws Problem `tenant-not-found`, `tenant-disabled`
 */
export async function requireActiveTenant(
  tenants: Pick<TenantStore, 'find'>,
  { site, tenant: id }: TenantLocation,
): Promise<Tenant> {
  return requireActive(site.app, await tenants.find(site.app.id, id), id);
}

/**
 * Returns the current tenant, always by one read: for an answer whose response time must not tell whether the tenant is
 * cached.
 * @throws Problem `tenant-not-found`, `tenant-disabled`
 */
export async function requireActiveTenantNow(
  tenants: Pick<CachedTenantStore, 'findFresh'>,
  { site, tenant: id }: TenantLocation,
): Promise<Tenant> {
  return requireActive(site.app, await tenants.findFresh(site.app.id, id), id);
}

/** Returns `tenant`, if people may sign in to it. @throws Problem `tenant-not-found`, `tenant-disabled` */
export function requireActive(app: SsoTerms, tenant: Tenant | undefined, id: TenantId): Tenant {
  if (tenant === undefined) throw new Problem('tenant-not-found', { actual: id });
  if (acceptsSignIns(app, tenant)) return tenant;
  const { state } = tenant.connection;
  throw new Problem('tenant-disabled', {
    expected: 'active',
    actual: state === 'active' ? 'single sign-on switched off' : state,
  });
}
