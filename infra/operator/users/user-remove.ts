import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { addUserArguments } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { type CommandResult, counted, quoted } from '../command-result.ts';
import { confirm, type DestroyOptions } from '../confirm.ts';
import { markUserSessionsEnded } from '../mark-sessions-ended.ts';
import { runCommand } from '../run-command.ts';
import { titleOf } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';
import { findWholeUser, type UserName, unknownUser } from './find-user.ts';

/** `user remove`. */
export function registerUserRemove(user: Command, terminal: Terminal): void {
  addUserArguments(
    user.command('remove').description('delete a person, end their sessions and free the name'),
  )
    .option('--yes', 'do not ask for confirmation (implied by --json)')
    .option('--dry-run', 'show what would be removed, remove nothing')
    .action(
      (app: AppProfile, tenant: TenantId, signInName: string, options: DestroyOptions, command: Command) =>
        runCommand(terminal, command, (context) => removeUser(context, { app, tenant, signInName }, options)),
    );
}

async function removeUser(
  context: CommandContext,
  name: UserName,
  options: DestroyOptions,
): Promise<CommandResult> {
  const { app, tenant, signInName } = name;
  const user = await findWholeUser(context, name);
  const effect = `This removes ${user.signInName} from the ${titleOf({ app: app.id, id: tenant })} for good.`;
  if (options.dryRun) {
    return { text: `${effect}\nNothing was removed (--dry-run).`, json: { removed: user, dryRun: true } };
  }
  const command = `user remove ${app.id} ${tenant} ${quoted(signInName)}`;
  await confirm(context, options, { effect, word: signInName, command });
  if (!(await context.users.remove(user))) throw unknownUser(context, name);
  const sessionsEnded = await markUserSessionsEnded(
    context,
    { app: app.id, tenant, id: user.id },
    'user-removed',
  );
  return {
    text: `${user.signInName} is removed; ${counted(sessionsEnded, 'running session')} ended.`,
    json: { removed: user, sessionsEnded },
  };
}
