import * as v from 'valibot';
import type { AppId } from '../../ids/app-id.ts';
import type { FlowId } from '../../ids/flow-id.ts';
import { getEvery } from '../../store/get-every.ts';
import {
  readStored,
  requireKey,
  storedAppId,
  storedInstant,
  storedTenantId,
  storedText,
} from '../../store/read-stored.ts';
import type { Key, StoredItem, Table } from '../../store/table.ts';
import { launches } from '../initiation.ts';
import { storedShape } from '../response-profile.ts';
import { dynamoDbRefusalRecorder } from './dynamodb-rejection-recorder.ts';
import { earlierSlotKey } from './earlier-rejection-buffer.ts';
import {
  type RefusalRing,
  type RingOwner,
  refusalRings,
  ringsKey,
  slotKey,
} from './rejection-buffer-item.ts';
import {
  type RecordedRefusal,
  type RefusalLog,
  refusalLifetimeSeconds,
  refusalSlots,
} from './rejection-log.ts';

/** How many items are deleted at once. */
const deletesAtOnce = 16;

/** Refusals in the table `flows`. */
export function dynamoDbRefusalLog(table: Table): RefusalLog {
  return {
    ...dynamoDbRefusalRecorder(table),

    async list(app, tenant, now) {
      const oldest = now.getTime() - refusalLifetimeSeconds * 1_000;
      const items = await getEvery(table, [...slotsOf(app, tenant), ...earlierSlotsOf(app, tenant)]);
      return items
        .map(readRefusalItem)
        .filter(({ ring, at }) => at.getTime() > oldest && (ring !== undefined || isSince(tenant, at)))
        .map(({ ring, ...refusal }) => refusal)
        .sort((one, other) => other.at.getTime() - one.at.getTime());
    },

    async remove(app, tenant) {
      const slots = [...slotsOf(app, tenant), ...earlierSlotsOf(app, tenant)];
      const keys = (await getEvery(table, slots)).map(keyOf);
      for (let from = 0; from < keys.length; from += deletesAtOnce) {
        await Promise.all(keys.slice(from, from + deletesAtOnce).map((key) => table.delete(key)));
      }
      await table.delete(ringsKey(app, tenant));
    },
  };
}

function slotsOf(app: AppId, tenant: RingOwner): readonly Key[] {
  return refusalRings.flatMap((ring) =>
    Array.from({ length: refusalSlots }, (_, slot) => slotKey(app, tenant, ring, slot)),
  );
}

function earlierSlotsOf(app: AppId, tenant: RingOwner): readonly Key[] {
  return Array.from({ length: refusalSlots }, (_, slot) => earlierSlotKey(app, tenant?.id, slot));
}

function keyOf({ partitionKey }: StoredItem): Key {
  return { partitionKey: String(partitionKey) };
}

/** The keys of the release before do not say which tenant of a name it was: the time does. */
function isSince(tenant: RingOwner, at: Date): boolean {
  return tenant === undefined || at >= tenant.createdAt;
}

/** A refused message as it is stored. */
const storedRefusedMessage = v.strictObject({
  issuer: v.exactOptional(v.string()),
  certificate: v.exactOptional(v.string()),
  signatureHash: v.exactOptional(v.string()),
  failed: v.exactOptional(v.array(v.string())),
  shape: v.exactOptional(storedShape),
});

const refusalItem = v.strictObject({
  partitionKey: v.string(),
  timeToLive: v.number(),
  slot: v.number(),
  ring: v.exactOptional(v.picklist(refusalRings)),
  app: storedAppId,
  tenant: v.exactOptional(storedTenantId),
  tenantCreatedAt: v.exactOptional(storedInstant),
  reference: storedText,
  flow: v.exactOptional(v.custom<FlowId>((value) => typeof value === 'string')),
  launch: v.exactOptional(v.picklist(launches)),
  problem: storedText,
  at: storedInstant,
  expected: v.exactOptional(v.string()),
  actual: v.exactOptional(v.string()),
  message: v.exactOptional(storedRefusedMessage),
});

/** With its ring, which nothing of the release before has. @throws StoredItemError where `item` is no whole refusal */
function readRefusalItem(item: StoredItem): RecordedRefusal & { readonly ring: RefusalRing | undefined } {
  const { partitionKey, timeToLive, slot, ring, tenantCreatedAt, ...refusal } = readStored(refusalItem, item);
  const { app, tenant, message } = refusal;
  if (ring === undefined) {
    requireKey(item, earlierSlotKey(app, tenant, slot));
    // The release before examined only what a trusted key had signed.
    return { ...refusal, ring, signed: message?.failed !== undefined };
  }
  const owner = tenant && tenantCreatedAt && { id: tenant, createdAt: tenantCreatedAt };
  requireKey(item, slotKey(app, owner, ring, slot));
  return { ...refusal, ring, signed: ring === 'signed' };
}
