import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import type { User } from '../../../shared/users/user.ts';
import { addUserArguments, readDisplayName, readSignInName } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { counted } from '../command-result.ts';
import { markUserSessionsEnded } from '../mark-sessions-ended.ts';
import { OperatorError } from '../operator-error.ts';
import { runCommand } from '../run-command.ts';
import { titleOf } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';
import { findUser, renameIncomplete, type UserName, unknownUser } from './find-user.ts';
import { userText } from './user-show.ts';

interface RenameOptions {
  readonly name?: string;
}

/** `user rename`. */
export function registerUserRename(user: Command, terminal: Terminal): void {
  addUserArguments(
    user
      .command('rename')
      .description('change the sign-in name of a person; they stay the same user and must sign in again'),
  )
    .argument('[new sign-in name]', 'the new user principal name', readSignInName)
    .option('--name <display name>', 'the new name that pages show', readDisplayName)
    .action(
      (
        app: AppProfile,
        tenant: TenantId,
        signInName: string,
        newName: string | undefined,
        options: RenameOptions,
        command: Command,
      ) => {
        if (newName === undefined && options.name === undefined) {
          command.error('error: enter a new sign-in name, --name <display name>, or both');
        }
        return runCommand(terminal, command, (context) =>
          rename(context, { app, tenant, signInName }, newName, options),
        );
      },
    );
}

async function rename(
  context: CommandContext,
  name: UserName,
  newName: string | undefined,
  { name: displayName }: RenameOptions,
): Promise<CommandResult> {
  const before = await findUser(context, name);
  const renamed = newName === undefined ? before : await giveName(context, name, before, newName);
  const user =
    displayName === undefined
      ? renamed
      : await context.users.update(renamed, { displayName }, context.terminal.now());
  if (user === undefined) throw unknownUser(context, name);
  if (renamed.sessionGeneration === before.sessionGeneration) return { text: userText(user), json: { user } };
  // Sessions contain the old name, so all of them are invalid.
  const sessionsEnded = await markUserSessionsEnded(context, user, 'user-changed');
  const ended = `They must sign in again: ${counted(sessionsEnded, 'running session')} ended.`;
  return { text: [userText(user), '', ended].join('\n'), json: { user, sessionsEnded } };
}

async function giveName(context: CommandContext, name: UserName, user: User, newName: string) {
  const { app, tenant } = name;
  const now = context.terminal.now();
  const renamed = await context.users.rename(user, newName, now);
  if (typeof renamed !== 'string') return renamed;
  const title = titleOf({ app: app.id, id: tenant });
  switch (renamed) {
    case 'taken':
      throw new OperatorError('user-exists', `The ${title} already has a user ${newName}.`, [
        `To show that user: ${context.commandLine(`user show ${app.id} ${tenant} ${newName}`)}`,
      ]);
    case 'other':
      throw renameIncomplete(context, user, user.renaming?.to ?? '');
    case 'gone':
      throw unknownUser(context, name);
  }
}
