import type { AppId, TenantId } from '../apps/profile.ts';

/**
 * What the key of everything that belongs to a tenant begins with, in either table and every index, so that
 * nothing of one tenant is ever found in another. Neither part can hold a `#`.
 */
export function tenantScope(app: AppId, tenant: TenantId): string {
  return `${app}#${tenant}`;
}
