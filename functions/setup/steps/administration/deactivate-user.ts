import { isLinkWithdrawn } from '../../../../shared/setup/vouching.ts';
import type { User } from '../../../../shared/users/user.ts';
import type { UserChange } from '../../../../shared/users/user-store.ts';
import { type SetupPageSession, setupNotOpen } from '../../session.ts';
import type { AdministratorDependencies } from '../step.ts';

/**
 * Makes a change that deactivates a user, and so ends their sign-ins and sessions. Returns undefined where they are gone.
 *
 * Two administrators who deactivate each other at once: each writes first and then looks whether they may still act.
 * Whatever the order, one of them finds that they may not, and takes their write back. So one administrator remains.
 * @throws Problem `setup-not-open` for the one who may not
 */
export async function deactivateUser(
  session: SetupPageSession,
  { users, accountStatuses }: Pick<AdministratorDependencies, 'users' | 'accountStatuses'>,
  user: User,
  change: UserChange & { readonly active: false },
): Promise<User | undefined> {
  const now = session.request.receivedAt;
  const changed = await users.update(user, change, now);
  if (changed?.administrator === true && (await isLinkWithdrawn(accountStatuses, session.link))) {
    // Taken back is only this write: who was not active before stays so.
    if (user.active) await users.update(changed, { active: true }, now);
    throw setupNotOpen();
  }
  return changed;
}
