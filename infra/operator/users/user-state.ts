import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { readApp, readSignInName, readTenantId } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { counted } from '../command-result.ts';
import { appChoices } from '../known-apps.ts';
import { markUserSessionsEnded } from '../mark-sessions-ended.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { findWholeUser, unknownUser } from './find-user.ts';

const verbs = {
  activate: 'activate a person: they can sign in',
  deactivate: 'deactivate a person: refuse sign-ins and end their sessions',
} as const;

/** `user activate` and `user deactivate`. */
export function registerUserState(user: Command, terminal: Terminal): void {
  for (const verb of ['activate', 'deactivate'] as const) {
    user
      .command(verb)
      .description(verbs[verb])
      .argument('<app>', appChoices(), readApp)
      .argument('<tenant>', "the customer's name in the app", readTenantId)
      .argument('<sign-in name>', 'what Entra sends as Name ID: the user principal name', readSignInName)
      .action((app: AppProfile, id: TenantId, signInName: string, _: unknown, command: Command) =>
        runCommand(terminal, command, (context) =>
          setActive(context, app, id, signInName, verb === 'activate'),
        ),
      );
  }
}

async function setActive(
  context: CommandContext,
  app: AppProfile,
  tenant: TenantId,
  signInName: string,
  active: boolean,
): Promise<CommandResult> {
  const name = { app, tenant, signInName };
  const found = await findWholeUser(context, name);
  const user = await context.users.setActive(
    app.id,
    tenant,
    found.signInName,
    active,
    context.terminal.now(),
  );
  if (user === undefined) throw unknownUser(context, name);
  if (active) return { text: `${user.signInName} can sign in.`, json: { user } };
  const sessionsEnded = await markUserSessionsEnded(context, user, 'user-deactivated');
  const ended = counted(sessionsEnded, 'running session');
  return {
    text: `${user.signInName} can no longer sign in; ${ended} ended.`,
    json: { user, sessionsEnded },
  };
}
