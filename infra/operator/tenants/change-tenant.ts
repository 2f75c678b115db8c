import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { CommandContext } from '../command-context.ts';
import { explainConflict, type TenantName, unknownTenant } from '../explain-conflict.ts';

/** Returns the tenant of this name. @throws OperatorError `tenant-unknown` */
export async function findTenant(context: CommandContext, name: TenantName): Promise<Tenant> {
  const tenant = await context.tenants.find(name.app, name.id);
  if (tenant === undefined) throw unknownTenant(context, name);
  return tenant;
}

/**
 * Changes a tenant; the history names the operator.
 * @throws OperatorError where the tenant does not exist, or would trust a key that another tenant has proven; what
 * `edit` throws
 */
export async function changeTenantAsOperator(
  context: CommandContext,
  tenant: TenantName,
  edit: (before: Tenant) => Tenant,
  reason?: string,
): Promise<Tenant> {
  try {
    return await context.tenants.change(tenant.app, tenant.id, await context.author(reason), edit, {
      refuse: 'trusting',
    });
  } catch (error) {
    throw explainConflict(context, tenant, error);
  }
}
