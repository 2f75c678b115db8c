import { randomUUID } from 'node:crypto';
import { type Apps, requireApp } from '../../apps/apps.ts';
import { defined } from '../../objects/defined.ts';
import type { Table } from '../../store/table.ts';
import { endingSessions } from '../end-sessions.ts';
import {
  type ChangeAuthor,
  changeLimits,
  eventsBetween,
  type TenantChange,
  type TenantEvent,
} from '../history/tenant-change.ts';
import { recordLastChange } from '../history/tenant-history.ts';
import { claimKeys, provenKeyHolder } from '../keys/claims/claim-keys.ts';
import {
  heldKeyClaims,
  keyClaimNames,
  keyClaimNamesOf,
  releaseKeyClaims,
  unneededKeyClaims,
} from '../keys/claims/key-claims.ts';
import { areKeysTooLarge, withinKeyLimit } from '../keys/key-sizes.ts';
import { newlyProven, newlyTrusted, withValidProofs } from '../keys/proven-keys.ts';
import { knownThumbprints } from '../keys/trusted-key-identity.ts';
import type { Tenant } from '../tenant.ts';
import { type TenantRecord, toTenantItem } from './tenant-item.ts';
import { type ChangeRules, TenantStoreConflict } from './tenant-store.ts';

/** How often a change is retried after another writer was faster. */
const maximumAttempts = 12;

/** Implements `TenantStore.change` over `table`; `find` reads the tenant with its version. */
export async function changeTenant(
  table: Table,
  apps: Apps,
  find: () => Promise<TenantRecord | undefined>,
  author: ChangeAuthor,
  edit: (tenant: Tenant) => Tenant,
  rules: ChangeRules = {},
): Promise<Tenant> {
  for (let attempt = 0; attempt < maximumAttempts; attempt += 1) {
    const before = await find();
    if (before === undefined) throw new TenantStoreConflict('missing');
    const edited = endingSessions(requireApp(apps, before.tenant.app), before.tenant, edit(before.tenant));
    const connection = withValidProofs(before.tenant.connection, edited.connection);
    const after = withinKeyLimit(before.tenant, { ...edited, connection });
    if (areKeysTooLarge(before.tenant, after)) throw new TenantStoreConflict('too-large');
    const events = eventsBetween(before.tenant, after);
    if (events.length === 0) return before.tenant;
    const changed: TenantRecord = {
      tenant: { ...after, updatedAt: author.at },
      version: before.version + 1,
      lastChange: newChange(author, events),
    };
    if (await writeChange(table, apps, find, before, changed, rules)) return changed.tenant;
  }
  throw new TenantStoreConflict('busy');
}

/** Returns a change that is not written yet, cut to `changeLimits`. */
export function newChange({ by, at, reason }: ChangeAuthor, events: readonly TenantEvent[]): TenantChange {
  return {
    id: randomUUID(),
    by: by.slice(0, changeLimits.authorLength),
    at,
    ...defined({ reason: reason?.slice(0, changeLimits.reasonLength) }),
    events: events.slice(0, changeLimits.events),
  };
}

/**
 * Writes the tenant; returns false where it is no longer `before`, and then nothing has changed. It writes key claims
 * before the tenant, so that a proof that ends in between is made again, and once more after it, because another writer
 * may have freed them. A writer that removes a key writes the tenant first and frees its key claims afterwards. Both
 * finally read the tenant again, so that of two concurrent writers one sees the other.
 */
async function writeChange(
  table: Table,
  apps: Apps,
  find: () => Promise<TenantRecord | undefined>,
  before: TenantRecord,
  changed: TenantRecord,
  rules: ChangeRules,
): Promise<boolean> {
  const { tenant } = changed;
  await recordLastChange(table, before);
  if (rules.refuse === 'trusting') await requireUnclaimed(table, apps, before.tenant, tenant);
  const proven = newlyProven(before.tenant.connection, tenant.connection);
  const claims = await claimKeys(table, apps, tenant, proven);
  const refused = rules.refuse === 'proving' && claims.otherTenant !== undefined;
  const written = !refused && (await table.put(toTenantItem(changed), unchangedSince(before)));
  const now = written ? changed : await find();
  // If the answer to the first attempt was lost, the second finds the first one's write.
  if (refused || now?.lastChange?.id !== changed.lastChange?.id) {
    await releaseKeyClaims(table, tenant.id, unneededKeyClaims(apps, claims.held, now?.tenant));
    if (refused) throw new TenantStoreConflict('guarded', claims.otherTenant);
    return false;
  }
  await settleKeyClaims(table, apps, find, before.tenant, tenant);
  await recordLastChange(table, changed);
  return true;
}

/**
 * Refuses to trust a key that another tenant has claimed.
 * @throws TenantStoreConflict `guarded` where another tenant has proven a key that `after` trusts and `before` did not
 */
export async function requireUnclaimed(
  table: Table,
  apps: Apps,
  before: Tenant | undefined,
  after: Tenant,
): Promise<void> {
  for (const key of newlyTrusted(before?.connection, after.connection)) {
    const holder = await provenKeyHolder(table, apps, after, key);
    if (holder !== undefined) throw new TenantStoreConflict('guarded', holder);
  }
}

async function settleKeyClaims(
  table: Table,
  apps: Apps,
  find: () => Promise<TenantRecord | undefined>,
  before: Tenant,
  after: Tenant,
): Promise<void> {
  const proven = newlyProven(before.connection, after.connection);
  const needed = new Set(keyClaimNamesOf(apps, after));
  const kept = new Set(guardsEver(apps, after));
  const lost = new Set(keyClaimNamesOf(apps, before).filter((claim) => !needed.has(claim)));
  const toFree = guardsEver(apps, before).filter((claim) => lost.has(claim) || !kept.has(claim));
  if (keyClaimNames(apps, after.app, '', proven).length === 0 && toFree.length === 0) return;
  const { held } = await claimKeys(table, apps, after, proven);
  const seen = toFree.length === 0 ? new Map() : await heldKeyClaims(table, after.id, toFree);
  const now = await find();
  await releaseKeyClaims(table, after.id, unneededKeyClaims(apps, new Map([...held, ...seen]), now?.tenant));
}

/** Returns the tenant's key claims, with those that an earlier release wrote for keys that were only trusted. */
function guardsEver(apps: Apps, { app, connection }: Tenant): readonly string[] {
  const trusted = connection.trustedKeys.map(knownThumbprints);
  return keyClaimNames(apps, app, connection.issuer, [...trusted, ...(connection.provenKeys ?? [])]);
}

function unchangedSince({ version }: TenantRecord) {
  return version === 0
    ? {
        condition:
          'attribute_exists(#partitionKey) AND (attribute_not_exists(#version) OR #version = :version)',
        values: { version },
      }
    : { condition: '#version = :version', values: { version } };
}
