import type { AppId } from '../ids/app-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';

/**
 * Returns the key prefix of everything that belongs to a tenant, in either table and every index, so that no read finds
 * an item of another tenant. Neither part can contain a `#`.
 */
export function tenantScope(app: AppId, tenant: TenantId): string {
  return `${app}#${tenant}`;
}
