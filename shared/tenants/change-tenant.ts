import { randomUUID } from 'node:crypto';
import type { Table } from '../store/table.ts';
import { changeLimits } from './change-limits.ts';
import { endingSessions } from './end-sessions.ts';
import { claimGuards, guardsOf, guardsWithout, heldGuards, releaseGuards } from './guards.ts';
import { areKeysTooLarge } from './key-sizes.ts';
import type { Tenant } from './tenant.ts';
import { type ChangeAuthor, eventsBetween, type TenantChange, type TenantEvent } from './tenant-change.ts';
import { keepLastChange } from './tenant-history.ts';
import { type TenantRecord, toTenantItem } from './tenant-item.ts';
import { TenantStoreConflict } from './tenant-store.ts';

/** How often a change is begun anew because somebody else was quicker. */
const maximumAttempts = 12;

/** `TenantStore.change` over `table`; `find` reads the tenant with its version. */
export async function changeTenant(
  table: Table,
  find: () => Promise<TenantRecord | undefined>,
  author: ChangeAuthor,
  edit: (tenant: Tenant) => Tenant,
): Promise<Tenant> {
  for (let attempt = 0; attempt < maximumAttempts; attempt += 1) {
    const before = await find();
    if (before === undefined) throw new TenantStoreConflict('missing');
    const after = endingSessions(before.tenant, edit(before.tenant));
    if (areKeysTooLarge(before.tenant, after)) throw new TenantStoreConflict('too-large');
    const events = eventsBetween(before.tenant, after);
    if (events.length === 0) return before.tenant;
    const changed: TenantRecord = {
      tenant: { ...after, updatedAt: author.at },
      version: before.version + 1,
      lastChange: newChange(author, events),
    };
    if (await writeChange(table, find, before, changed)) return changed.tenant;
  }
  throw new TenantStoreConflict('busy');
}

/** A change that has not been written yet, cut to `changeLimits`. */
export function newChange({ by, at, reason }: ChangeAuthor, events: readonly TenantEvent[]): TenantChange {
  return {
    id: randomUUID(),
    by: by.slice(0, changeLimits.authorLength),
    at,
    ...(reason === undefined ? {} : { reason: reason.slice(0, changeLimits.reasonLength) }),
    events: events.slice(0, changeLimits.events),
  };
}

/** False where the tenant is no longer `before`; then nothing has changed. */
async function writeChange(
  table: Table,
  find: () => Promise<TenantRecord | undefined>,
  before: TenantRecord,
  changed: TenantRecord,
): Promise<boolean> {
  const { tenant } = changed;
  await keepLastChange(table, before);
  const needed = new Set(guardsOf(tenant));
  const leaving = guardsOf(before.tenant).filter((guard) => !needed.has(guard));
  const toFree = leaving.length === 0 ? new Map() : await heldGuards(table, tenant.id, leaving);
  const claimed = await claimGuards(table, tenant);
  const written = await table.put(toTenantItem(changed), unchangedSince(before));
  const now = written ? changed : await find();
  // Where the first attempt's answer was lost, the second finds its own work.
  if (now?.lastChange?.id !== changed.lastChange?.id) {
    await releaseGuards(table, tenant.id, guardsWithout(claimed, now?.tenant));
    return false;
  }
  await releaseGuards(table, tenant.id, toFree);
  await keepLastChange(table, changed);
  return true;
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
