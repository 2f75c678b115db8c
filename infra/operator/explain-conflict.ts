import { gallery } from '../../shared/apps/gallery.ts';
import type { AppId } from '../../shared/ids/app-id.ts';
import type { TenantId } from '../../shared/ids/tenant-id.ts';
import { maximumKeysBytes } from '../../shared/tenants/keys/key-sizes.ts';
import { TenantStoreConflict } from '../../shared/tenants/store/tenant-store.ts';
import type { CommandContext } from './command-context.ts';
import { OperatorError } from './operator-error.ts';
import { titleOf } from './tenants/tenant-view.ts';

/** Which tenant was to be written. */
export interface TenantName {
  readonly app: AppId;
  readonly id: TenantId;
}

/** What to throw for `error`: a conflict in the operator's words, anything else as it is. */
export function explainConflict(context: CommandContext, tenant: TenantName, error: unknown): unknown {
  if (!(error instanceof TenantStoreConflict)) return error;
  const { app, id } = tenant;
  switch (error.reason) {
    case 'exists':
      return new OperatorError('tenant-exists', `There is a ${titleOf(tenant)} already.`, [
        `To see it: ${context.commandLine(`tenant show ${app} ${id}`)}`,
        `To begin anew: ${context.commandLine(`tenant remove ${app} ${id}`)}`,
      ]);
    case 'missing':
      return unknownTenant(context, tenant);
    case 'leftovers':
      return new OperatorError(
        'tenant-half-removed',
        `An earlier removal of the ${titleOf(tenant)} did not finish: users are left.`,
        [`Finish it: ${context.commandLine(`tenant remove ${app} ${id}`)}`],
      );
    case 'too-large':
      return new OperatorError(
        'keys-too-large',
        `The keys of the ${titleOf(tenant)} would take more than ${maximumKeysBytes / 1_024} kB. Nothing was changed.`,
        [
          `See which it has: ${context.commandLine(`tenant key list ${app} ${id}`)}`,
          `Retire those that sign no more: ${context.commandLine(`tenant key retire ${app} ${id} <thumbprint>`)}`,
        ],
      );
    case 'busy':
      return new OperatorError(
        'tenant-busy',
        `The ${titleOf(tenant)} is being changed by others all the time.`,
        ['Nothing was changed. Try again in a moment.'],
      );
    case 'guarded':
      return explainKeyClaim(context, app, error.otherTenant ?? '');
  }
}

function explainKeyClaim(context: CommandContext, app: AppId, owner: string): OperatorError {
  const { displayName } = gallery[app];
  return new OperatorError(
    'key-trusted-elsewhere',
    `${displayName} tenant ${owner} has signed in with one of these keys for the same issuer. All ${displayName} ` +
      'tenants share one Identifier, so a key names one tenant alone.',
    [
      `In Entra, give each tenant an enterprise application, and so a certificate, of its own.`,
      `To see the claims: ${context.commandLine(`key-claim list ${app} ${owner}`)}`,
      `If the key is not that tenant's: ${context.commandLine(`key-claim release ${app} ${owner} <thumbprint>`)}`,
    ],
  );
}

/** There is no such tenant. */
export function unknownTenant(context: CommandContext, tenant: TenantName): OperatorError {
  return new OperatorError('tenant-unknown', `There is no ${titleOf(tenant)}.`, [
    `To see which there are: ${context.commandLine(`tenant list ${tenant.app}`)}`,
  ]);
}
