import { Problem } from '../problems/problem.ts';
import { type RecognisedUser, recogniseUser, type UserFinder } from '../users/recognise-user.ts';
import type { AdmittedPerson, User } from '../users/user.ts';
import type { UserStore } from '../users/user-store.ts';
import { type NewcomerSource, newcomerOf } from './newcomer.ts';

/** How often the user of a sign-in is looked up again, because it changed at the same moment. */
const bindingAttempts = 3;

/** A person who signs in. */
export interface SigningInPerson extends NewcomerSource {
  /** The user of the message's sign-in name, as it was just read. */
  readonly named: User | undefined;
}

/** The user of a sign-in. */
export interface SignedInUser {
  readonly user: User;
  /** Whether this sign-in created the user. */
  readonly isNew: boolean;
}

/**
 * Returns the user of a sign-in. At the first sign-in it binds the user to the identity of the directory, or creates
 * the user where the tenant does so, but only after `requireUsable` has found that the message can be used. If the user
 * changes between read and write, it decides again by the changed user. No request for a bound user who was not renamed.
 * @param requireUsable Throws the Problem of a message that cannot be used. It gets the user who would be bound.
 * @throws Problem `user-…`, and that of `requireUsable`
 */
export async function findBoundUser(
  users: UserStore,
  person: SigningInPerson,
  requireUsable: (user: User | undefined) => Promise<void>,
): Promise<SignedInUser> {
  const { accepted, now, named } = person;
  const { value: name } = accepted.nameId;
  let finder: UserFinder = {
    findByIdentity: users.findByIdentity,
    findBySignInName: async (app, id, signInName) =>
      signInName === name ? named : users.findBySignInName(app, id, signInName),
  };
  for (let attempt = 1; ; attempt += 1) {
    const found = await recogniseOrAdmit(finder, person);
    if ('newcomer' in found) {
      if (attempt === 1) await requireUsable(undefined);
      const user = await users.admit(found.newcomer, now);
      if (user === 'removed') throw new Problem('user-removed', { actual: name });
      if (user !== 'changed') return asActive(user, found.newcomer);
    } else {
      const { user, toBind } = found;
      if (toBind === undefined) return { user, isNew: false };
      if (attempt === 1) await requireUsable(user);
      if (await users.bindIdentity(user, toBind, now)) return { user, isNew: false };
    }
    if (attempt === bindingAttempts) {
      throw new Problem('user-other-identity', { actual: `object id ${accepted.identity?.objectId}` });
    }
    finder = users;
  }
}

/**
 * Returns the user whom `users` know, or the user whom a sign-in would create in place of `user-unknown`. Reads as
 * `recogniseUser`; writes nothing.
 * @throws Problem `user-…`
 */
export async function recogniseOrAdmit(
  users: UserFinder,
  person: NewcomerSource,
): Promise<RecognisedUser | { readonly newcomer: AdmittedPerson }> {
  const { tenant, accepted } = person;
  const claimed = { signInName: accepted.nameId.value, identity: accepted.identity };
  try {
    return await recogniseUser(users, tenant.app, tenant.id, claimed);
  } catch (error) {
    const isUnknown = error instanceof Problem && error.code === 'user-unknown';
    const newcomer = isUnknown ? newcomerOf(person) : undefined;
    if (newcomer === undefined) throw error;
    return { newcomer };
  }
}

/** Another sign-in of the person may have created the user, who may have been deactivated since. */
function asActive(user: User, newcomer: User): SignedInUser {
  if (!user.active) throw new Problem('user-not-active', { actual: user.signInName });
  return { user, isNew: user.id === newcomer.id };
}
