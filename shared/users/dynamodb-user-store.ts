import { setEach } from '../store/expression.ts';
import { allItems, type Table } from '../store/table.ts';
import { renameUser } from './rename-user.ts';
import { endEverySession, updateUser } from './update-user.ts';
import { signInNameKey, type User } from './user.ts';
import {
  identityAttributes,
  identityKey,
  maximumSortKeyBytes,
  readUserItem,
  toUserItem,
  userKey,
  userSortKeyPrefix,
} from './user-item.ts';
import type { UserStore } from './user-store.ts';

/** Users in the table `tenants`, beside their tenant. */
export function dynamoDbUserStore(table: Table): UserStore {
  const findBySignInName: UserStore['findBySignInName'] = async (app, tenant, signInName) => {
    const key = userKey(app, tenant, signInName);
    if (Buffer.byteLength(key.sortKey) > maximumSortKeyBytes) return undefined;
    const item = await table.get(key);
    return item && readUserItem(item);
  };

  return {
    findBySignInName,

    async findByIdentity(app, tenant, identity) {
      const pages = table.query({
        index: 'by-identity',
        condition: '#identityKey = :identity',
        values: { identity: identityKey(app, tenant, identity) },
      });
      const users = (await allItems(pages)).map(readUserItem);
      // Two first sign-ins at once can bind two users to one person; it is always the older one then.
      return users.sort(byAge)[0];
    },

    async list(app, tenant) {
      const { partitionKey } = userKey(app, tenant, '');
      const pages = table.query({
        condition: '#partitionKey = :partition AND begins_with(#sortKey, :prefix)',
        values: { partition: partitionKey, prefix: userSortKeyPrefix },
      });
      return (await allItems(pages)).map(readUserItem);
    },

    async add(user) {
      const added = await table.put(toUserItem(user), {
        condition: 'attribute_not_exists(#partitionKey)',
      });
      if (added) return true;
      const existing = await findBySignInName(user.app, user.tenant, user.signInName);
      // The same id: our own earlier attempt, whose answer was lost.
      return existing?.id === user.id;
    },

    async setActive(app, tenant, signInName, active, now) {
      const { update, values } = setEach({ active, updatedAt: now.toISOString() });
      const item = await table.update(userKey(app, tenant, signInName), {
        update: active ? update : `${update} ${endEverySession.update}`,
        condition: 'attribute_exists(#partitionKey) AND attribute_not_exists(#renaming)',
        values: active ? values : { ...values, ...endEverySession.values },
      });
      return item === false ? undefined : readUserItem(item);
    },

    async bindIdentity(user, identity, now) {
      const attributes = identityAttributes(user, identity);
      const { sessionGeneration: generation = 0 } = user;
      const { update, values } = setEach({ ...attributes, updatedAt: now.toISOString() });
      const item = await table.update(userKey(user.app, user.tenant, user.signInName), {
        update,
        condition:
          '#id = :id AND #active = :isActive AND attribute_not_exists(#renaming) AND ' +
          '(attribute_not_exists(#identityKey) OR #identityKey = :identityKey) AND ' +
          (generation === 0
            ? '(attribute_not_exists(#sessionGeneration) OR #sessionGeneration = :generation)'
            : '#sessionGeneration = :generation'),
        values: { ...values, id: user.id, isActive: true, generation },
      });
      return item !== false;
    },

    async findEach(app, tenant, signInNames) {
      const keys = new Map(signInNames.map((name) => [signInNameKey(name), userKey(app, tenant, name)]));
      const readable = [...keys.values()].filter(
        ({ sortKey }) => Buffer.byteLength(sortKey) <= maximumSortKeyBytes,
      );
      if (readable.length === 0) return [];
      return (await table.getEach(readable)).map(readUserItem);
    },

    update: (user, change, now) => updateUser(table, user, change, now),

    rename: (user, signInName, now) => renameUser(table, findBySignInName, user, signInName, now),

    remove: (user) =>
      table.delete(userKey(user.app, user.tenant, user.signInName), {
        condition: '#id = :id',
        values: { id: user.id },
      }),
  };
}

function byAge(one: User, other: User): number {
  return one.createdAt.getTime() - other.createdAt.getTime() || (one.id < other.id ? -1 : 1);
}
