import * as v from 'valibot';
import {
  readStored,
  requireKey,
  storedAppId,
  storedInstant,
  storedTenantId,
  storedText,
} from '../store/read-stored.ts';
import type { StoredItem, Table } from '../store/table.ts';
import { dynamoDbRefusalRecorder } from './dynamodb-refusal-recorder.ts';
import type { FlowId } from './flow.ts';
import { launches } from './launch.ts';
import { storedShape } from './message-shape.ts';
import {
  type RecordedRefusal,
  type RefusalLog,
  refusalLifetimeSeconds,
  refusalSlots,
} from './refusal-log.ts';
import { slotKey } from './refusal-ring-item.ts';

/** Refusals in the table `flows`. */
export function dynamoDbRefusalLog(table: Table): RefusalLog {
  return {
    ...dynamoDbRefusalRecorder(table),

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

/** @throws StoredItemError where `item` is not a whole refusal. */
function readRefusalItem(item: StoredItem): RecordedRefusal {
  const { partitionKey, timeToLive, slot, ...refusal } = readStored(refusalItem, item);
  requireKey(item, slotKey(refusal.app, refusal.tenant, slot));
  return refusal;
}
