import { Buffer } from 'node:buffer';
import { createHash, randomUUID } from 'node:crypto';
import { gallery } from '../apps/gallery.ts';
import type { AppId, TenantId } from '../apps/profile.ts';
import { allItems, type StoredItem, type Table } from '../store/table.ts';
import { tenantScope } from '../store/tenant-scope.ts';
import type { Connection, Tenant } from './tenant.ts';
import { TenantStoreConflict } from './tenant-store.ts';
import { knownThumbprints } from './trusted-key-identity.ts';

/*
 * Every app in a directory has the same issuer, and an app with a fixed Identifier the same audience for all
 * its tenants. There, (issuer, signing key) must name one tenant: a guard item a fingerprint says which. A
 * guard without its tenant refuses too much, a tenant without its guard too little; so guards are written
 * before the tenant and freed after it. Each claim leaves a mark of its own, and a guard is freed only while
 * the mark is the one that was seen: whoever claims it meanwhile, for the same tenant, keeps it.
 */

const guardSortKey = 'guard';

/** Guards by partition key, each with the mark of the claim that was seen; undefined for one without. */
export type HeldGuards = ReadonlyMap<string, string | undefined>;

/** What of a tenant its guards are made of. */
export interface Guarded extends Pick<Tenant, 'app' | 'id'> {
  readonly connection: Pick<Connection, 'issuer' | 'trustedKeys'>;
}

/** The guards that `tenant` needs, by partition key; none where the app's Identifier is the tenant's own. */
export function guardsOf({ app, connection }: Guarded): readonly string[] {
  if (gallery[app].identifier !== 'fixed') return [];
  // Both fingerprints where the certificate is known, so that it is the same key however it is trusted.
  const fingerprints = new Set(connection.trustedKeys.flatMap((key) => Object.values(knownThumbprints(key))));
  // The issuer stands last, for it may hold any character.
  return [...fingerprints].map((print) => `guard#${app}#${print}#${issuerInKey(connection.issuer)}`);
}

/** A partition key has at most 2,048 bytes; 1,024 characters may be three times as many. */
const longestIssuerBytes = 1_024;

function issuerInKey(issuer: string): string {
  if (Buffer.byteLength(issuer) <= longestIssuerBytes) return issuer;
  return `sha256:${createHash('sha256').update(issuer).digest('hex')}`;
}

/**
 * Claims every guard that `tenant` needs; one that it owns already is claimed anew.
 * @returns All of them, with the marks of these claims.
 * @throws TenantStoreConflict `guarded`; then none of those that were free before is kept.
 */
export async function claimGuards(table: Table, tenant: Tenant): Promise<HeldGuards> {
  const claimed = new Map<string, string>();
  const free = new Map<string, string>();
  for (const partitionKey of guardsOf(tenant)) {
    const claim = randomUUID();
    const item = {
      partitionKey,
      sortKey: guardSortKey,
      owner: tenant.id,
      claim,
      listKey: guardListOf(tenant.app, tenant.id),
      listEntry: partitionKey,
    };
    claimed.set(partitionKey, claim);
    if (await table.put(item, { condition: 'attribute_not_exists(#partitionKey)' })) {
      free.set(partitionKey, claim);
      continue;
    }
    const ours = { condition: '#owner = :owner', values: { owner: tenant.id } };
    if (await table.put(item, ours)) continue;
    const owner = ownerIn(await table.get({ partitionKey, sortKey: guardSortKey }));
    await releaseGuards(table, tenant.id, free);
    throw new TenantStoreConflict('guarded', owner);
  }
  return claimed;
}

/** Those of `guards` that `tenant` owns, with their marks. To be asked before what needs them is changed. */
export async function heldGuards(
  table: Table,
  tenant: TenantId,
  guards: Iterable<string>,
): Promise<HeldGuards> {
  const keys = [...new Set(guards)].map((partitionKey) => ({ partitionKey, sortKey: guardSortKey }));
  const held = new Map<string, string | undefined>();
  for (let from = 0; from < keys.length; from += 100) {
    for (const { partitionKey, owner, claim } of await table.getEach(keys.slice(from, from + 100))) {
      if (owner !== tenant) continue;
      held.set(String(partitionKey), typeof claim === 'string' ? claim : undefined);
    }
  }
  return held;
}

/** Whether another tenant owns a guard that `tenant` would need. */
export async function isGuardedByOther(table: Table, tenant: Guarded): Promise<boolean> {
  const keys = guardsOf(tenant).map((partitionKey) => ({ partitionKey, sortKey: guardSortKey }));
  if (keys.length === 0) return false;
  return (await table.getEach(keys.slice(0, 100))).some(({ owner }) => owner !== tenant.id);
}

/** Frees those of `guards` that `tenant` owns and that nobody has claimed since they were seen. */
export async function releaseGuards(table: Table, tenant: TenantId, guards: HeldGuards): Promise<void> {
  for (const [partitionKey, claim] of guards) {
    const unclaimed = claim === undefined ? 'attribute_not_exists(#claim)' : '#claim = :claim';
    await table.delete(
      { partitionKey, sortKey: guardSortKey },
      {
        condition: `#owner = :owner AND ${unclaimed}`,
        values: { owner: tenant, ...(claim === undefined ? {} : { claim }) },
      },
    );
  }
}

/** Those of `guards` that `tenant` does not need. */
export function guardsWithout(guards: HeldGuards, tenant: Tenant | undefined): HeldGuards {
  const needed = new Set(tenant === undefined ? [] : guardsOf(tenant));
  return new Map([...guards].filter(([guard]) => !needed.has(guard)));
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
