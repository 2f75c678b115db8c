import type { Command } from 'commander';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { CommandContext } from '../command-context.ts';
import { counted } from '../counted.ts';

/** By then the index knows of every session that was being written when its tenant changed. */
const indexDelayMilliseconds = 1_000;

/** A change after which every session of before is over. */
export interface EndSessionsOption {
  readonly endSessions?: boolean;
}

/** Adds `--end-sessions` to a command that changes whom a tenant trusts. */
export function addEndSessionsOption(command: Command): Command {
  return command.option('--end-sessions', 'end every running session of the tenant by the same change');
}

/**
 * Marks the sessions of a tenant as ended whose generation is over, so that `flow list` shows them so. None of them
 * counts any more, found or not.
 * @returns how many were found running
 */
export async function markTenantSessionsEnded(
  context: CommandContext,
  { app, id }: Pick<Tenant, 'app' | 'id'>,
): Promise<number> {
  const now = context.terminal.now();
  const atOnce = await context.flows.signOutTenant(app, id, now);
  await context.terminal.pause(indexDelayMilliseconds);
  return atOnce + (await context.flows.signOutTenant(app, id, now));
}

/** "Every session is over, 2 of them running." */
export function sessionsEndedText(sessionsEnded: number): string {
  return `Every session of before is over; ${counted(sessionsEnded, 'running session')} ended.`;
}
