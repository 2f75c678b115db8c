import type { NewItem, Table } from '../../store/table.ts';
import { movedRingsKey, type RefusalRing, readRings, ringsKey, slotKey } from './rejection-buffer-item.ts';
import { type Refusal, type RefusalRecorder, refusalLifetimeSeconds, refusalSlots } from './rejection-log.ts';

/** What a directory that signs with a new key is refused by. */
const unknownKeyProblems: ReadonlySet<string> = new Set(['key-unknown', 'key-missing']);

/** Writes refusals to the table `flows`: what a function bundles, which never reads one. */
export function dynamoDbRefusalRecorder(table: Table): RefusalRecorder {
  return {
    async record(refusal) {
      const { app, tenant } = refusal;
      const ring: RefusalRing = refusal.signed ? 'signed' : 'unsigned';
      // When the item is past this, so is every slot: the rings may begin again.
      const timeToLive = Math.ceil(refusal.at.getTime() / 1_000) + refusalLifetimeSeconds;
      const rings = await table.update(ringsKey(app, tenant), {
        // The index finds the rings by their mark. It is the same write, of the same shape and attributes, for every
        // refusal of every name: nothing tells from outside which counts it moved.
        update:
          'SET #timeToLive = :timeToLive, #logKey = :rings, #logTime = if_not_exists(#logTime, :at) ADD #signed :signed, #unsigned :unsigned, #unknownKeys :unknownKeys',
        values: {
          timeToLive,
          rings: movedRingsKey,
          at: refusal.at.toISOString(),
          signed: Number(refusal.signed),
          unsigned: Number(!refusal.signed),
          unknownKeys: Number(!refusal.signed && unknownKeyProblems.has(refusal.problem)),
        },
      });
      await table.put(toRefusalItem(refusal, ring, readRings(rings || {})[ring] % refusalSlots, timeToLive));
    },
  };
}

function toRefusalItem(refusal: Refusal, ring: RefusalRing, slot: number, timeToLive: number): NewItem {
  const { app, tenant, message } = refusal;
  return {
    ...slotKey(app, tenant, ring, slot),
    timeToLive,
    slot,
    ring,
    app,
    tenant: tenant?.id,
    tenantCreatedAt: tenant?.createdAt.toISOString(),
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
