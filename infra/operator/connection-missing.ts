import type { Tenant } from '../../shared/tenants/tenant.ts';
import type { CommandContext } from './command-context.ts';
import { OperatorError } from './operator-error.ts';
import { titleOf } from './tenants/tenant-view.ts';

/** The refusal of what needs a connection, of a tenant that has none yet. */
export function connectionMissing(context: CommandContext, tenant: Tenant): OperatorError {
  const { app, id } = tenant;
  return new OperatorError(
    'connection-unset',
    `The ${titleOf(tenant)} has no connection to a directory yet.`,
    [
      `Its administrator sets it up alone: ${context.commandLine(`setup-link create ${app} ${id}`)}`,
      `Or hand it over: ${context.commandLine(`tenant remove ${app} ${id}`)}, then tenant add with its options.`,
    ],
  );
}
