import type { Tenant } from '../../shared/tenants/tenant.ts';
import type { Desk } from './desk.ts';
import { explainConflict, type TenantName } from './explain-conflict.ts';

/**
 * Changes a tenant in the name of whoever works here. @throws OperatorError where there is none, where a key
 * is another tenant's, or whatever `edit` throws
 */
export async function changeTenant(
  desk: Desk,
  tenant: TenantName,
  edit: (before: Tenant) => Tenant,
  reason?: string,
): Promise<Tenant> {
  try {
    return await desk.tenants.change(tenant.app, tenant.id, await desk.author(reason), edit);
  } catch (error) {
    throw await explainConflict(desk, tenant, error);
  }
}
