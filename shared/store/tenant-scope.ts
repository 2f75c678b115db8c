import type { AppId } from '../ids/app-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';

/**
 * What the key of everything that belongs to a tenant begins with, in either table and every index, so that
 * nothing of one tenant is ever found in another. Neither part can hold a `#`.
 */
export function tenantScope(app: AppId, tenant: TenantId): string {
  return `${app}#${tenant}`;
}
