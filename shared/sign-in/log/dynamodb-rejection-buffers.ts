import { type AppId, parseAppId } from '../../ids/app-id.ts';
import { parseTenantId } from '../../ids/tenant-id.ts';
import { batchGet } from '../../store/batch-get.ts';
import { StoredItemError } from '../../store/read-stored.ts';
import type { Key, StoredItem, Table } from '../../store/table.ts';
import { isEarlierBufferKey, readEarlierBuffer } from './earlier-rejection-buffer.ts';
import {
  type BufferOwner,
  bufferSlotKey,
  changedBuffersKey,
  type RejectionBuffer,
  readBuffers,
  rejectionBuffers,
} from './rejection-buffer-item.ts';
import type { ChangedBuffers, NewRejections, RejectionBuffers } from './rejection-buffers.ts';
import { rejectionSlots } from './rejection-log.ts';

/** The buffers in the table `flows`. */
export function dynamoDbRejectionBuffers(table: Table): RejectionBuffers {
  return {
    async moved(before, limit) {
      const pages = table.query({
        index: 'by-time',
        condition: '#logKey = :buffers AND #logTime < :before',
        values: { buffers: changedBuffersKey, before: before.toISOString() },
        pageSize: limit,
      });
      for await (const page of pages) return page.map(readChangedBuffers);
      return [];
    },

    fresh: (buffers) => fresh(table, buffers),

    async markAnnounced({ partitionKey, recorded: { signed, unsigned, unknownKeys } }) {
      if (isEarlierBufferKey(partitionKey)) return markEarlierBuffer(table, partitionKey, unsigned);
      const update = `SET ${announced}`;
      const values = { signed, unsigned, unknownKeys };
      const cleared = await table.update(
        { partitionKey },
        {
          update: `${update} REMOVE #logKey, #logTime`,
          condition: '#signed = :signed AND #unsigned = :unsigned',
          values,
        },
      );
      if (cleared !== false) return;
      // One moved on: so much is announced, and the rest is found by the mark that stays.
      await table.update(
        { partitionKey },
        {
          update,
          condition: 'attribute_exists(#partitionKey) AND #signed >= :signed AND #unsigned >= :unsigned',
          values,
        },
      );
    },
  };
}

const announced =
  '#announcedSigned = :signed, #announcedUnsigned = :unsigned, #announcedUnknownKeys = :unknownKeys';

/** Where it moved meanwhile, its mark stays and it is found again. */
async function markEarlierBuffer(table: Table, partitionKey: string, recorded: number): Promise<void> {
  await table.update(
    { partitionKey },
    {
      update: 'SET #announced = :recorded REMOVE #logKey, #logTime',
      condition: '#recorded = :recorded',
      values: { recorded },
    },
  );
}

async function fresh(
  table: Table,
  { app, tenant, recorded, announced }: ChangedBuffers,
): Promise<NewRejections> {
  const came = (buffer: RejectionBuffer) => recorded[buffer] - announced[buffer];
  const slots = rejectionBuffers.flatMap((buffer): readonly Key[] =>
    Array.from({ length: Math.min(came(buffer), rejectionSlots) }, (_, back) =>
      bufferSlotKey(app, tenant, buffer, (recorded[buffer] - back) % rejectionSlots),
    ),
  );
  const problems: Record<string, number> = {};
  for (const { problem } of await batchGet(table, slots)) {
    // A slot is written after its count: one that is not there yet is counted and not named.
    if (typeof problem === 'string') problems[problem] = (problems[problem] ?? 0) + 1;
  }
  return { count: came('signed') + came('unsigned'), problems };
}

/** @throws StoredItemError where `item` counts no buffers. */
function readChangedBuffers(item: StoredItem): ChangedBuffers {
  if (isEarlierBufferKey(item['partitionKey'])) return readChangedEarlierBuffer(item);
  const { partitionKey, ...buffers } = readBuffers(item);
  const { signed, unsigned, unknownKeys } = buffers;
  return {
    partitionKey,
    ...ownerIn(partitionKey),
    recorded: { signed, unsigned, unknownKeys },
    announced: {
      signed: buffers.announcedSigned,
      unsigned: buffers.announcedUnsigned,
      unknownKeys: buffers.announcedUnknownKeys,
    },
  };
}

/** What one of its refusals was is not looked up: they are counted, and a key may have been unknown. */
function readChangedEarlierBuffer(item: StoredItem): ChangedBuffers {
  const { partitionKey, recorded, announced } = readEarlierBuffer(item);
  const counts = (unsigned: number) => ({ signed: 0, unsigned, unknownKeys: unsigned });
  const [app = '', tenant = ''] = partitionKey.split('#');
  return {
    partitionKey,
    ...ownerIn(`${app}#${tenant}#${tenant === '-' ? '-' : new Date(0).toISOString()}`),
    recorded: counts(recorded),
    announced: counts(announced),
  };
}

function ownerIn(partitionKey: string): { readonly app: AppId; readonly tenant?: BufferOwner } {
  const [appText = '', name = '', added = ''] = partitionKey.split('#');
  const app = parseAppId(appText);
  const id = parseTenantId(name);
  const createdAt = new Date(added);
  const isNobodys = name === '-' && added === '-';
  if (app === undefined || (!isNobodys && (id === undefined || Number.isNaN(createdAt.getTime())))) {
    throw new StoredItemError(`Stored item ${partitionKey} counts the refusals of no tenant`);
  }
  return { app, ...(id === undefined ? {} : { tenant: { id, createdAt } }) };
}
