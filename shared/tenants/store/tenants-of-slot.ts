import { gallery } from '../../apps/gallery.ts';
import type { AppId } from '../../ids/app-id.ts';
import { parseTenantId, type TenantId } from '../../ids/tenant-id.ts';
import { StoredItemError } from '../../store/read-stored.ts';
import type { StoredItem, Table } from '../../store/table.ts';
import { tenantScope } from '../../store/tenant-scope.ts';
import { refreshSlotKey } from './refresh-slot.ts';

/** A tenant of a slot. */
export interface TenantInSlot {
  readonly app: AppId;
  readonly id: TenantId;
  /** The directory that serves its metadata; undefined where it has no URL. */
  readonly directory?: string;
}

/**
 * Returns the tenants of a slot, ordered by directory; one request for every 1 MB, which is several thousand tenants.
 * Eventually consistent: a recent change counts in the next round.
 */
export async function tenantsOfSlot(table: Table, slot: number): Promise<readonly TenantInSlot[]> {
  const found: TenantInSlot[] = [];
  const pages = table.query({
    index: 'by-turn',
    condition: '#turnKey = :turn',
    values: { turn: refreshSlotKey(slot) },
  });
  for await (const page of pages) found.push(...page.map(readSlotEntry));
  return found;
}

/** Reads an index entry. @throws StoredItemError where it belongs to no tenant */
function readSlotEntry({ partitionKey, turnEntry }: StoredItem): TenantInSlot {
  const [app = '', tenant = ''] = String(partitionKey).split('#');
  const id = parseTenantId(tenant);
  if (!Object.hasOwn(gallery, app) || id === undefined) {
    throw new StoredItemError(`Stored item ${String(partitionKey)} has a turn and is no tenant`);
  }
  const directory = String(turnEntry).slice(0, -`#${tenantScope(app as AppId, id)}`.length);
  return { app: app as AppId, id, ...(directory === '-' ? {} : { directory }) };
}
