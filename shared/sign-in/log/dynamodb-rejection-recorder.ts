import type { NewItem, Table } from '../../store/table.ts';
import {
  bufferSlotKey,
  buffersKey,
  changedBuffersKey,
  type RejectionBuffer,
  readBuffers,
} from './rejection-buffer-item.ts';
import {
  type RejectedSignIn,
  type RejectionRecorder,
  rejectionLifetimeSeconds,
  rejectionSlots,
} from './rejection-log.ts';

/** What a directory that signs with a new key is refused by. */
const unknownKeyProblems: ReadonlySet<string> = new Set(['key-unknown', 'key-missing']);

/** Writes refusals to the table `flows`: what a function bundles, which never reads one. */
export function dynamoDbRejectionRecorder(table: Table): RejectionRecorder {
  return {
    async record(rejection) {
      const { app, tenant } = rejection;
      const buffer: RejectionBuffer = rejection.signed ? 'signed' : 'unsigned';
      // When the item is past this, so is every slot: the buffers may begin again.
      const timeToLive = Math.ceil(rejection.at.getTime() / 1_000) + rejectionLifetimeSeconds;
      const buffers = await table.update(buffersKey(app, tenant), {
        // The index finds the buffers by their mark. It is the same write, of the same shape and attributes, for every
        // refusal of every name: nothing tells from outside which counts it moved.
        update:
          'SET #timeToLive = :timeToLive, #logKey = :rings, #logTime = if_not_exists(#logTime, :at) ADD #signed :signed, #unsigned :unsigned, #unknownKeys :unknownKeys',
        values: {
          timeToLive,
          rings: changedBuffersKey,
          at: rejection.at.toISOString(),
          signed: Number(rejection.signed),
          unsigned: Number(!rejection.signed),
          unknownKeys: Number(!rejection.signed && unknownKeyProblems.has(rejection.problem)),
        },
      });
      await table.put(
        toRejectionItem(rejection, buffer, readBuffers(buffers || {})[buffer] % rejectionSlots, timeToLive),
      );
    },
  };
}

function toRejectionItem(
  rejection: RejectedSignIn,
  buffer: RejectionBuffer,
  slot: number,
  timeToLive: number,
): NewItem {
  const { app, tenant, message } = rejection;
  return {
    ...bufferSlotKey(app, tenant, buffer, slot),
    timeToLive,
    slot,
    ring: buffer,
    app,
    tenant: tenant?.id,
    tenantCreatedAt: tenant?.createdAt.toISOString(),
    reference: rejection.reference,
    flow: rejection.flow,
    launch: rejection.launch,
    problem: rejection.problem,
    at: rejection.at.toISOString(),
    expected: rejection.expected,
    actual: rejection.actual,
    message: message && { ...message, shape: message.shape && { ...message.shape } },
  };
}
