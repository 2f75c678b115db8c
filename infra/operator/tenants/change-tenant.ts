import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { CommandContext } from '../command-context.ts';
import { explainConflict, type TenantName, unknownTenant } from '../explain-conflict.ts';

/** The tenant of this name. @throws OperatorError `tenant-unknown` */
export async function findTenant(context: CommandContext, name: TenantName): Promise<Tenant> {
  const tenant = await context.tenants.find(name.app, name.id);
  if (tenant === undefined) throw unknownTenant(context, name);
  return tenant;
}

/**
 * Changes a tenant in the name of whoever works here. @throws OperatorError where there is none, where another
 * tenant has proven a key that it would trust, or whatever `edit` throws
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
