import { setAttributes } from '../store/expression.ts';
import type { Table } from '../store/table.ts';
import { claimIdentity, isFencedAs, releaseClaim } from './identity-claim.ts';
import { wasRemoved } from './removed-people.ts';
import { signInNameSpellings } from './sign-in-name-spellings.ts';
import type { AdmittedPerson, DirectoryIdentity, User } from './user.ts';
import { identityAttributes, readUserItem, toUserItem, userKey } from './user-item.ts';
import type { UserStore } from './user-store.ts';

/*
 * DynamoDB writes one item at a time here, so a user is created in three writes: the user, who can do nothing yet; the
 * claim on the identity; the binding, which makes the user active. A fault between two of them leaves a user who is
 * joining: no one signs in by it, and the same person's next sign-in goes on from there. That of another person does not.
 */

/** Implements `UserStore.admit` over `table`. */
export async function admitUser(
  table: Table,
  findBySignInName: UserStore['findBySignInName'],
  person: AdmittedPerson,
  now: Date,
): Promise<User | 'removed' | 'changed'> {
  // Also before anything is written: a removed person who tries again costs one read.
  if (await wasRemoved(table, person)) return 'removed';
  const user = await joiningUser(table, findBySignInName, person);
  if (user === undefined) return 'changed';
  if (user.joining === undefined) return user;
  const { identity } = person;
  const claim = await claimIdentity(table, user, identity);
  const isHeld = claim !== undefined && 'holder' in claim;
  // The claim is free only once a removal has written its marks.
  const isRemoved = !isHeld && claim !== undefined && (await wasRemoved(table, person));
  const bound = claim === undefined || isHeld || isRemoved ? undefined : await bind(table, user, now);
  if (bound !== undefined) return bound;
  if (claim !== undefined && !isHeld && claim.isFirst) await releaseClaim(table, user, identity, claim);
  await table.delete(userKey(user.app, user.tenant, user.signInName), stillJoining(user));
  return isRemoved ? 'removed' : 'changed';
}

/**
 * Returns the user who is joining by this person: made now, or by an earlier sign-in of the same person. A user without
 * `joining` is bound to the person already. Undefined where another user has the name.
 */
async function joiningUser(
  table: Table,
  findBySignInName: UserStore['findBySignInName'],
  { identity, ...person }: AdmittedPerson,
): Promise<User | undefined> {
  const user: User = { ...person, active: false, joining: identity };
  const hasSpellings = signInNameSpellings(user.signInName).length > 1;
  const spelled = hasSpellings ? await findOwn(findBySignInName, user, identity) : undefined;
  if (spelled !== undefined) return spelled.found;
  const added = await table.put(toUserItem(user), { condition: 'attribute_not_exists(#partitionKey)' });
  return added ? user : (await findOwn(findBySignInName, user, identity))?.found;
}

/** Undefined where no user has the name. `found` is undefined where the one who has it is another person. */
async function findOwn(
  findBySignInName: UserStore['findBySignInName'],
  { app, tenant, signInName }: User,
  identity: DirectoryIdentity,
): Promise<{ readonly found: User | undefined } | undefined> {
  const existing = await findBySignInName(app, tenant, signInName);
  if (existing === undefined) return undefined;
  const isOwn = isSame(existing.identity, identity) || isSame(existing.joining, identity);
  return { found: isOwn ? existing : undefined };
}

/** Binds a joining user and makes them active. Returns the user, also if another sign-in of the person did it. */
async function bind(table: Table, user: User, now: Date): Promise<User | undefined> {
  const { app, tenant, signInName, joining } = user;
  if (joining === undefined) return user;
  const key = userKey(app, tenant, signInName);
  const { update, values } = setAttributes({
    ...identityAttributes(user, joining),
    active: true,
    updatedAt: now.toISOString(),
  });
  const fence = isFencedAs(user);
  const own = stillJoining(user);
  const item = await table.update(key, {
    update: `${update} REMOVE #joining`,
    condition: `${own.condition} AND ${fence.condition}`,
    values: { ...values, ...own.values, ...fence.values },
  });
  if (item !== false) return readUserItem(item);
  const found = await table.get(key);
  const current = found && readUserItem(found);
  return current?.id === user.id && isSame(current.identity, joining) ? current : undefined;
}

/** The condition that a user is still the one that `user` says, and not bound. */
function stillJoining({ id, joining }: User) {
  return {
    condition:
      '#id = :id AND #joining.#directoryId = :directoryId AND #joining.#objectId = :objectId AND ' +
      'attribute_not_exists(#identityKey)',
    values: { id, directoryId: joining?.directoryId ?? '', objectId: joining?.objectId ?? '' },
  };
}

function isSame(one: DirectoryIdentity | undefined, other: DirectoryIdentity): boolean {
  return one?.directoryId === other.directoryId && one.objectId === other.objectId;
}
