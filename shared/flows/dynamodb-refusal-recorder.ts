import type { NewItem, Table } from '../store/table.ts';
import { type Refusal, type RefusalRecorder, refusalLifetimeSeconds, refusalSlots } from './refusal-log.ts';
import { movedRingsKey, readRing, ringKey, slotKey } from './refusal-ring-item.ts';

/** Writes refusals to the table `flows`: what a function bundles, which never reads one. */
export function dynamoDbRefusalRecorder(table: Table): RefusalRecorder {
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
  };
}

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
