import { isDeepStrictEqual } from 'node:util';
import type { Apps } from '../../apps/apps.ts';
import type { AppId } from '../../ids/app-id.ts';
import type { TenantId } from '../../ids/tenant-id.ts';
import { defined } from '../../objects/defined.ts';
import type { StoredItem, Table } from '../../store/table.ts';
import { tenantScope } from '../../store/tenant-scope.ts';
import type { ChangeAuthor } from '../history/tenant-change.ts';
import { readHistory, recordChange, recordLastChange, recordNote } from '../history/tenant-history.ts';
import { claimKeys } from '../keys/claims/claim-keys.ts';
import {
  heldKeyClaims,
  keyClaimNamesOf,
  listKeyClaims,
  releaseKeyClaims,
  unneededKeyClaims,
} from '../keys/claims/key-claims.ts';
import { areKeysTooLarge } from '../keys/key-sizes.ts';
import { storePinnedCertificate } from '../keys/store-pinned-certificate.ts';
import { dynamoDbMailDomainStore } from '../mail-domains/mail-domain-store.ts';
import type { Tenant } from '../tenant.ts';
import { changeTenant, newChange, requireUnclaimed } from './change-tenant.ts';
import {
  readTenantItem,
  readTenantRecord,
  type TenantRecord,
  tenantKey,
  tenantSortKey,
  tenantsOf,
  toTenantItem,
} from './tenant-item.ts';
import { type TenantRange, type TenantStore, TenantStoreConflict } from './tenant-store.ts';

/** The author of a change that names none. */
const unnamed = 'unnamed';

/** Returns the tenants in the table `tenants`. */
export function dynamoDbTenantStore(table: Table, apps: Apps): TenantStore {
  const findRecord = async (app: AppId, id: TenantId): Promise<TenantRecord | undefined> => {
    const item = await table.get(tenantKey(app, id));
    return item && readTenantRecord(item);
  };
  const change: TenantStore['change'] = (app, id, author, edit, rules) =>
    changeTenant(table, apps, () => findRecord(app, id), author, edit, rules);

  return {
    find: async (app, id) => (await findRecord(app, id))?.tenant,

    findStored: findRecord,

    async list(app) {
      const ids = app === undefined ? [...apps.keys()].sort() : [app];
      const tenants: Tenant[] = [];
      for (const one of ids) {
        for await (const page of tenantPages(table, one, {})) tenants.push(...page);
      }
      return tenants;
    },

    pages: (app, range = {}) => tenantPages(table, app, range),

    async add(tenant, author = { by: unnamed, at: tenant.createdAt }) {
      if (areKeysTooLarge(undefined, tenant)) throw new TenantStoreConflict('too-large');
      await requireEmptyPartition(table, tenant);
      await requireUnclaimed(table, apps, undefined, tenant);
      const { held } = await claimKeys(table, apps, tenant, tenant.connection.provenKeys ?? []);
      const record = { tenant, version: 1, lastChange: newChange(author, [{ kind: 'tenant-added' }]) };
      const added = await table.put(toTenantItem(record), {
        condition: 'attribute_not_exists(#partitionKey)',
      });
      const existing = added ? tenant : (await findRecord(tenant.app, tenant.id))?.tenant;
      // Also after an earlier attempt by this process whose answer was lost.
      if (isDeepStrictEqual(existing, tenant)) return recordLastChange(table, record);
      await releaseKeyClaims(table, tenant.id, unneededKeyClaims(apps, held, existing));
      throw new TenantStoreConflict('exists');
    },

    change,

    pinCertificate: (app, id, thumbprint, certificate, author = { by: 'sign-in', at: new Date() }) =>
      storePinnedCertificate(change, { app, id, thumbprint, certificate, author }),

    remove: (app, id, author) => removeTenant(table, apps, app, id, author),

    async note(app, id, author, events) {
      const record = await findRecord(app, id);
      if (record === undefined) throw new TenantStoreConflict('missing');
      await recordNote(table, record, newChange(author, events));
    },

    history: async (app, id) => readHistory(table, app, id, await findRecord(app, id)),
  };
}

/** A query takes one condition on the sort key: a page after an id within a prefix is a range. */
async function* tenantPages(
  table: Table,
  app: AppId,
  { prefix = '', after = '', pageSize }: TenantRange,
): AsyncIterable<readonly Tenant[]> {
  const from = after > prefix ? after : prefix;
  const range = { list: tenantsOf(app), from, to: `${prefix}\u{7f}` };
  if (range.from > range.to) return;
  const isWhole = from === '';
  const pages = table.query({
    index: 'by-list',
    condition: `#listKey = :list${isWhole ? '' : ' AND #listEntry BETWEEN :from AND :to'}`,
    values: isWhole ? { list: range.list } : range,
    ...defined({ pageSize }),
  });
  for await (const items of pages) {
    yield items.map(readTenantItem).filter(({ id }) => id.startsWith(prefix) && (after === '' || id > after));
  }
}

/**
 * Throws where users of an earlier tenant remain. One request: the tenant sorts before its users, so the first item
 * shows which of them exist.
 */
async function requireEmptyPartition(table: Table, { app, id }: Tenant): Promise<void> {
  for await (const [first] of itemsOf(table, app, id, 1)) {
    if (first === undefined) return;
    const { sortKey } = first;
    throw new TenantStoreConflict(sortKey === tenantSortKey ? 'exists' : 'leftovers');
  }
}

async function removeTenant(
  table: Table,
  apps: Apps,
  app: AppId,
  id: TenantId,
  author: ChangeAuthor | undefined,
): Promise<boolean> {
  const item = await table.get(tenantKey(app, id));
  const record = item && readable(item);
  const needed = record === undefined ? [] : keyClaimNamesOf(apps, record.tenant);
  // Read before the tenant is deleted: later claims belong to a new tenant of this name.
  const claims = await heldKeyClaims(table, id, [...needed, ...(await listKeyClaims(table, app, id))]);
  if (record !== undefined) await keepRemoval(table, record, author);
  await table.delete(tenantKey(app, id));
  await releaseKeyClaims(table, id, claims);
  const domains = dynamoDbMailDomainStore(table);
  for (const domain of record?.tenant.mailDomains ?? []) await domains.release(app, domain, id);
  let removed = item !== undefined || claims.size > 0;
  for await (const items of itemsOf(table, app, id)) {
    removed ||= items.length > 0;
    for (const item of items) await table.delete(keyOf(item));
  }
  return removed;
}

async function keepRemoval(table: Table, record: TenantRecord, author: ChangeAuthor | undefined) {
  const { by, at, reason } = author ?? { by: unnamed, at: record.tenant.updatedAt };
  await recordLastChange(table, record);
  const why = { by, at, ...defined({ reason }) };
  await recordChange(table, record, newChange(why, [{ kind: 'tenant-removed' }]));
}

/** Returns undefined for a tenant that cannot be read, which must still be removable. */
function readable(item: StoredItem): TenantRecord | undefined {
  try {
    return readTenantRecord(item);
  } catch {
    return undefined;
  }
}

function itemsOf(table: Table, app: AppId, id: TenantId, pageSize?: number) {
  return table.query({
    condition: '#partitionKey = :partition',
    values: { partition: tenantScope(app, id) },
    ...defined({ pageSize }),
  });
}

function keyOf({ partitionKey, sortKey }: StoredItem) {
  return { partitionKey: String(partitionKey), sortKey: String(sortKey) };
}
