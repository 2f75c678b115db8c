import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { readApp, readTenantId } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { aligned, type CommandResult } from '../command-result.ts';
import { appChoices } from '../known-apps.ts';
import { runCommand } from '../run-command.ts';
import { unknownTenant } from '../tenants/change-tenant.ts';
import { titleOf } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';

/** `user list`. */
export function registerUserList(user: Command, terminal: Terminal): void {
  user
    .command('list')
    .description('list the people of a tenant')
    .argument('<app>', appChoices(), readApp)
    .argument('<tenant>', "the customer's name in the app", readTenantId)
    .action((app: AppProfile, id: TenantId, _: unknown, command: Command) =>
      runCommand(terminal, command, (context) => listUsers(context, app, id)),
    );
}

async function listUsers(context: CommandContext, app: AppProfile, id: TenantId): Promise<CommandResult> {
  const users = await context.users.list(app.id, id);
  if (users.length === 0) {
    if ((await context.tenants.find(app.id, id)) === undefined)
      throw unknownTenant(context, { app: app.id, id });
    const add = context.commandLine(`user add ${app.id} ${id} <sign-in name>`);
    return { text: `The ${titleOf({ app: app.id, id })} has no users. To add one: ${add}`, json: { users } };
  }
  const rows = users.map(({ signInName, displayName = '', active, administrator, identity, renaming }) => [
    signInName,
    displayName,
    renaming === undefined ? (active ? 'active' : 'inactive') : `half renamed to ${renaming.to}`,
    administrator === true ? 'yes' : '',
    identity === undefined ? 'not yet' : 'bound',
  ]);
  return {
    text: aligned([['SIGN-IN NAME', 'NAME', 'STATE', 'ADMINISTRATOR', 'DIRECTORY IDENTITY'], ...rows]),
    json: { users },
  };
}
