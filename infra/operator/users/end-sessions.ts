import type { User } from '../../../shared/users/user.ts';
import type { Desk } from '../desk.ts';

/** By then the index knows of every session that began before the user was refused. */
const indexDelayMilliseconds = 1_000;

/**
 * Ends every running session of a user who can sign in no more: those that are known now, and a moment later
 * those that were just being made. @returns how many there were
 */
export async function endSessions(desk: Desk, { app, tenant, id }: User): Promise<number> {
  const atOnce = await desk.flows.signOutUser(app, tenant, id);
  await desk.terminal.pause(indexDelayMilliseconds);
  return atOnce + (await desk.flows.signOutUser(app, tenant, id));
}
