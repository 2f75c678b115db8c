import type { Tenant } from '../../shared/tenants/tenant.ts';
import type { CommandContext } from './command-context.ts';
import { OperatorError } from './operator-error.ts';
import { titleOf } from './tenants/tenant-view.ts';

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
