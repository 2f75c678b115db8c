import { gallery } from '../apps/gallery.ts';
import type { AppId, TenantId } from '../apps/profile.ts';
import type { TrustedKey } from '../saml/inbound/trust.ts';
import { allItems, type StoredItem, type Table } from '../store/table.ts';
import { tenantScope } from '../store/tenant-scope.ts';
import type { Tenant } from './tenant.ts';
import { TenantStoreConflict } from './tenant-store.ts';
import { thumbprintsOf } from './thumbprints.ts';

/*
 * Every app in a directory has the same issuer, and an app with a fixed Identifier the same audience for all
 * its tenants. There, (issuer, signing key) must name one tenant: a guard item a fingerprint says which. A
 * guard without its tenant refuses too much, a tenant without its guard too little; so guards are written
 * before the tenant and freed after it.
 */

const guardSortKey = 'guard';

/** The guards that `tenant` needs, by partition key; none where the app's Identifier is the tenant's own. */
export function guardsOf(tenant: Tenant): readonly string[] {
  if (gallery[tenant.app].identifier !== 'fixed') return [];
  const fingerprints = new Set(tenant.connection.trustedKeys.flatMap(fingerprintsOf));
  // The issuer stands last, for it may hold any character.
  return [...fingerprints].map((print) => `guard#${tenant.app}#${print}#${tenant.connection.issuer}`);
}

/** Both fingerprints where the certificate is known, so that it is the same key however it is trusted. */
function fingerprintsOf(key: TrustedKey): readonly string[] {
  if (key.kind === 'certificate') return Object.values(thumbprintsOf(key.certificate));
  return key.pinned === undefined ? [key.thumbprint] : Object.values(thumbprintsOf(key.pinned));
}

/**
 * Claims every guard that `tenant` needs; one that it owns already is fine.
 * @returns Those that were free before.
 * @throws TenantStoreConflict `guarded`; then none of those that were free is kept.
 */
export async function claimGuards(table: Table, tenant: Tenant): Promise<readonly string[]> {
  const claimed: string[] = [];
  for (const partitionKey of guardsOf(tenant)) {
    const item = {
      partitionKey,
      sortKey: guardSortKey,
      owner: tenant.id,
      listKey: guardListOf(tenant.app, tenant.id),
      listEntry: partitionKey,
    };
    if (await table.put(item, { condition: 'attribute_not_exists(#partitionKey)' })) {
      claimed.push(partitionKey);
      continue;
    }
    const owner = ownerIn(await table.get({ partitionKey, sortKey: guardSortKey }));
    if (owner === tenant.id) continue;
    await releaseGuards(table, tenant.id, claimed);
    throw new TenantStoreConflict('guarded', owner);
  }
  return claimed;
}

/** Frees those of `guards` that `tenant` owns. */
export async function releaseGuards(table: Table, tenant: TenantId, guards: Iterable<string>): Promise<void> {
  for (const partitionKey of guards) {
    await table.delete(
      { partitionKey, sortKey: guardSortKey },
      { condition: '#owner = :owner', values: { owner: tenant } },
    );
  }
}

/**
 * Every guard that `tenant` owns, whether or not there still is such a tenant. Eventually consistent: one
 * claimed a moment ago may be missing.
 */
export async function listGuards(table: Table, app: AppId, tenant: TenantId): Promise<readonly string[]> {
  const pages = table.query({
    index: 'by-list',
    condition: '#listKey = :list',
    values: { list: guardListOf(app, tenant) },
  });
  return (await allItems(pages)).map(({ partitionKey }) => String(partitionKey));
}

function guardListOf(app: AppId, tenant: TenantId): string {
  return `guards#${tenantScope(app, tenant)}`;
}

/** The owner of a guard that could not be had; one that was freed meanwhile has none to name. */
function ownerIn(guard: StoredItem | undefined): string {
  const { owner } = guard ?? {};
  return typeof owner === 'string' ? owner : 'a tenant that is being removed';
}
