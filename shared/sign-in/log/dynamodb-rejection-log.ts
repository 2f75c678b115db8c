import * as v from 'valibot';
import type { AppId } from '../../ids/app-id.ts';
import type { FlowId } from '../../ids/flow-id.ts';
import { batchGet } from '../../store/batch-get.ts';
import {
  readStored,
  requireKey,
  storedAppId,
  storedInstant,
  storedTenantId,
  storedText,
} from '../../store/read-stored.ts';
import type { Key, StoredItem, Table } from '../../store/table.ts';
import { initiations } from '../initiation.ts';
import { storedResponseProfile } from '../response-profile.ts';
import { dynamoDbRejectionRecorder } from './dynamodb-rejection-recorder.ts';
import { earlierBufferSlotKey } from './earlier-rejection-buffer.ts';
import {
  type BufferOwner,
  bufferSlotKey,
  buffersKey,
  type RejectionBuffer,
  rejectionBuffers,
} from './rejection-buffer-item.ts';
import {
  type RecordedRejection,
  type RejectionLog,
  rejectionLifetimeSeconds,
  rejectionSlots,
} from './rejection-log.ts';

/** How many items are deleted at once. */
const deletesAtOnce = 16;

/** Refusals in the table `flows`. */
export function dynamoDbRejectionLog(table: Table): RejectionLog {
  return {
    ...dynamoDbRejectionRecorder(table),

    async list(app, tenant, now) {
      const oldest = now.getTime() - rejectionLifetimeSeconds * 1_000;
      const items = await batchGet(table, [...slotsOf(app, tenant), ...earlierSlotsOf(app, tenant)]);
      return items
        .map(readRejectionItem)
        .filter(({ ring, at }) => at.getTime() > oldest && (ring !== undefined || isSince(tenant, at)))
        .map(({ ring, ...rejection }) => rejection)
        .sort((one, other) => other.at.getTime() - one.at.getTime());
    },

    async remove(app, tenant) {
      const slots = [...slotsOf(app, tenant), ...earlierSlotsOf(app, tenant)];
      const keys = (await batchGet(table, slots)).map(keyOf);
      for (let from = 0; from < keys.length; from += deletesAtOnce) {
        await Promise.all(keys.slice(from, from + deletesAtOnce).map((key) => table.delete(key)));
      }
      await table.delete(buffersKey(app, tenant));
    },
  };
}

function slotsOf(app: AppId, tenant: BufferOwner): readonly Key[] {
  return rejectionBuffers.flatMap((buffer) =>
    Array.from({ length: rejectionSlots }, (_, slot) => bufferSlotKey(app, tenant, buffer, slot)),
  );
}

function earlierSlotsOf(app: AppId, tenant: BufferOwner): readonly Key[] {
  return Array.from({ length: rejectionSlots }, (_, slot) => earlierBufferSlotKey(app, tenant?.id, slot));
}

function keyOf({ partitionKey }: StoredItem): Key {
  return { partitionKey: String(partitionKey) };
}

/** The keys of the release before do not say which tenant of a name it was: the time does. */
function isSince(tenant: BufferOwner, at: Date): boolean {
  return tenant === undefined || at >= tenant.createdAt;
}

/** A refused message as it is stored. */
const storedRejectedMessage = v.strictObject({
  issuer: v.exactOptional(v.string()),
  certificate: v.exactOptional(v.string()),
  signatureHash: v.exactOptional(v.string()),
  failed: v.exactOptional(v.array(v.string())),
  shape: v.exactOptional(storedResponseProfile),
});

const rejectionItem = v.strictObject({
  partitionKey: v.string(),
  timeToLive: v.number(),
  slot: v.number(),
  ring: v.exactOptional(v.picklist(rejectionBuffers)),
  app: storedAppId,
  tenant: v.exactOptional(storedTenantId),
  tenantCreatedAt: v.exactOptional(storedInstant),
  reference: storedText,
  flow: v.exactOptional(v.custom<FlowId>((value) => typeof value === 'string')),
  launch: v.exactOptional(v.picklist(initiations)),
  problem: storedText,
  at: storedInstant,
  expected: v.exactOptional(v.string()),
  actual: v.exactOptional(v.string()),
  message: v.exactOptional(storedRejectedMessage),
});

/**
 * With its buffer, which nothing of the release before has.
 * @throws StoredItemError where `item` is no whole refusal
 */
function readRejectionItem(
  item: StoredItem,
): RecordedRejection & { readonly ring: RejectionBuffer | undefined } {
  const { partitionKey, timeToLive, slot, ring, tenantCreatedAt, ...rejection } = readStored(
    rejectionItem,
    item,
  );
  const { app, tenant, message } = rejection;
  if (ring === undefined) {
    requireKey(item, earlierBufferSlotKey(app, tenant, slot));
    // The release before diagnosed only what a trusted key had signed.
    return { ...rejection, ring, signed: message?.failed !== undefined };
  }
  const owner = tenant && tenantCreatedAt && { id: tenant, createdAt: tenantCreatedAt };
  requireKey(item, bufferSlotKey(app, owner, ring, slot));
  return { ...rejection, ring, signed: ring === 'signed' };
}
