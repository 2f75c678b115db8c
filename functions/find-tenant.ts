import { Problem } from '../shared/saml/inbound/problem.ts';
import type { Tenant } from '../shared/tenants/tenant.ts';
import type { TenantStore } from '../shared/tenants/tenant-store.ts';
import type { TenantLocation } from './whereabouts.ts';

/**
 * The tenant at a location, if people may sign in to it.
 * @throws Problem `tenant-not-found`, `tenant-disabled`
 */
export async function requireActiveTenant(
  tenants: TenantStore,
  { site, tenant: id }: TenantLocation,
): Promise<Tenant> {
  const tenant = await tenants.find(site.app.id, id);
  if (tenant === undefined) throw new Problem('tenant-not-found', { actual: id });
  if (tenant.connection.state !== 'active') {
    throw new Problem('tenant-disabled', { expected: 'active', actual: tenant.connection.state });
  }
  return tenant;
}
