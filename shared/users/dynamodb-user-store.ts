import { batchGet } from '../store/batch-get.ts';
import { setAttributes } from '../store/expression.ts';
import { allItems, type Table } from '../store/table.ts';
import { admitUser } from './admit-user.ts';
import { addUser, bindIdentity } from './bind-identity.ts';
import { removeUser } from './remove-user.ts';
import { renameUser } from './rename-user.ts';
import { signInNameSpellings } from './sign-in-name-spellings.ts';
import { endEverySession, updateUser } from './update-user.ts';
import type { User } from './user.ts';
import { identityKey, maximumSortKeyBytes, readUserItem, userKey, userSortKeyPrefix } from './user-item.ts';
import type { UserStore } from './user-store.ts';

/** Returns the users in the table `tenants`, stored beside their tenant. */
export function dynamoDbUserStore(table: Table): UserStore {
  const findSpelled: UserStore['findBySignInName'] = async (app, tenant, spelling) => {
    const key = userKey(app, tenant, spelling);
    if (Buffer.byteLength(key.sortKey) > maximumSortKeyBytes) return undefined;
    const item = await table.get(key);
    return item && readUserItem(item);
  };
  const findBySignInName: UserStore['findBySignInName'] = async (app, tenant, signInName) => {
    for (const spelling of signInNameSpellings(signInName)) {
      const user = await findSpelled(app, tenant, spelling);
      if (user !== undefined) return user;
    }
    return undefined;
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
      // An earlier release could bind two users to one person; then the older one always counts.
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

    async namesFrom(app, tenant, { prefix, limit }) {
      const { partitionKey } = userKey(app, tenant, '');
      const pages = table.query({
        condition: '#partitionKey = :partition AND begins_with(#sortKey, :prefix)',
        values: { partition: partitionKey, prefix: `${userSortKeyPrefix}${prefix}` },
        pageSize: limit,
      });
      for await (const page of pages) return page.map((item) => readUserItem(item).signInName);
      return [];
    },

    async listAfter(app, tenant, after, limit) {
      const { partitionKey, sortKey } = userKey(app, tenant, after);
      const pages = table.query({
        // The first key after every user's: `$` follows `#`. BETWEEN includes its ends.
        condition: '#partitionKey = :partition AND #sortKey BETWEEN :after AND :end',
        values: { partition: partitionKey, after: sortKey, end: 'user$' },
        pageSize: limit + 1,
      });
      for await (const page of pages) {
        const users = page.filter((item) => item['sortKey'] !== sortKey).map(readUserItem);
        return users.slice(0, limit);
      }
      return [];
    },

    add: (user) => addUser(table, findBySignInName, user),

    async setActive(app, tenant, signInName, active, now) {
      const { update, values } = setAttributes({ active, updatedAt: now.toISOString() });
      const item = await table.update(userKey(app, tenant, signInName), {
        update: `${update} REMOVE #joining${active ? '' : ` ${endEverySession.update}`}`,
        condition: 'attribute_exists(#partitionKey) AND attribute_not_exists(#renaming)',
        values: active ? values : { ...values, ...endEverySession.values },
      });
      return item === false ? undefined : readUserItem(item);
    },

    bindIdentity: (user, identity, now) => bindIdentity(table, user, identity, now),

    admit: (person, now) => admitUser(table, findBySignInName, person, now),

    async findEach(app, tenant, signInNames) {
      const spellings = new Set(signInNames.flatMap(signInNameSpellings));
      const keys = new Map([...spellings].map((spelling) => [spelling, userKey(app, tenant, spelling)]));
      const readable = [...keys.values()].filter(
        ({ sortKey }) => Buffer.byteLength(sortKey) <= maximumSortKeyBytes,
      );
      return (await batchGet(table, readable)).map(readUserItem);
    },

    update: (user, change, now) => updateUser(table, user, change, now),

    rename: (user, signInName, now) =>
      renameUser(table, { findBySignInName, findSpelled }, user, signInName, now),

    remove: (user) => removeUser(table, user),
  };
}

function byAge(one: User, other: User): number {
  return one.createdAt.getTime() - other.createdAt.getTime() || (one.id < other.id ? -1 : 1);
}
