import * as v from 'valibot';
import type { AppId } from '../ids/app-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { UserId } from '../ids/user-id.ts';
import {
  readStored,
  requireKey,
  storedAppId,
  storedCount,
  storedInstant,
  storedTenantId,
  storedText,
} from '../store/read-stored.ts';
import type { NewItem, StoredItem } from '../store/table.ts';
import { tenantScope } from '../store/tenant-scope.ts';
import { spellingKey } from './sign-in-name-spellings.ts';
import type { DirectoryIdentity, User } from './user.ts';

/** The prefix of every user's sort key. */
export const userSortKeyPrefix = 'user#';

/** The longest sort key in DynamoDB, in bytes of UTF-8: no user can have a longer name. */
export const maximumSortKeyBytes = 1_024;

/** Returns the key of the user with this spelling of a sign-in name: in the same partition as the tenant. */
export function userKey(app: AppId, tenant: TenantId, signInName: string) {
  return {
    partitionKey: tenantScope(app, tenant),
    sortKey: `${userSortKeyPrefix}${spellingKey(signInName)}`,
  };
}

/** Returns the key of the user with this identity in the index `by-identity`. */
export function identityKey(app: AppId, tenant: TenantId, identity: DirectoryIdentity): string {
  // No `#` in the first of the two, so no two pairs make the same text. A GUID does not change.
  const directory = identity.directoryId.replace(/[%#]/g, encodeURIComponent);
  return `${tenantScope(app, tenant)}#${directory}#${identity.objectId}`;
}

const storedIdentity = v.strictObject({ directoryId: storedText, objectId: storedText });

const userItem = v.strictObject({
  partitionKey: v.string(),
  sortKey: v.string(),
  identityKey: v.exactOptional(v.string()),
  app: storedAppId,
  tenant: storedTenantId,
  id: v.custom<UserId>((value) => typeof value === 'string' && value !== ''),
  signInName: storedText,
  displayName: v.exactOptional(v.string()),
  active: v.boolean(),
  administrator: v.exactOptional(v.boolean()),
  identity: v.exactOptional(storedIdentity),
  joining: v.exactOptional(storedIdentity),
  renaming: v.exactOptional(
    v.strictObject({ to: storedText, active: v.boolean(), identity: v.exactOptional(storedIdentity) }),
  ),
  sessionGeneration: v.exactOptional(storedCount),
  bindingFence: v.exactOptional(storedText),
  createdAt: storedInstant,
  updatedAt: storedInstant,
});

/** Returns the stored form of `user`. */
export function toUserItem(user: User): NewItem {
  return {
    ...userKey(user.app, user.tenant, user.signInName),
    ...(user.identity === undefined ? {} : identityAttributes(user, user.identity)),
    app: user.app,
    tenant: user.tenant,
    id: user.id,
    signInName: user.signInName,
    displayName: user.displayName,
    active: user.active,
    administrator: user.administrator,
    joining: user.joining && { ...user.joining },
    renaming: user.renaming && {
      to: user.renaming.to,
      active: user.renaming.active,
      identity: user.renaming.identity && { ...user.renaming.identity },
    },
    sessionGeneration: user.sessionGeneration,
    bindingFence: user.bindingFence,
    createdAt: user.createdAt.toISOString(),
    updatedAt: user.updatedAt.toISOString(),
  };
}

/** The names of all stored attributes of a user: a projection must name them to return whole users. */
export const userAttributes: readonly string[] = Object.keys(userItem.entries);

/** Returns the attributes of a user that is bound to `identity`. */
export function identityAttributes({ app, tenant }: User, identity: DirectoryIdentity) {
  return {
    identity: { directoryId: identity.directoryId, objectId: identity.objectId },
    identityKey: identityKey(app, tenant, identity),
  };
}

/** Reads a stored user. @throws StoredItemError where `item` is not a complete user */
export function readUserItem(item: StoredItem): User {
  const { partitionKey, sortKey, identityKey: _, ...user } = readStored(userItem, item);
  requireKey(item, {
    ...userKey(user.app, user.tenant, user.signInName),
    identityKey: user.identity && identityKey(user.app, user.tenant, user.identity),
  });
  return user;
}
