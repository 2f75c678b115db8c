import { Problem } from '../problems/problem.ts';
import type { AcceptedAssertion } from '../saml/inbound/verify.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { recogniseUser, type UserFinder } from '../users/recognise-user.ts';
import type { User } from '../users/user.ts';
import type { UserStore } from '../users/user-store.ts';

/** How often the user of a sign-in is looked up again, because it changed at the same moment. */
const bindingAttempts = 3;

/** A person who signs in. */
export interface SigningInPerson {
  readonly tenant: Tenant;
  readonly accepted: Pick<AcceptedAssertion, 'nameId' | 'identity'>;
  readonly now: Date;
  /** The user of the message's sign-in name, as it was just read. */
  readonly named: User | undefined;
}

/**
 * Returns the user of a sign-in. At the first sign-in it binds the user to the identity of the directory, but only
 * after `requireUsable` has found that the message can be used. If the user changes between read and write, it decides
 * again by the changed user. No request for a bound user who was not renamed.
 * @param requireUsable Throws the Problem of a message that cannot be used.
 * @throws Problem `user-…`, and that of `requireUsable`
 */
export async function findBoundUser(
  users: UserStore,
  { tenant, accepted, now, named }: SigningInPerson,
  requireUsable: (user: User) => Promise<void>,
): Promise<User> {
  const person = { signInName: accepted.nameId.value, identity: accepted.identity };
  let finder: UserFinder = {
    findByIdentity: users.findByIdentity,
    findBySignInName: async (app, id, signInName) =>
      signInName === person.signInName ? named : users.findBySignInName(app, id, signInName),
  };
  for (let attempt = 1; ; attempt += 1) {
    const { user, toBind } = await recogniseUser(finder, tenant.app, tenant.id, person);
    if (toBind === undefined) return user;
    if (attempt === 1) await requireUsable(user);
    if (await users.bindIdentity(user, toBind, now)) return user;
    if (attempt === bindingAttempts) {
      throw new Problem('user-other-identity', { actual: `object id ${toBind.objectId}` });
    }
    finder = users;
  }
}
