import * as v from 'valibot';
import {
  readStored,
  requireKey,
  storedAppId,
  storedInstant,
  storedTenantId,
  storedText,
} from '../store/read-stored.ts';
import type { NewItem, StoredItem, Table } from '../store/table.ts';
import type { FlowId } from './flow.ts';
import { launches } from './launch.ts';
import {
  type RecordedRefusal,
  type Refusal,
  type RefusalLog,
  refusalLifetimeSeconds,
  refusalSlots,
} from './refusal-log.ts';
import { movedRingsKey, readRing, ringKey, slotKey } from './refusal-ring-item.ts';
import { storedRefusedMessage } from './refused-message.ts';

/** Refusals in the table `flows`. */
export function dynamoDbRefusalLog(table: Table): RefusalLog {
  return {
    async record(refusal) {
      const { app, tenant } = refusal;
      // When the item is past this, so is every slot: the ring may begin anew.
      const timeToLive = Math.ceil(refusal.at.getTime() / 1_000) + refusalLifetimeSeconds;
      const ring = await table.update(ringKey(app, tenant), {
        // Whoever comes by finds the ring by its mark. It is the same write, of the same shape, for every refusal:
        // nothing tells from outside which of them somebody will look into.
        update:
          'SET #timeToLive = :timeToLive, #logKey = :rings, #logTime = if_not_exists(#logTime, :at) ADD #recorded :one',
        values: { timeToLive, rings: movedRingsKey, at: refusal.at.toISOString(), one: 1 },
      });
      const { recorded } = readRing(ring || {});
      await table.put(toRefusalItem(refusal, recorded % refusalSlots, timeToLive));
    },

    async list(app, tenant, now) {
      const slots = Array.from({ length: refusalSlots }, (_, slot) => slotKey(app, tenant, slot));
      const oldest = now.getTime() - refusalLifetimeSeconds * 1_000;
      return (await table.getEach(slots))
        .map(readRefusalItem)
        .filter(({ at }) => at.getTime() > oldest)
        .sort((one, other) => other.at.getTime() - one.at.getTime());
    },
  };
}

const refusalItem = v.strictObject({
  partitionKey: v.string(),
  timeToLive: v.number(),
  slot: v.number(),
  app: storedAppId,
  tenant: v.exactOptional(storedTenantId),
  reference: storedText,
  flow: v.exactOptional(v.custom<FlowId>((value) => typeof value === 'string')),
  launch: v.exactOptional(v.picklist(launches)),
  problem: storedText,
  at: storedInstant,
  expected: v.exactOptional(v.string()),
  actual: v.exactOptional(v.string()),
  message: v.exactOptional(storedRefusedMessage),
});

function toRefusalItem(refusal: Refusal, slot: number, timeToLive: number): NewItem {
  const { message } = refusal;
  return {
    ...slotKey(refusal.app, refusal.tenant, slot),
    timeToLive,
    slot,
    app: refusal.app,
    tenant: refusal.tenant,
    reference: refusal.reference,
    flow: refusal.flow,
    launch: refusal.launch,
    problem: refusal.problem,
    at: refusal.at.toISOString(),
    expected: refusal.expected,
    actual: refusal.actual,
    message: message && { ...message, shape: message.shape && { ...message.shape } },
  };
}

/** @throws StoredItemError where `item` is not a whole refusal. */
function readRefusalItem(item: StoredItem): RecordedRefusal {
  const { partitionKey, timeToLive, slot, ...refusal } = readStored(refusalItem, item);
  requireKey(item, slotKey(refusal.app, refusal.tenant, slot));
  return refusal;
}
