import { Buffer } from 'node:buffer';
import { createHash, randomUUID } from 'node:crypto';
import { type Apps, requireApp } from '../../../apps/apps.ts';
import { mustOwnKeys } from '../../../apps/key-space.ts';
import type { AppId } from '../../../ids/app-id.ts';
import { parseTenantId, type TenantId } from '../../../ids/tenant-id.ts';
import { defined } from '../../../objects/defined.ts';
import { batchGet } from '../../../store/batch-get.ts';
import { allItems, type StoredItem, type Table } from '../../../store/table.ts';
import { tenantScope } from '../../../store/tenant-scope.ts';
import type { Connection, ProvenKey, Tenant } from '../../tenant.ts';
import type { Thumbprints } from '../thumbprints.ts';

/*
 * Every app in a directory has the same issuer, and an app with a fixed Identifier has the same audience for all its
 * tenants; one with a shared Reply URL, the same recipient. There, (issuer, signing key) should identify one tenant: one key claim per fingerprint records which. Only a
 * proof writes a key claim: a link holder can list any certificate, and must not block its owner from it. A key claim
 * is an index, not the truth: `./claim-keys.ts` counts it only while its owner still has that proof. Each claim writes
 * a unique mark, and a key claim is freed only while it has the mark that was read.
 */

const keyClaimSortKey = 'guard';

/** Key claims by partition key, each with the mark of the claim that was read; undefined for one without. */
export type HeldKeyClaims = ReadonlyMap<string, string | undefined>;

/** A stored key claim. */
export interface StoredKeyClaim {
  readonly name: string;
  readonly owner: TenantId;
  readonly claim: string | undefined;
  /** False where an earlier release wrote it for a key that was only trusted: then it does not count. */
  readonly isProven: boolean;
}

/** Returns the partition keys of the claims on keys for an issuer; none where tenants need not own their keys. */
export function keyClaimNames(
  apps: Apps,
  app: AppId,
  issuer: string,
  keys: readonly Partial<Thumbprints>[],
): readonly string[] {
  if (!mustOwnKeys(requireApp(apps, app))) return [];
  const prints = new Set(
    keys.flatMap(({ sha1, sha256 }) => [sha1, sha256]).filter((each) => each !== undefined),
  );
  // The issuer comes last, because it may hold any character.
  return [...prints].map((print) => `guard#${app}#${print}#${issuerInKey(issuer)}`);
}

/** A partition key has at most 2,048 bytes; 1,024 characters may take three times as many. */
const longestIssuerBytes = 1_024;

function issuerInKey(issuer: string): string {
  if (Buffer.byteLength(issuer) <= longestIssuerBytes) return issuer;
  return `sha256:${createHash('sha256').update(issuer).digest('hex')}`;
}

/** Returns the key claims that a tenant needs: those of its proven keys, for both fingerprints of each. */
export function keyClaimNamesOf(
  apps: Apps,
  {
    app,
    connection,
  }: {
    readonly app: AppId;
    readonly connection: Pick<Connection, 'issuer' | 'provenKeys'>;
  },
): readonly string[] {
  return keyClaimNames(apps, app, connection.issuer, connection.provenKeys ?? []);
}

/** Returns those of `names` that exist, whichever tenant owns them. Strongly consistent, one request for every 100. */
export async function readKeyClaims(
  table: Table,
  names: Iterable<string>,
): Promise<readonly StoredKeyClaim[]> {
  const keys = [...new Set(names)].map((partitionKey) => ({ partitionKey, sortKey: keyClaimSortKey }));
  const claims = (await batchGet(table, keys)).map(readKeyClaim);
  return claims.filter((claim) => claim !== undefined);
}

function readKeyClaim({ partitionKey, owner, claim, provenAt }: StoredItem): StoredKeyClaim | undefined {
  const tenant = parseTenantId(String(owner));
  if (tenant === undefined) return undefined;
  return {
    name: String(partitionKey),
    owner: tenant,
    claim: typeof claim === 'string' ? claim : undefined,
    isProven: typeof provenAt === 'string',
  };
}

/**
 * Writes the key claims of one proven key, where there is none, where this tenant owns it, and where its owner never
 * proved it.
 * @param stale Key claims that no longer count, as they were read: these are replaced too.
 * @returns The marks of these claims; undefined, with none of them kept, where another tenant has one.
 */
export async function writeKeyClaims(
  table: Table,
  apps: Apps,
  { app, id, connection: { issuer } }: Pick<Tenant, 'app' | 'id' | 'connection'>,
  key: ProvenKey,
  stale: HeldKeyClaims = new Map(),
): Promise<HeldKeyClaims | undefined> {
  const claimed = new Map<string, string>();
  for (const partitionKey of keyClaimNames(apps, app, issuer, [key])) {
    const claim = randomUUID();
    const item = {
      partitionKey,
      sortKey: keyClaimSortKey,
      owner: id,
      claim,
      provenAt: key.at.toISOString(),
      listKey: keyClaimListOf(app, id),
      listEntry: partitionKey,
    };
    const isFree =
      'attribute_not_exists(#partitionKey) OR #owner = :owner OR attribute_not_exists(#provenAt)';
    const seen = stale.get(partitionKey);
    const written = await table.put(
      item,
      seen === undefined
        ? { condition: isFree, values: { owner: id } }
        : { condition: `${isFree} OR #claim = :seen`, values: { owner: id, seen } },
    );
    if (!written) {
      await releaseKeyClaims(table, id, claimed);
      return undefined;
    }
    claimed.set(partitionKey, claim);
  }
  return claimed;
}

/** Returns those of `names` that `tenant` owns, with their marks. */
export async function heldKeyClaims(
  table: Table,
  tenant: TenantId,
  names: Iterable<string>,
): Promise<HeldKeyClaims> {
  const claims = await readKeyClaims(table, names);
  return new Map(claims.filter(({ owner }) => owner === tenant).map(({ name, claim }) => [name, claim]));
}

/** Frees those of `claims` that `tenant` owns and that have not been claimed again since they were read. */
export async function releaseKeyClaims(table: Table, tenant: TenantId, claims: HeldKeyClaims): Promise<void> {
  for (const [partitionKey, claim] of claims) {
    const unclaimed = claim === undefined ? 'attribute_not_exists(#claim)' : '#claim = :claim';
    await table.delete(
      { partitionKey, sortKey: keyClaimSortKey },
      {
        condition: `#owner = :owner AND ${unclaimed}`,
        values: { owner: tenant, ...defined({ claim }) },
      },
    );
  }
}

/** Returns those of `claims` that `tenant` does not need. */
export function unneededKeyClaims(
  apps: Apps,
  claims: HeldKeyClaims,
  tenant: Tenant | undefined,
): HeldKeyClaims {
  const needed = new Set(tenant === undefined ? [] : keyClaimNamesOf(apps, tenant));
  return new Map([...claims].filter(([claim]) => !needed.has(claim)));
}

/**
 * Returns every key claim that `tenant` owns, even if that tenant no longer exists. Eventually consistent: a recent
 * claim may be missing.
 */
export async function listKeyClaims(table: Table, app: AppId, tenant: TenantId): Promise<readonly string[]> {
  const pages = table.query({
    index: 'by-list',
    condition: '#listKey = :list',
    values: { list: keyClaimListOf(app, tenant) },
  });
  return (await allItems(pages)).map(({ partitionKey }) => String(partitionKey));
}

function keyClaimListOf(app: AppId, tenant: TenantId): string {
  return `guards#${tenantScope(app, tenant)}`;
}
