import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { addUserArguments, readSwitch } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { type CommandResult, counted } from '../command-result.ts';
import { markUserSessionsEnded } from '../mark-sessions-ended.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { findWholeUser, type UserName, unknownUser } from './find-user.ts';

/** `user administrator`. */
export function registerUserAdministrator(user: Command, terminal: Terminal): void {
  addUserArguments(
    user
      .command('administrator')
      .description("let a person manage the tenant's single sign-on and people, or end that"),
  )
    .argument('<on|off>', 'on: the person is an administrator; off: they are not', readSwitch)
    .action(
      (app: AppProfile, tenant: TenantId, signInName: string, on: boolean, _: unknown, command: Command) =>
        runCommand(terminal, command, (context) =>
          setAdministrator(context, { app, tenant, signInName }, on),
        ),
    );
}

/** Gives a person the right of an administrator, or takes it, with every session of theirs. @throws OperatorError */
export async function setAdministrator(
  context: CommandContext,
  name: UserName,
  administrator: boolean,
): Promise<CommandResult> {
  const found = await findWholeUser(context, name);
  if (!administrator && found.administrator !== true) {
    return { text: `${found.signInName} is not an administrator.`, json: { user: found } };
  }
  const user = await context.users.update(found, { administrator }, context.terminal.now());
  if (user === undefined) throw unknownUser(context, name);
  if (administrator) {
    const text = `${user.signInName} can manage single sign-on, after a fresh sign-in on the set-up page.`;
    return { text, json: { user } };
  }
  const sessionsEnded = await markUserSessionsEnded(context, user, 'user-changed');
  const ended = counted(sessionsEnded, 'running session');
  const text = `${user.signInName} can no longer manage single sign-on. Their set-up pages and the links that they made are closed; ${ended} ended.`;
  return { text, json: { user, sessionsEnded } };
}
