import type { User } from '../../../shared/users/user.ts';
import type { CommandContext } from '../command-context.ts';

/** By then the index knows of every session that was being written when its user changed. */
const indexDelayMilliseconds = 1_000;

/**
 * Marks the sessions of a user as ended whose generation is over, so that `flow list` shows them so: those that the
 * index knows now, and a moment later those that were just being written. None of them counts any more, found or not.
 * @returns how many were found running
 */
export async function markUserSessionsEnded(
  context: CommandContext,
  { app, tenant, id }: User,
): Promise<number> {
  const atOnce = await context.flows.signOutUser(app, tenant, id);
  await context.terminal.pause(indexDelayMilliseconds);
  return atOnce + (await context.flows.signOutUser(app, tenant, id));
}
