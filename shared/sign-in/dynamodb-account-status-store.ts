import { Buffer } from 'node:buffer';
import * as v from 'valibot';
import { type Apps, requireApp } from '../apps/apps.ts';
import { defined } from '../objects/defined.ts';
import {
  readStored,
  requireKey,
  storedAppId,
  storedCount,
  storedInstant,
  storedTenantId,
  storedText,
} from '../store/read-stored.ts';
import type { StoredItem, Table } from '../store/table.ts';
import { acceptsSignIns } from '../tenants/sso-entitlement.ts';
import { tenantKey, tenantSortKey } from '../tenants/store/tenant-item.ts';
import { signInNameSpellings } from '../users/sign-in-name-spellings.ts';
import { maximumSortKeyBytes, readUserItem, userAttributes, userKey } from '../users/user-item.ts';
import type { AccountStatusStore, TenantStatus } from './account-status.ts';

/** What is read of a tenant: not its keys and its draft, which are most of it. */
const tenantAttributes = [
  'partitionKey',
  'sortKey',
  'app',
  'id',
  'displayName',
  'sso',
  'connection.state',
  'connection.issuer',
  'connection.loginUrl',
  'createdAt',
  'version',
  'sessionGeneration',
];

/** A batch has one projection for all of its items. */
const attributes = [...new Set([...userAttributes, ...tenantAttributes])];

const tenantStatus = v.object({
  partitionKey: v.string(),
  sortKey: v.literal(tenantSortKey),
  app: storedAppId,
  id: storedTenantId,
  displayName: v.exactOptional(storedText),
  sso: v.exactOptional(v.boolean()),
  connection: v.strictObject({
    state: v.picklist(['draft', 'tested', 'active', 'disabled']),
    issuer: v.optional(v.string(), ''),
    loginUrl: v.optional(v.string(), ''),
  }),
  createdAt: storedInstant,
  version: v.optional(storedCount, 0),
  sessionGeneration: v.optional(storedCount, 0),
});

/** Users and tenants in the table `tenants`, where both stand. */
export function dynamoDbAccountStatusStore(table: Table, apps: Apps): AccountStatusStore {
  return {
    async find(app, tenant, signInName) {
      const userKeys = signInNameSpellings(signInName).map((spelling) => userKey(app, tenant, spelling));
      const keys = [tenantKey(app, tenant), ...userKeys];
      const readable = keys.filter(({ sortKey }) => Buffer.byteLength(sortKey) <= maximumSortKeyBytes);
      const items = await table.getEach(readable, attributes);
      const tenantItem = items.find(({ sortKey }) => sortKey === tenantSortKey);
      // The spelling that was given counts first.
      const [userItem] = userKeys.flatMap(({ sortKey }) =>
        items.filter((item) => item['sortKey'] === sortKey),
      );
      return {
        user: userItem && readUserItem(userItem),
        tenant: tenantItem && readTenantStatus(apps, tenantItem),
      };
    },
  };
}

/** @throws StoredItemError where `item` is no tenant */
function readTenantStatus(apps: Apps, item: StoredItem): TenantStatus {
  const stored = readStored(tenantStatus, item);
  requireKey(item, tenantKey(stored.app, stored.id));
  const { createdAt, displayName, version, sessionGeneration } = stored;
  return {
    createdAt,
    ...defined({ displayName }),
    version,
    sessionGeneration,
    isOpen: acceptsSignIns(requireApp(apps, stored.app), stored),
  };
}
