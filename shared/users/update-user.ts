import { setEach } from '../store/expression.ts';
import type { Table } from '../store/table.ts';
import type { User } from './user.ts';
import { identityAttributes, readUserItem, userKey } from './user-item.ts';
import type { UserChange } from './user-store.ts';

/** The part of an update that ends every session of a user: a count that no session of before has. */
export const endEverySession = {
  update: 'ADD #sessionGeneration :one',
  values: { one: 1 },
} as const;

/** `UserStore.update` over `table`. */
export async function updateUser(
  table: Table,
  user: User,
  { displayName, active, identity, endSessions }: UserChange,
  now: Date,
): Promise<User | undefined> {
  const endsSessions = endSessions === true || active === false;
  const { update, values } = setEach({
    displayName,
    active,
    ...(identity === undefined || identity === 'none' ? {} : identityAttributes(user, identity)),
    updatedAt: now.toISOString(),
  });
  const item = await table.update(userKey(user.app, user.tenant, user.signInName), {
    update: [
      update,
      ...(identity === 'none' ? ['REMOVE #identity, #identityKey'] : []),
      ...(endsSessions ? [endEverySession.update] : []),
    ].join(' '),
    condition: '#id = :id AND attribute_not_exists(#renaming)',
    values: { ...values, ...(endsSessions ? endEverySession.values : {}), id: user.id },
  });
  return item === false ? undefined : readUserItem(item);
}
