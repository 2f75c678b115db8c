import type { Command } from 'commander';
import type { ReasonOf } from '../../shared/sign-in/end-of-session.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import type { User } from '../../shared/users/user.ts';
import type { CommandContext } from './command-context.ts';
import { counted } from './command-result.ts';

/** After this delay the index contains every session that was being written during the change. */
const indexDelayMilliseconds = 1_000;

/** The option to end all sessions with a change. */
export interface EndSessionsOption {
  readonly endSessions?: boolean;
}

/** Adds `--end-sessions` to a command that changes a tenant's trust. */
export function addEndSessionsOption(command: Command): Command {
  return command.option('--end-sessions', 'also end every session of the tenant');
}

/**
 * Marks the tenant's sessions of an earlier generation as ended, for `flow list`. They are already invalid. People may sign
 * in again meanwhile: those sessions stay.
 * @param tenant As the change made it. Without a generation, as after a removal, every session is marked.
 * @returns How many of them were running.
 */
export async function markTenantSessionsEnded(
  context: CommandContext,
  { app, id, sessionGeneration: generation }: Pick<Tenant, 'app' | 'id' | 'sessionGeneration'>,
  reason: ReasonOf<'tenant'>,
): Promise<number> {
  const end = { reason, at: context.terminal.now() };
  const atOnce = await context.flows.signOutTenant(app, id, end, { generation });
  await context.terminal.pause(indexDelayMilliseconds);
  return atOnce + (await context.flows.signOutTenant(app, id, end, { generation }));
}

/** Formats the number of sessions that ended. */
export function sessionsEndedText(sessionsEnded: number): string {
  return `All earlier sessions are invalid; ${counted(sessionsEnded, 'running session')} ended.`;
}

/**
 * Marks the user's sessions of an earlier generation as ended, for `flow list`. They are already invalid. The person may
 * sign in again meanwhile: that session stays.
 * @param user As the change made them. Without a generation, as after a removal, every session is marked.
 * @returns How many of them were running.
 */
export async function markUserSessionsEnded(
  context: CommandContext,
  {
    app,
    tenant,
    id,
    sessionGeneration: generation,
  }: Pick<User, 'app' | 'tenant' | 'id' | 'sessionGeneration'>,
  reason: ReasonOf<'user'>,
): Promise<number> {
  const end = { reason, at: context.terminal.now() };
  const atOnce = await context.flows.signOutUser(app, tenant, id, end, { generation });
  await context.terminal.pause(indexDelayMilliseconds);
  return atOnce + (await context.flows.signOutUser(app, tenant, id, end, { generation }));
}
