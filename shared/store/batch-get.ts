import type { Key, StoredItem, Table } from './table.ts';

/** The most items in one BatchGetItem. */
const keysPerRequest = 100;

/**
 * Returns those of `keys` that exist, in no order, strongly consistent: one request for every 100, all at the same
 * time.
 */
export async function batchGet(table: Table, keys: readonly Key[]): Promise<readonly StoredItem[]> {
  const requests = Math.ceil(keys.length / keysPerRequest);
  const size = Math.ceil(keys.length / Math.max(requests, 1));
  const found = await Promise.all(
    Array.from({ length: requests }, (_, index) =>
      table.getEach(keys.slice(index * size, (index + 1) * size)),
    ),
  );
  return found.flat();
}
