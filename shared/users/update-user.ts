import { setAttributes } from '../store/expression.ts';
import type { Table } from '../store/table.ts';
import { claimIdentity, heldClaim, isFencedAs, releaseClaim } from './identity-claim.ts';
import type { DirectoryIdentity, User } from './user.ts';
import { identityAttributes, readUserItem, userKey } from './user-item.ts';
import type { UserChange } from './user-store.ts';
import { IdentityTaken } from './user-store.ts';

/** The part of an update that ends every session of a user: a count that no earlier session has. */
export const endEverySession = {
  update: 'ADD #sessionGeneration :one',
  values: { one: 1 },
} as const;

/**
 * Implements `UserStore.update` over `table`. One write; two with an identity, and two more requests to release a
 * former identity.
 */
export async function updateUser(
  table: Table,
  user: User,
  change: UserChange,
  now: Date,
): Promise<User | undefined> {
  const { identity } = change;
  if (identity === undefined) return writeChange(table, user, change, now);
  // Read before the user is bound to another identity: a claim made in the meantime has another mark.
  const former = isSame(user.identity, identity) ? undefined : await heldClaim(table, user, user.identity);
  const claim = identity === 'none' ? undefined : await claimIdentity(table, user, identity);
  if (claim === undefined && identity !== 'none') return undefined;
  if (claim !== undefined && 'holder' in claim) throw new IdentityTaken(claim.holder);
  const changed = await writeChange(
    table,
    user,
    change,
    now,
    claim === undefined ? undefined : isFencedAs(user),
  );
  if (changed === undefined) {
    if (claim?.isFirst && identity !== 'none') await releaseClaim(table, user, identity, claim);
    return undefined;
  }
  if (former !== undefined && user.identity !== undefined)
    await releaseClaim(table, user, user.identity, former);
  return changed;
}

function isSame(one: DirectoryIdentity | undefined, other: DirectoryIdentity | 'none'): boolean {
  if (one === undefined || other === 'none') return false;
  return one.directoryId === other.directoryId && one.objectId === other.objectId;
}

async function writeChange(
  table: Table,
  user: User,
  { displayName, active, administrator, identity, endSessions }: UserChange,
  now: Date,
  fence?: ReturnType<typeof isFencedAs>,
): Promise<User | undefined> {
  // Another decision on the person ends what a sign-in began.
  const removed = [
    ...(identity === 'none' ? ['#identity', '#identityKey'] : []),
    ...(active === undefined && identity === undefined ? [] : ['#joining']),
  ];
  const endsSessions = endSessions === true || active === false || administrator === false;
  const { update, values } = setAttributes({
    displayName,
    active,
    administrator,
    ...(identity === undefined || identity === 'none' ? {} : identityAttributes(user, identity)),
    updatedAt: now.toISOString(),
  });
  const item = await table.update(userKey(user.app, user.tenant, user.signInName), {
    update: [
      update,
      ...(removed.length === 0 ? [] : [`REMOVE ${removed.join(', ')}`]),
      ...(endsSessions ? [endEverySession.update] : []),
    ].join(' '),
    condition: [
      '#id = :id AND attribute_not_exists(#renaming)',
      ...(fence === undefined ? [] : [fence.condition]),
    ].join(' AND '),
    values: { ...values, ...(endsSessions ? endEverySession.values : {}), id: user.id, ...fence?.values },
  });
  return item === false ? undefined : readUserItem(item);
}
