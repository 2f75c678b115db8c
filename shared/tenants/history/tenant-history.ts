import type { AppId } from '../../ids/app-id.ts';
import type { TenantId } from '../../ids/tenant-id.ts';
import { allItems, type Table } from '../../store/table.ts';
import type { TenantRecord } from '../store/tenant-item.ts';
import type { TenantChange } from './tenant-change.ts';
import { historyPartition, readHistoryItem, toHistoryItem, toNoteItem } from './tenant-change-item.ts';

/**
 * Copies the change that made this version of a tenant into its history. It never overwrites an entry, so every writer
 * can repeat it before writing the next change.
 */
export async function recordLastChange(table: Table, record: TenantRecord): Promise<void> {
  if (record.lastChange !== undefined) await recordChange(table, record, record.lastChange);
}

/** Adds `change` to the history of the tenant of `record`. */
export async function recordChange(
  table: Table,
  { tenant, version }: TenantRecord,
  change: TenantChange,
): Promise<void> {
  const { app, id, createdAt } = tenant;
  await table.put(toHistoryItem({ app, id, createdAt, version }, change), {
    condition: 'attribute_not_exists(#partitionKey)',
  });
}

/** Adds an entry for an event that changed nothing of the tenant. */
export async function recordNote(table: Table, record: TenantRecord, note: TenantChange): Promise<void> {
  await recordLastChange(table, record);
  const { app, id, createdAt } = record.tenant;
  await table.put(toNoteItem({ app, id, createdAt, version: record.version }, note));
}

/** Returns every change, oldest first, including the last one of `record` if it is not copied yet. */
export async function readHistory(
  table: Table,
  app: AppId,
  id: TenantId,
  record: TenantRecord | undefined,
): Promise<readonly TenantChange[]> {
  const pages = table.query({
    condition: '#partitionKey = :partition',
    values: { partition: historyPartition(app, id) },
  });
  const changes = (await allItems(pages)).map(readHistoryItem);
  const last = record?.lastChange;
  const isKept = last === undefined || changes.some(({ id: change }) => change === last.id);
  return isKept ? changes : [...changes, last];
}
