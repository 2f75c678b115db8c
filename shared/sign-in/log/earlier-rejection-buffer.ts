import * as v from 'valibot';
import type { AppId } from '../../ids/app-id.ts';
import type { TenantId } from '../../ids/tenant-id.ts';
import { readStored, storedText } from '../../store/read-stored.ts';
import type { StoredItem } from '../../store/table.ts';
import { tenantScope } from '../../store/tenant-scope.ts';
import { changedBuffersKey } from './rejection-buffer-item.ts';

/*
 * What the release before two buffers wrote: one buffer a name, whichever tenant had it, without a word of which keys
 * were unknown. Nothing is written here any more, and TTL sweeps it within 30 days; then this file can go.
 */

function bufferOf(app: AppId, tenant: TenantId | undefined): string {
  return tenant === undefined ? `${app}#-` : tenantScope(app, tenant);
}

/** The key of one of the 64 slots. */
export function earlierBufferSlotKey(app: AppId, tenant: TenantId | undefined, slot: number) {
  return { partitionKey: `${bufferOf(app, tenant)}#refusal#${slot}` };
}

const earlierBufferItem = v.strictObject({
  partitionKey: v.pipe(storedText, v.regex(/^[^#]+#[^#]+#refusals$/)),
  timeToLive: v.number(),
  recorded: v.pipe(v.number(), v.safeInteger()),
  announced: v.optional(v.pipe(v.number(), v.safeInteger()), 0),
  logKey: v.exactOptional(v.literal(changedBuffersKey)),
  logTime: v.exactOptional(v.string()),
});

/** Whether this is the key of the item that counts such a buffer: of one part less than those of today. */
export function isEarlierBufferKey(partitionKey: unknown): boolean {
  return typeof partitionKey === 'string' && partitionKey.split('#').length === 3;
}

/** @throws StoredItemError where `item` is no such buffer */
export function readEarlierBuffer(item: StoredItem) {
  return readStored(earlierBufferItem, item);
}
