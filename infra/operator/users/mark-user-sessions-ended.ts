import type { User } from '../../../shared/users/user.ts';
import type { CommandContext } from '../command-context.ts';

/** After this delay the index contains every session that was being written when the user changed. */
const indexDelayMilliseconds = 1_000;

/**
 * Marks the user's sessions of an earlier generation as ended, for `flow list`. They are already invalid.
 * @returns How many of them were running.
 */
export async function markUserSessionsEnded(
  context: CommandContext,
  { app, tenant, id }: User,
): Promise<number> {
  const atOnce = await context.flows.signOutUser(app, tenant, id);
  await context.terminal.pause(indexDelayMilliseconds);
  return atOnce + (await context.flows.signOutUser(app, tenant, id));
}
