import { isDeepStrictEqual } from 'node:util';
import { gallery } from '../apps/gallery.ts';
import type { AppId, TenantId } from '../apps/profile.ts';
import { allItems, type StoredItem, type Table } from '../store/table.ts';
import { tenantScope } from '../store/tenant-scope.ts';
import { claimGuards, guardsOf, listGuards, releaseGuards } from './guards.ts';
import { pinCertificate } from './pin-certificate.ts';
import type { Tenant } from './tenant.ts';
import { readTenantItem, tenantKey, tenantSortKey, tenantsOf, toTenantItem } from './tenant-item.ts';
import { type TenantStore, TenantStoreConflict } from './tenant-store.ts';

/** Tenants in the table `tenants`. */
export function dynamoDbTenantStore(table: Table): TenantStore {
  const find = async (app: AppId, id: TenantId): Promise<Tenant | undefined> => {
    const item = await table.get(tenantKey(app, id));
    return item && readTenantItem(item);
  };

  return {
    find,

    async list(app) {
      const apps = app === undefined ? (Object.keys(gallery) as AppId[]).sort() : [app];
      const tenants: Tenant[] = [];
      for (const one of apps) tenants.push(...(await listTenants(table, one)));
      return tenants;
    },

    async add(tenant) {
      await requireEmptyPartition(table, tenant);
      const claimed = await claimGuards(table, tenant);
      const added = await table.put(toTenantItem(tenant), {
        condition: 'attribute_not_exists(#partitionKey)',
      });
      if (added) return;
      const existing = await find(tenant.app, tenant.id);
      // Our own earlier attempt, whose answer was lost.
      if (isDeepStrictEqual(existing, tenant)) return;
      await releaseGuards(table, tenant.id, without(claimed, existing));
      throw new TenantStoreConflict('exists');
    },

    async replace(tenant) {
      const before = await find(tenant.app, tenant.id);
      if (before === undefined) throw new TenantStoreConflict('missing');
      const claimed = await claimGuards(table, tenant);
      const replaced = await table.put(toTenantItem(tenant), {
        condition: 'attribute_exists(#partitionKey)',
      });
      await releaseGuards(table, tenant.id, replaced ? without(guardsOf(before), tenant) : claimed);
      if (!replaced) throw new TenantStoreConflict('missing');
    },

    pinCertificate: async (app, id, thumbprint, certificate) =>
      pinCertificate(table, () => find(app, id), { app, id, thumbprint, certificate }),

    remove: (app, id) => removeTenant(table, app, id),
  };
}

async function listTenants(table: Table, app: AppId): Promise<readonly Tenant[]> {
  const pages = table.query({
    index: 'by-list',
    condition: '#listKey = :list',
    values: { list: tenantsOf(app) },
  });
  return (await allItems(pages)).map(readTenantItem);
}

/** One request: the tenant itself sorts before its users, so the first item tells which of them are there. */
async function requireEmptyPartition(table: Table, { app, id }: Tenant): Promise<void> {
  for await (const [first] of itemsOf(table, app, id, 1)) {
    if (first === undefined) return;
    const { sortKey } = first;
    throw new TenantStoreConflict(sortKey === tenantSortKey ? 'exists' : 'leftovers');
  }
}

async function removeTenant(table: Table, app: AppId, id: TenantId): Promise<boolean> {
  const tenant = await table.get(tenantKey(app, id));
  await table.delete(tenantKey(app, id));
  const guards = new Set([...guardsWrittenIn(tenant), ...(await listGuards(table, app, id))]);
  await releaseGuards(table, id, guards);
  let removed = tenant !== undefined || guards.size > 0;
  for await (const items of itemsOf(table, app, id)) {
    removed ||= items.length > 0;
    for (const item of items) await table.delete(keyOf(item));
  }
  return removed;
}

/** The guards of a tenant item that can be read. One that cannot must still be removable. */
function guardsWrittenIn(item: StoredItem | undefined): readonly string[] {
  if (item === undefined) return [];
  try {
    return guardsOf(readTenantItem(item));
  } catch {
    return [];
  }
}

function itemsOf(table: Table, app: AppId, id: TenantId, pageSize?: number) {
  return table.query({
    condition: '#partitionKey = :partition',
    values: { partition: tenantScope(app, id) },
    ...(pageSize === undefined ? {} : { pageSize }),
  });
}

function keyOf({ partitionKey, sortKey }: StoredItem) {
  return { partitionKey: String(partitionKey), sortKey: String(sortKey) };
}

/** Those of `guards` that `tenant` does not need. */
function without(guards: readonly string[], tenant: Tenant | undefined): readonly string[] {
  const needed = new Set(tenant === undefined ? [] : guardsOf(tenant));
  return guards.filter((guard) => !needed.has(guard));
}
