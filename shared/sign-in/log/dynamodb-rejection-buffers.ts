import { gallery } from '../../apps/gallery.ts';
import type { AppId } from '../../ids/app-id.ts';
import { parseTenantId } from '../../ids/tenant-id.ts';
import { getEvery } from '../../store/get-every.ts';
import { StoredItemError } from '../../store/read-stored.ts';
import type { Key, StoredItem, Table } from '../../store/table.ts';
import { isEarlierRingKey, readEarlierRing } from './earlier-rejection-buffer.ts';
import {
  movedRingsKey,
  type RefusalRing,
  type RingOwner,
  readRings,
  refusalRings,
  slotKey,
} from './rejection-buffer-item.ts';
import type { FreshRefusals, MovedRings, RefusalRings } from './rejection-buffers.ts';
import { refusalSlots } from './rejection-log.ts';

/** The rings in the table `flows`. */
export function dynamoDbRefusalRings(table: Table): RefusalRings {
  return {
    async moved(before, limit) {
      const pages = table.query({
        index: 'by-time',
        condition: '#logKey = :rings AND #logTime < :before',
        values: { rings: movedRingsKey, before: before.toISOString() },
        pageSize: limit,
      });
      for await (const page of pages) return page.map(readMovedRings);
      return [];
    },

    fresh: (rings) => fresh(table, rings),

    async markAnnounced({ partitionKey, recorded: { signed, unsigned, unknownKeys } }) {
      if (isEarlierRingKey(partitionKey)) return markEarlierRing(table, partitionKey, unsigned);
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
async function markEarlierRing(table: Table, partitionKey: string, recorded: number): Promise<void> {
  await table.update(
    { partitionKey },
    {
      update: 'SET #announced = :recorded REMOVE #logKey, #logTime',
      condition: '#recorded = :recorded',
      values: { recorded },
    },
  );
}

async function fresh(table: Table, { app, tenant, recorded, announced }: MovedRings): Promise<FreshRefusals> {
  const came = (ring: RefusalRing) => recorded[ring] - announced[ring];
  const slots = refusalRings.flatMap((ring): readonly Key[] =>
    Array.from({ length: Math.min(came(ring), refusalSlots) }, (_, back) =>
      slotKey(app, tenant, ring, (recorded[ring] - back) % refusalSlots),
    ),
  );
  const problems: Record<string, number> = {};
  for (const { problem } of await getEvery(table, slots)) {
    // A slot is written after its count: one that is not there yet is counted and not named.
    if (typeof problem === 'string') problems[problem] = (problems[problem] ?? 0) + 1;
  }
  return { count: came('signed') + came('unsigned'), problems };
}

/** @throws StoredItemError where `item` counts no rings. */
function readMovedRings(item: StoredItem): MovedRings {
  if (isEarlierRingKey(item['partitionKey'])) return readMovedEarlierRing(item);
  const { partitionKey, ...rings } = readRings(item);
  const { signed, unsigned, unknownKeys } = rings;
  return {
    partitionKey,
    ...ownerIn(partitionKey),
    recorded: { signed, unsigned, unknownKeys },
    announced: {
      signed: rings.announcedSigned,
      unsigned: rings.announcedUnsigned,
      unknownKeys: rings.announcedUnknownKeys,
    },
  };
}

/** What one of its refusals was is not looked up: they are counted, and a key may have been unknown. */
function readMovedEarlierRing(item: StoredItem): MovedRings {
  const { partitionKey, recorded, announced } = readEarlierRing(item);
  const counts = (unsigned: number) => ({ signed: 0, unsigned, unknownKeys: unsigned });
  const [app = '', tenant = ''] = partitionKey.split('#');
  return {
    partitionKey,
    ...ownerIn(`${app}#${tenant}#${tenant === '-' ? '-' : new Date(0).toISOString()}`),
    recorded: counts(recorded),
    announced: counts(announced),
  };
}

function ownerIn(partitionKey: string): { readonly app: AppId; readonly tenant?: RingOwner } {
  const [app = '', name = '', added = ''] = partitionKey.split('#');
  const id = parseTenantId(name);
  const createdAt = new Date(added);
  const isNobodys = name === '-' && added === '-';
  if (
    !Object.hasOwn(gallery, app) ||
    (!isNobodys && (id === undefined || Number.isNaN(createdAt.getTime())))
  ) {
    throw new StoredItemError(`Stored item ${partitionKey} counts the refusals of no tenant`);
  }
  return { app: app as AppId, ...(id === undefined ? {} : { tenant: { id, createdAt } }) };
}
