import * as v from 'valibot';
import type { AppId } from '../../ids/app-id.ts';
import type { TenantId } from '../../ids/tenant-id.ts';
import { readStored, storedInstant, storedText } from '../../store/read-stored.ts';
import type { NewItem, StoredItem } from '../../store/table.ts';
import { tenantScope } from '../../store/tenant-scope.ts';
import type { TenantChange } from './tenant-change.ts';

const keyState = v.picklist(['candidate', 'secondary', 'primary', 'retired']);

const storedEvent = v.variant('kind', [
  v.strictObject({ kind: v.picklist(['tenant-added', 'tenant-removed', 'sessions-ended']) }),
  v.strictObject({
    kind: v.literal('key'),
    thumbprint: v.string(),
    from: v.exactOptional(keyState),
    to: v.exactOptional(keyState),
  }),
  v.strictObject({ kind: v.literal('key-pinned'), thumbprint: v.string() }),
  v.strictObject({
    kind: v.literal('key-proof'),
    thumbprint: v.string(),
    became: v.picklist(['proven', 'released']),
  }),
  v.strictObject({
    kind: v.literal('setup-link'),
    link: storedText,
    became: v.picklist(['created', 'opened', 'revoked']),
  }),
  v.strictObject({
    kind: v.literal('person'),
    user: storedText,
    became: v.picklist(['added', 'activated', 'deactivated']),
  }),
  v.strictObject({
    kind: v.literal('setting'),
    name: storedText,
    from: v.exactOptional(v.string()),
    to: v.exactOptional(v.string()),
  }),
]);

/** A change inside an item. */
export const storedChange = v.strictObject({
  id: storedText,
  by: storedText,
  at: storedInstant,
  reason: v.exactOptional(v.string()),
  events: v.array(storedEvent),
});

/** Returns `change` in the form stored inside an item. */
export function toStoredChange({ id, by, at, reason, events }: TenantChange) {
  return {
    id,
    by,
    at: at.toISOString(),
    reason,
    events: events.map((event) => ({ ...event })),
  };
}

/** Returns the partition key of a tenant's history: outside of its item collection, so that it outlives the tenant. */
export function historyPartition(app: AppId, tenant: TenantId): string {
  return `history#${tenantScope(app, tenant)}`;
}

/** The position of a change in a history: by life of the tenant, then by version within it. */
export interface ChangePosition {
  readonly app: AppId;
  readonly id: TenantId;
  readonly createdAt: Date;
  readonly version: number;
}

/**
 * Returns the stored form of an event that changed nothing of the tenant. It sorts after the version that it belongs
 * to, by time.
 */
export function toNoteItem({ app, id, createdAt, version }: ChangePosition, note: TenantChange): NewItem {
  return {
    partitionKey: historyPartition(app, id),
    sortKey: `${createdAt.toISOString()}#${placeOf(version)}#note#${note.at.toISOString()}#${note.id}`,
    change: toStoredChange(note),
  };
}

function placeOf(version: number): string {
  return String(version).padStart(10, '0');
}

/** Returns the stored form of a history entry. A removal sorts after the version that it removes. */
export function toHistoryItem(
  { app, id, createdAt, version }: ChangePosition,
  change: TenantChange,
): NewItem {
  const isRemoval = change.events.some(({ kind }) => kind === 'tenant-removed');
  return {
    partitionKey: historyPartition(app, id),
    sortKey: `${createdAt.toISOString()}#${placeOf(version)}${isRemoval ? '#removed' : ''}`,
    change: toStoredChange(change),
  };
}

const historyItem = v.strictObject({ partitionKey: v.string(), sortKey: v.string(), change: storedChange });

/** Reads a stored history entry. @throws StoredItemError where `item` is not one */
export function readHistoryItem(item: StoredItem): TenantChange {
  return readStored(historyItem, item).change;
}
