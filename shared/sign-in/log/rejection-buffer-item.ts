import * as v from 'valibot';
import type { AppId } from '../../ids/app-id.ts';
import { readStored, storedText } from '../../store/read-stored.ts';
import type { StoredItem } from '../../store/table.ts';
import { tenantScope } from '../../store/tenant-scope.ts';
import type { TenantIncarnation } from '../../tenants/tenant.ts';

/** Where the index `by-time` holds the buffers that moved since they were announced. No tenant's log is called so. */
export const changedBuffersKey = 'refusals';

/**
 * The two buffers of a tenant. `signed` holds what a trusted key has signed, `unsigned` everything else: anybody can
 * post what is unsigned, so it never takes the place of what the directory has signed.
 */
export const rejectionBuffers = ['signed', 'unsigned'] as const;

/** One of {@link rejectionBuffers}. */
export type RejectionBuffer = (typeof rejectionBuffers)[number];

/** Whose buffers they are; undefined: those of all names that no tenant has. */
export type BufferOwner = Pick<TenantIncarnation, 'id' | 'createdAt'> | undefined;

/**
 * What the keys of both buffers begin with. The creation time is part of it: a tenant reads nothing that came to an
 * earlier one of its name. No tenant can be called `-`.
 */
function buffersOf(app: AppId, owner: BufferOwner): string {
  return owner === undefined
    ? `${app}#-#-`
    : `${tenantScope(app, owner.id)}#${owner.createdAt.toISOString()}`;
}

/** The key of the item that counts what both buffers have taken. */
export function buffersKey(app: AppId, owner: BufferOwner) {
  return { partitionKey: `${buffersOf(app, owner)}#refusals` };
}

/** The key of one slot of a buffer. */
export function bufferSlotKey(app: AppId, owner: BufferOwner, buffer: RejectionBuffer, slot: number) {
  return { partitionKey: `${buffersOf(app, owner)}#refusal#${buffer}#${slot}` };
}

const count = v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0)), 0);

const buffersItem = v.strictObject({
  partitionKey: storedText,
  timeToLive: v.number(),
  signed: count,
  unsigned: count,
  unknownKeys: count,
  announcedSigned: count,
  announcedUnsigned: count,
  announcedUnknownKeys: count,
  logKey: v.exactOptional(v.literal(changedBuffersKey)),
  logTime: v.exactOptional(v.string()),
});

/** How far the buffers of a tenant stand. @throws StoredItemError where `item` does not say it */
export function readBuffers(item: StoredItem) {
  return readStored(buffersItem, item);
}
