import type { AppId } from '../../../shared/ids/app-id.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { maximumKeysBytes } from '../../../shared/tenants/keys/key-sizes.ts';
import { TenantStoreConflict } from '../../../shared/tenants/store/tenant-store.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { CommandContext } from '../command-context.ts';
import { appName } from '../known-apps.ts';
import { OperatorError } from '../operator-error.ts';
import { titleOf } from './tenant-view.ts';

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

/**
 * Changes a tenant as {@link changeTenantAsOperator} does; with `dryRun`, returns what it would become and writes
 * nothing.
 */
export async function changeOrTry(
  context: CommandContext,
  name: TenantName,
  edit: (before: Tenant) => Tenant,
  { dryRun = false, reason }: { readonly dryRun?: boolean; readonly reason?: string },
): Promise<Tenant> {
  return dryRun ? edit(await findTenant(context, name)) : changeTenantAsOperator(context, name, edit, reason);
}

/** The name of a tenant. */
export interface TenantName {
  readonly app: AppId;
  readonly id: TenantId;
}

/** Returns what to throw for `error`: an OperatorError for a conflict of the store, any other error as it is. */
export function explainConflict(context: CommandContext, tenant: TenantName, error: unknown): unknown {
  if (!(error instanceof TenantStoreConflict)) return error;
  const { app, id } = tenant;
  switch (error.reason) {
    case 'exists':
      return new OperatorError('tenant-exists', `The ${titleOf(tenant)} already exists.`, [
        `To see it: ${context.commandLine(`tenant show ${app} ${id}`)}`,
        `To start over: ${context.commandLine(`tenant remove ${app} ${id}`)}`,
      ]);
    case 'missing':
      return unknownTenant(context, tenant);
    case 'leftovers':
      return new OperatorError(
        'tenant-half-removed',
        `An earlier removal of the ${titleOf(tenant)} did not finish: it still has users.`,
        [`Finish it: ${context.commandLine(`tenant remove ${app} ${id}`)}`],
      );
    case 'too-large':
      return new OperatorError(
        'keys-too-large',
        `The keys of the ${titleOf(tenant)} would exceed ${maximumKeysBytes / 1_024} kB. Nothing was changed.`,
        [
          `To see its keys: ${context.commandLine(`tenant key list ${app} ${id}`)}`,
          `Retire keys that the directory no longer uses: ${context.commandLine(`tenant key retire ${app} ${id} <thumbprint>`)}`,
        ],
      );
    case 'busy':
      return new OperatorError(
        'tenant-busy',
        `Other changes of the ${titleOf(tenant)} got in the way each time.`,
        ['Nothing was changed. Try again in a moment.'],
      );
    case 'guarded':
      return explainKeyClaim(context, app, error.otherTenant ?? '');
  }
}

function explainKeyClaim(context: CommandContext, app: AppId, owner: string): OperatorError {
  const displayName = appName(app);
  return new OperatorError(
    'key-trusted-elsewhere',
    `${displayName} tenant ${owner} has signed in with one of these keys for the same issuer. All ${displayName} ` +
      'tenants share one Identifier, so a key can belong to only one tenant.',
    [
      `In Entra, create an enterprise application for each tenant: each one has its own certificate.`,
      `To see the claims: ${context.commandLine(`key-claim list ${app} ${owner}`)}`,
      `If the key does not belong to that tenant: ${context.commandLine(`key-claim release ${app} ${owner} <thumbprint>`)}`,
    ],
  );
}

/** Returns the error for a tenant that does not exist. */
export function unknownTenant(context: CommandContext, tenant: TenantName): OperatorError {
  return new OperatorError(
    'tenant-unknown',
    `The ${titleOf(tenant)} does not exist.`,
    [`To list tenants: ${context.commandLine(`tenant list ${tenant.app}`)}`],
    { app: tenant.app, tenant: tenant.id },
  );
}

/** Returns the error of a command that needs a connection, for a tenant without one. */
export function connectionMissing(context: CommandContext, tenant: Tenant): OperatorError {
  const { app, id } = tenant;
  return new OperatorError(
    'connection-unset',
    `The ${titleOf(tenant)} has no connection to a directory yet.`,
    [
      `Let its administrator set it up: ${context.commandLine(`setup-link create ${app} ${id}`)}`,
      `Or set it up yourself: ${context.commandLine(`tenant remove ${app} ${id}`)}, then tenant add with its connection.`,
    ],
  );
}
