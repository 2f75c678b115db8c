import type { Apps } from '../../../apps/apps.ts';
import type { AppId } from '../../../ids/app-id.ts';
import type { TenantId } from '../../../ids/tenant-id.ts';
import { defined } from '../../../objects/defined.ts';
import type { TrustedKey } from '../../../saml/inbound/signature/trusted-key.ts';
import type { Table } from '../../../store/table.ts';
import { readTenantRecord, tenantKey } from '../../store/tenant-item.ts';
import type { ProvenKey, Tenant } from '../../tenant.ts';
import { matches } from '../proven-keys.ts';
import type { Thumbprints } from '../thumbprints.ts';
import { knownThumbprints } from '../trusted-key-identity.ts';
import {
  type HeldKeyClaims,
  keyClaimNames,
  readKeyClaims,
  type StoredKeyClaim,
  writeKeyClaims,
} from './key-claims.ts';

/** The part of a tenant that determines which keys it owns. */
export type Claimant = Pick<Tenant, 'app' | 'id' | 'connection'>;

/** The result of claiming keys. */
export interface MadeClaims {
  readonly held: HeldKeyClaims;
  /** Another tenant that has one of the keys, if any: then that key is not claimed. */
  readonly otherTenant?: TenantId;
}

/**
 * Returns the other tenant of the app that has proven `key` for the same issuer and still trusts it. Strongly
 * consistent: one request for the key claims and one for each tenant that they name. No request for an app whose
 * Identifier is per tenant.
 */
export async function provenKeyHolder(
  table: Table,
  apps: Apps,
  tenant: Claimant,
  key: TrustedKey,
): Promise<TenantId | undefined> {
  const { holder } = await claimsOfOthers(table, apps, tenant, knownThumbprints(key));
  return holder;
}

/**
 * Claims these proven keys for `tenant`, two writes each; none for an app whose Identifier is per tenant. Replaces a
 * claim that another tenant has lost, never one that it still has.
 */
export async function claimKeys(
  table: Table,
  apps: Apps,
  tenant: Claimant,
  keys: readonly ProvenKey[],
): Promise<MadeClaims> {
  const held = new Map<string, string | undefined>();
  let otherTenant: TenantId | undefined;
  for (const key of keys) {
    const made = await claimKey(table, apps, tenant, key);
    for (const [name, claim] of made.held) held.set(name, claim);
    otherTenant ??= made.otherTenant;
  }
  return { held, ...defined({ otherTenant }) };
}

async function claimKey(table: Table, apps: Apps, tenant: Claimant, key: ProvenKey): Promise<MadeClaims> {
  const claimed = await writeKeyClaims(table, apps, tenant, key);
  if (claimed !== undefined) return { held: claimed };
  const { holder, guards } = await claimsOfOthers(table, apps, tenant, key);
  if (holder !== undefined) return { held: new Map(), otherTenant: holder };
  const stale = new Map(guards.map(({ name, claim }) => [name, claim]));
  const replaced = await writeKeyClaims(table, apps, tenant, key, stale);
  // Another writer was faster and owns the claim now.
  return replaced === undefined
    ? { held: new Map(), ...defined({ otherTenant: guards[0]?.owner }) }
    : { held: replaced };
}

async function claimsOfOthers(
  table: Table,
  apps: Apps,
  { app, id, connection: { issuer } }: Claimant,
  known: Partial<Thumbprints>,
): Promise<{ readonly guards: readonly StoredKeyClaim[]; readonly holder: TenantId | undefined }> {
  const all = await readKeyClaims(table, keyClaimNames(apps, app, issuer, [known]));
  const claims = all.filter(({ owner, isProven }) => isProven && owner !== id);
  for (const owner of new Set(claims.map((claim) => claim.owner))) {
    if (await hasProven(table, app, owner, issuer, known)) return { guards: claims, holder: owner };
  }
  return { guards: claims, holder: undefined };
}

/** Returns whether `owner` has proven the key. True if it cannot be read: a fault must not release a key. */
async function hasProven(
  table: Table,
  app: AppId,
  owner: TenantId,
  issuer: string,
  known: Partial<Thumbprints>,
): Promise<boolean> {
  const item = await table.get(tenantKey(app, owner));
  if (item === undefined) return false;
  try {
    const { connection } = readTenantRecord(item).tenant;
    return connection.issuer === issuer && (connection.provenKeys ?? []).some((each) => matches(each, known));
  } catch {
    return true;
  }
}
