import { gallery } from '../apps/gallery.ts';
import { type AppId, parseTenantId } from '../apps/profile.ts';
import { StoredItemError } from '../store/read-stored.ts';
import type { StoredItem, Table } from '../store/table.ts';
import { refusalSlots } from './refusal-log.ts';
import { movedRingsKey, readRing, ringKey, slotKey } from './refusal-ring-item.ts';
import type { MovedRing, RefusalRings } from './refusal-rings.ts';

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
      for await (const page of pages) return page.map(readMovedRing);
      return [];
    },

    async fresh({ app, tenant, recorded, announced }) {
      const count = recorded - announced;
      const kept = Math.min(count, refusalSlots);
      const slots = Array.from({ length: kept }, (_, back) =>
        slotKey(app, tenant, (recorded - back) % refusalSlots),
      );
      const problems: Record<string, number> = {};
      for (const { problem } of slots.length === 0 ? [] : await table.getEach(slots)) {
        // A slot is written after its ring: one that is not there yet is counted and not named.
        if (typeof problem === 'string') problems[problem] = (problems[problem] ?? 0) + 1;
      }
      return { count, problems };
    },

    async markAnnounced({ app, tenant, recorded }) {
      const values = { recorded };
      const cleared = await table.update(ringKey(app, tenant), {
        update: 'SET #announced = :recorded REMOVE #logKey, #logTime',
        condition: '#recorded = :recorded',
        values,
      });
      if (cleared !== false) return;
      // It moved on: so much is announced, and the rest is found by the mark that stays.
      await table.update(ringKey(app, tenant), {
        update: 'SET #announced = :recorded',
        condition: 'attribute_exists(#partitionKey) AND #recorded > :recorded',
        values,
      });
    },
  };
}

/** @throws StoredItemError where `item` is no ring. */
function readMovedRing(item: StoredItem): MovedRing {
  const { partitionKey, recorded, announced } = readRing(item);
  const [app = '', tenant = ''] = partitionKey.split('#');
  const id = parseTenantId(tenant);
  if (!Object.hasOwn(gallery, app) || (id === undefined && tenant !== '-')) {
    throw new StoredItemError(`Stored item ${partitionKey} is the ring of no tenant`);
  }
  return { app: app as AppId, ...(id === undefined ? {} : { tenant: id }), recorded, announced };
}
