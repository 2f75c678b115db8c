import { setEach } from '../store/expression.ts';
import type { Table } from '../store/table.ts';
import type { User } from './user.ts';
import { identityAttributes, readUserItem, userKey } from './user-item.ts';
import type { UserChange } from './user-store.ts';

/** `UserStore.update` over `table`. */
export async function updateUser(
  table: Table,
  user: User,
  { displayName, active, identity }: UserChange,
  now: Date,
): Promise<User | undefined> {
  const { update, values } = setEach({
    displayName,
    active,
    ...(identity === undefined || identity === 'none' ? {} : identityAttributes(user, identity)),
    updatedAt: now.toISOString(),
  });
  const item = await table.update(userKey(user.app, user.tenant, user.signInName), {
    update: identity === 'none' ? `${update} REMOVE #identity, #identityKey` : update,
    condition: '#id = :id AND attribute_not_exists(#renaming)',
    values: { ...values, id: user.id },
  });
  return item === false ? undefined : readUserItem(item);
}
