import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { addUserArguments } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { counted } from '../command-result.ts';
import { markUserSessionsEnded } from '../mark-sessions-ended.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { findWholeUser, type UserName, unknownUser } from './find-user.ts';

/** `user end-sessions`. */
export function registerUserEndSessions(user: Command, terminal: Terminal): void {
  addUserArguments(
    user
      .command('end-sessions')
      .description('end every session of a person, on every device; they can sign in again'),
  ).action((app: AppProfile, tenant: TenantId, signInName: string, _: unknown, command: Command) =>
    runCommand(terminal, command, (context) => endUserSessions(context, { app, tenant, signInName })),
  );
}

async function endUserSessions(context: CommandContext, name: UserName): Promise<CommandResult> {
  const found = await findWholeUser(context, name);
  const user = await context.users.update(found, { endSessions: true }, context.terminal.now());
  if (user === undefined) throw unknownUser(context, name);
  const sessionsEnded = await markUserSessionsEnded(context, user, 'user-sessions-revoked');
  return {
    text: `${user.signInName} is signed out on every device; ${counted(sessionsEnded, 'running session')} ended.`,
    json: { user, sessionsEnded },
  };
}
