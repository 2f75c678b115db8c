import * as v from 'valibot';
import type { AppId, TenantId } from '../apps/profile.ts';
import {
  readStored,
  requireKey,
  storedAppId,
  storedInstant,
  storedTenantId,
  storedText,
} from '../store/read-stored.ts';
import type { NewItem, StoredItem } from '../store/table.ts';
import { tenantScope } from '../store/tenant-scope.ts';
import { sessionLength, type Tenant } from './tenant.ts';
import { storedTrustedKeys, trustedKeyMap } from './trusted-key-map.ts';

/** The sort key of a tenant in its item collection. It sorts before every user of the tenant. */
export const tenantSortKey = 'tenant';

/** The key of a tenant. */
export function tenantKey(app: AppId, tenant: TenantId) {
  return { partitionKey: tenantScope(app, tenant), sortKey: tenantSortKey };
}

/** Where the index `by-list` holds the tenants of an app, by their ids. */
export function tenantsOf(app: AppId): string {
  return `tenants#${app}`;
}

const tenantItem = v.strictObject({
  partitionKey: v.string(),
  sortKey: v.literal(tenantSortKey),
  listKey: v.string(),
  listEntry: v.string(),
  app: storedAppId,
  id: storedTenantId,
  connection: v.strictObject({
    state: v.picklist(['draft', 'tested', 'active', 'disabled']),
    issuer: storedText,
    loginUrl: v.pipe(v.string(), v.url()),
    logoutUrl: v.exactOptional(v.pipe(v.string(), v.url())),
    trustedKeys: v.optional(storedTrustedKeys, {}),
    allowSha1: v.boolean(),
  }),
  sessionLengthSeconds: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(sessionLength.minimumSeconds),
    v.maxValue(sessionLength.maximumSeconds),
  ),
  createdAt: storedInstant,
  updatedAt: storedInstant,
});

/** `tenant` as it is stored. */
export function toTenantItem(tenant: Tenant): NewItem {
  return {
    ...tenantKey(tenant.app, tenant.id),
    listKey: tenantsOf(tenant.app),
    listEntry: tenant.id,
    app: tenant.app,
    id: tenant.id,
    connection: { ...tenant.connection, trustedKeys: trustedKeyMap(tenant.connection.trustedKeys) },
    sessionLengthSeconds: tenant.sessionLengthSeconds,
    createdAt: tenant.createdAt.toISOString(),
    updatedAt: tenant.updatedAt.toISOString(),
  };
}

/** @throws StoredItemError where `item` is not a whole tenant. */
export function readTenantItem(item: StoredItem): Tenant {
  const { partitionKey, sortKey, listKey, listEntry, ...tenant } = readStored(tenantItem, item);
  requireKey(item, tenantKey(tenant.app, tenant.id));
  return tenant;
}
