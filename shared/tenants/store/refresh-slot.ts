import { createHash } from 'node:crypto';
import { type AppId, parseAppId } from '../../ids/app-id.ts';
import { parseTenantId, type TenantId } from '../../ids/tenant-id.ts';
import { StoredItemError } from '../../store/read-stored.ts';
import type { StoredItem, Table } from '../../store/table.ts';
import { tenantScope } from '../../store/tenant-scope.ts';
import { directoryIn } from '../intake/entra-hosts.ts';
import type { Tenant } from '../tenant.ts';

/**
 * The number of slots, one a minute: every tenant is refreshed every `refreshSlots` minutes, and within twice that time
 * if one run was missed.
 */
export const refreshSlots = 720;

/** Returns a tenant's slot: constant for its name, and evenly spread over all names. */
export function refreshSlotOf(app: AppId, tenant: TenantId): number {
  return createHash('sha256').update(tenantScope(app, tenant)).digest().readUInt32BE(0) % refreshSlots;
}

/** Returns the slot of a moment. */
export function refreshSlotAt(now: Date): number {
  return Math.floor(now.getTime() / 60_000) % refreshSlots;
}

/** Returns when a tenant's next slot begins, after `now`. */
export function nextRefreshOf(app: AppId, tenant: TenantId, now: Date): Date {
  const minute = Math.floor(now.getTime() / 60_000);
  const ahead = (refreshSlotOf(app, tenant) - (minute % refreshSlots) + refreshSlots) % refreshSlots;
  return new Date((minute + (ahead === 0 ? refreshSlots : ahead)) * 60_000);
}

/** Returns the partition of a slot's tenants in the index `by-turn`. */
export function refreshSlotKey(slot: number): string {
  return `turn#${slot}`;
}

/** Returns the directory that serves a tenant's metadata: the host, and the directory id if the path names one. */
export function metadataDirectoryOf({
  metadataUrl,
}: Pick<Tenant['connection'], 'metadataUrl'>): string | undefined {
  const url = metadataUrl === undefined ? null : URL.parse(metadataUrl);
  if (url === null) return undefined;
  const directory = directoryIn(url.href);
  return directory === undefined ? url.host : `${url.host}/${directory}`;
}

/**
 * Returns the attributes that put a tenant into the index `by-turn`, ordered by the directory that serves its metadata.
 */
export function refreshSlotAttributes({ app, id, connection }: Tenant) {
  return {
    turnKey: refreshSlotKey(refreshSlotOf(app, id)),
    turnEntry: `${metadataDirectoryOf(connection) ?? '-'}#${tenantScope(app, id)}`,
  };
}

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
  const [appText = '', tenant = ''] = String(partitionKey).split('#');
  const app = parseAppId(appText);
  const id = parseTenantId(tenant);
  if (app === undefined || id === undefined) {
    throw new StoredItemError(`Stored item ${String(partitionKey)} has a turn and is no tenant`);
  }
  const directory = String(turnEntry).slice(0, -`#${tenantScope(app, id)}`.length);
  return { app, id, ...(directory === '-' ? {} : { directory }) };
}
