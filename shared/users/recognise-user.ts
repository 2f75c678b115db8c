import type { AppId } from '../ids/app-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import { Problem } from '../problems/problem.ts';
import type { DirectoryIdentity, User } from './user.ts';
import type { UserStore } from './user-store.ts';

/** The store methods that find a user. */
export type UserFinder = Pick<UserStore, 'findBySignInName' | 'findByIdentity'>;

/** The person that an accepted assertion names. */
export interface ClaimedPerson {
  /** The NameID. */
  readonly signInName: string;
  /** Undefined where the directory sends neither tenantid nor objectidentifier. */
  readonly identity: DirectoryIdentity | undefined;
}

/** The user who signs in, and whether this sign-in binds the identity. */
export interface RecognisedUser {
  readonly user: User;
  readonly toBind?: DirectoryIdentity;
}

/**
 * Finds the user (decision 0011-immutable-identity): by sign-in name the first time, by (directory id, object id) from
 * then on. A renamed person stays the same user; another person who gets the sign-in name does not become that user.
 * The returned user was read strongly consistent: a user found by the index is read again by name. Costs one read if
 * name and identity agree, two for a first sign-in, three for a renamed person.
 * @throws Problem `user-unknown`, `user-not-active`, `user-other-identity`, `user-identity-missing`
 */
export async function recogniseUser(
  users: UserFinder,
  app: AppId,
  tenant: TenantId,
  person: ClaimedPerson,
): Promise<RecognisedUser> {
  const found = await users.findBySignInName(app, tenant, person.signInName);
  const named = unlessJoining(found, person.identity);
  const recognised = await resolve(users, app, tenant, person, named);
  if (!recognised.user.active) throw new Problem('user-not-active', { actual: recognised.user.signInName });
  return recognised;
}

/**
 * Returns `user`, or undefined where an interrupted sign-in of this very person was creating it: such a user is none yet.
 * @throws Problem `user-other-identity` where another person is joining by the name
 */
function unlessJoining(user: User | undefined, identity: DirectoryIdentity | undefined): User | undefined {
  if (user?.joining === undefined || user.active) return user;
  if (identity !== undefined && isSame(user.joining, identity)) return undefined;
  throw new Problem('user-other-identity', {
    expected: `object id ${user.joining.objectId}`,
    actual: identity === undefined ? 'no identity' : `object id ${identity.objectId}`,
  });
}

async function resolve(
  users: UserFinder,
  app: AppId,
  tenant: TenantId,
  { signInName, identity }: ClaimedPerson,
  named: User | undefined,
): Promise<RecognisedUser> {
  if (identity === undefined) {
    if (named === undefined) throw new Problem('user-unknown', { actual: signInName });
    // Once bound, a name alone is not enough: names are given to new people.
    if (named.identity !== undefined) throw new Problem('user-identity-missing', { actual: signInName });
    return { user: named };
  }
  if (named?.identity !== undefined && isSame(named.identity, identity)) return { user: named };
  const bound = await findBound(users, app, tenant, identity, named);
  if (bound !== undefined && named !== undefined && isOfNamedClaim(identity)) {
    throw new Problem('user-other-identity', {
      expected: 'a value of the identity claim that no other user has',
      actual: `object id ${identity.objectId}`,
    });
  }
  if (bound !== undefined) return { user: bound };
  if (named === undefined) throw new Problem('user-unknown', { actual: signInName });
  if (named.identity !== undefined) {
    throw new Problem('user-other-identity', {
      expected: `object id ${named.identity.objectId}`,
      actual: `object id ${identity.objectId}`,
    });
  }
  return { user: named, toBind: identity };
}

/**
 * Returns whether an administrator chose the claim. Its value may be the same for everyone, such as a company. So a
 * message that names one user and has the value of another is refused, where Entra's object id alone would decide.
 */
function isOfNamedClaim({ directoryId }: DirectoryIdentity): boolean {
  // See `identityOfClaim`: no directory id of Entra has a blank.
  return directoryId.includes(' ');
}

/** Returns the user bound to `identity` now: the index may still hold an ended binding. */
async function findBound(
  users: UserFinder,
  app: AppId,
  tenant: TenantId,
  identity: DirectoryIdentity,
  named: User | undefined,
): Promise<User | undefined> {
  const found = await users.findByIdentity(app, tenant, identity);
  if (found === undefined || found.id === named?.id) return undefined;
  const current = await users.findBySignInName(app, tenant, found.signInName);
  const isBound = current?.identity !== undefined && isSame(current.identity, identity);
  return isBound ? current : undefined;
}

function isSame(one: DirectoryIdentity, other: DirectoryIdentity): boolean {
  return one.directoryId === other.directoryId && one.objectId === other.objectId;
}
