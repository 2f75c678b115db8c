import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import type { Desk } from '../command-context.ts';
import type { Report } from '../command-result.ts';
import { counted } from '../counted.ts';
import { perform } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { endSessions } from './end-sessions.ts';
import { findWholeUser, type UserName, unknownUser } from './find-user.ts';
import { addUserArguments } from './user-arguments.ts';

/** `user end-sessions`. */
export function registerUserEndSessions(user: Command, terminal: Terminal): void {
  addUserArguments(
    user
      .command('end-sessions')
      .description('end every session of a person, on every device; they can sign in again'),
  ).action((app: AppProfile, tenant: TenantId, signInName: string, _: unknown, command: Command) =>
    perform(terminal, command, (desk) => endUserSessions(desk, { app, tenant, signInName })),
  );
}

async function endUserSessions(desk: Desk, name: UserName): Promise<Report> {
  const found = await findWholeUser(desk, name);
  const user = await desk.users.update(found, { endSessions: true }, desk.terminal.now());
  if (user === undefined) throw unknownUser(desk, name);
  const sessionsEnded = await endSessions(desk, user);
  return {
    text: `${user.signInName} is signed out everywhere; ${counted(sessionsEnded, 'running session')} ended.`,
    json: { user, sessionsEnded },
  };
}
