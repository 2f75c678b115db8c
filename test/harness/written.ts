import type { Tables } from '../../shared/store/dynamodb.ts';
import type { Key, Table } from '../../shared/store/table.ts';

/** Tables that keep the keys of the items that were really written or deleted: a refused condition is no write. */
export interface RecordedTables {
  readonly tables: Tables;
  /** The keys of what was written since the last call. */
  takeWritten(): readonly string[];
}

/** `tables`, watched. */
export function recorded(tables: Tables): RecordedTables {
  let written: string[] = [];
  const keyOf = ({ partitionKey, sortKey }: Readonly<Record<string, unknown>>) =>
    [partitionKey, sortKey].filter((part) => part !== undefined).join(' / ');
  const note = <Result>(key: Key | Readonly<Record<string, unknown>>, result: Result): Result => {
    if (result !== false) written.push(keyOf(key));
    return result;
  };
  const watched = (table: Table): Table => ({
    ...table,
    put: async (item, condition) => note(item, await table.put(item, condition)),
    update: async (key, change) => note(key, await table.update(key, change)),
    delete: async (key, condition) => note(key, await table.delete(key, condition)),
  });
  return {
    tables: { tenants: watched(tables.tenants), flows: watched(tables.flows) },
    takeWritten: () => {
      const taken = written;
      written = [];
      return taken;
    },
  };
}

/** Whether a key is one of the rings of refusals: the only items that what is refused may leave behind. */
export function isBufferItem(key: string): boolean {
  return /^[a-z]+#[^#]+#[^#]+#refusal(?:s|#(?:un)?signed#\d+)$/.test(key);
}
