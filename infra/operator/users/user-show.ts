import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import type { User } from '../../../shared/users/user.ts';
import { addUserArguments } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { aligned, type CommandResult, indented, minute } from '../command-result.ts';
import { runCommand } from '../run-command.ts';
import { titleOf } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';
import { findUser, renameIncomplete, type UserName } from './find-user.ts';

/** `user show`. */
export function registerUserShow(user: Command, terminal: Terminal): void {
  addUserArguments(
    user.command('show').description('show a person and their identity in the directory'),
  ).action((app: AppProfile, tenant: TenantId, signInName: string, _: unknown, command: Command) =>
    runCommand(terminal, command, (context) => showUser(context, { app, tenant, signInName })),
  );
}

async function showUser(context: CommandContext, name: UserName): Promise<CommandResult> {
  const user = await findUser(context, name);
  const { message = '', next = [] } =
    user.renaming === undefined ? {} : renameIncomplete(context, user, user.renaming.to);
  return {
    text: [userText(user), ...(message === '' ? [] : ['', message, ...next])].join('\n'),
    json: { user },
  };
}

/** Returns everything about a user as text. */
export function userText(user: User): string {
  const { signInName, displayName, identity, active, administrator } = user;
  return [
    `${signInName} of the ${titleOf({ app: user.app, id: user.tenant })} is ${active ? 'active' : 'not active'}.`,
    '',
    indented(
      aligned([
        ...(displayName === undefined ? [] : [['Name', displayName]]),
        ['User id', user.id],
        ['Administrator', administrator === true ? 'yes' : 'no'],
        ...(identity === undefined
          ? [['Directory identity', 'none yet: set at the next sign-in']]
          : [
              ['Directory id', identity.directoryId],
              ['Object id', identity.objectId],
            ]),
        ['Added', minute(user.createdAt)],
        ['Changed', minute(user.updatedAt)],
      ]),
    ),
  ].join('\n');
}
