import type { Tables } from '../../../shared/store/dynamodb.ts';
import type { Query, StoredItem, Table } from '../../../shared/store/table.ts';
import {
  type IndexDefinition,
  type TableDefinition,
  tableDefinitions,
} from '../../../shared/store/tables.ts';
import { holds } from './conditions.ts';
import { order, valueAt } from './expressions.ts';
import { updated } from './updates.ts';

/** Both tables in memory. */
export interface MemoryTables {
  readonly tables: Tables;
  /** Forgets every item. */
  clear(): void;
}

/**
 * Both tables in this process, without requests: for tests that run thousands of sequences. They answer as the embedded
 * engine does, which the contract of the stores proves for both. An item of any size fits, and on one page.
 */
export function memoryTables(): MemoryTables {
  const contents = { tenants: new Map<string, StoredItem>(), flows: new Map<string, StoredItem>() };
  return {
    tables: {
      tenants: memoryTable(tableDefinitions.tenants, contents.tenants),
      flows: memoryTable(tableDefinitions.flows, contents.flows),
    },
    clear() {
      contents.tenants.clear();
      contents.flows.clear();
    },
  };
}

function memoryTable(definition: TableDefinition, items: Map<string, StoredItem>): Table {
  const attributes = keyAttributes(definition);
  const placeOf = (item: StoredItem) => JSON.stringify(attributes.map((name) => item[name]));
  const isMet = (
    item: StoredItem,
    { condition, names = {}, values = {} }: Partial<Pick<Query, 'condition' | 'names' | 'values'>> = {},
  ) => condition === undefined || holds(condition, { item, names, values });
  return {
    async get(key) {
      const found = items.get(placeOf(key));
      return found && copyOf(found);
    },

    async getEach(keys, projection) {
      const found = keys.map((key) => items.get(placeOf(key))).filter((item) => item !== undefined);
      return found.map((item) => copyOf(projection === undefined ? item : projected(item, projection)));
    },

    async put(item, condition) {
      const written = copyOf(item);
      const place = placeOf(written);
      if (!isMet(items.get(place) ?? {}, condition)) return false;
      items.set(place, written);
      return true;
    },

    async update(key, change) {
      const { names = {}, values = {} } = change;
      const place = placeOf(key);
      const found = items.get(place);
      if (!isMet(found ?? {}, change)) return false;
      const context = { item: found ?? { ...key }, names, values: copyOf(values) };
      const written = updated(change.update, context);
      items.set(place, written);
      return copyOf(written);
    },

    async delete(key, condition) {
      const place = placeOf(key);
      if (!isMet(items.get(place) ?? {}, condition)) return false;
      items.delete(place);
      return true;
    },

    async *query(query) {
      const { index, pageSize = Number.POSITIVE_INFINITY } = query;
      const keys = index === undefined ? definition : indexOf(definition, index);
      const sorted = [keys.sortKey?.name ?? [], attributes].flat();
      const direction = query.descending === true ? -1 : 1;
      const compare = (left: StoredItem, right: StoredItem) =>
        direction *
        (sorted.map((name) => order(left[name], right[name]) ?? 0).find((each) => each !== 0) ?? 0);
      let last: StoredItem | undefined;
      for (;;) {
        // As it is now: what was written since the page before is seen.
        const after = last;
        const rest = [...items.values()]
          .filter((item) => keyAttributes(keys).every((name) => item[name] !== undefined))
          .filter((item) => isMet(item, query) && (after === undefined || compare(item, after) > 0))
          .sort(compare);
        const page = rest.slice(0, pageSize);
        yield page.map((item) => copyOf(inIndex(item, definition, index)));
        last = page.at(-1);
        if (rest.length <= page.length) return;
      }
    },
  };
}

function keyAttributes({
  partitionKey,
  sortKey,
}: Pick<IndexDefinition, 'partitionKey' | 'sortKey'>): string[] {
  return [partitionKey.name, sortKey?.name ?? []].flat();
}

function indexOf({ indexes }: TableDefinition, name: string): IndexDefinition {
  const found = indexes.find((index) => index.name === name);
  if (found === undefined) throw new Error(`there is no index ${name}`);
  return found;
}

function inIndex(item: StoredItem, definition: TableDefinition, name: string | undefined): StoredItem {
  const index = name === undefined ? undefined : indexOf(definition, name);
  if (index?.projection !== 'KEYS_ONLY') return item;
  return projected(item, [...keyAttributes(definition), ...keyAttributes(index)]);
}

/** The attributes at these paths, in the maps that they are in. */
function projected(item: StoredItem, paths: readonly string[]): StoredItem {
  const result: Record<string, unknown> = {};
  for (const path of paths) {
    const names = path.split('.');
    const value = valueAt(item, names);
    if (value === undefined) continue;
    let inner = result;
    for (const name of names.slice(0, -1)) {
      inner[name] ??= {};
      inner = inner[name] as Record<string, unknown>;
    }
    inner[names.at(-1) ?? ''] = value;
  }
  return result;
}

/** A copy without undefined attributes, as it comes back from a database. */
function copyOf(item: StoredItem): StoredItem {
  return JSON.parse(JSON.stringify(item)) as StoredItem;
}
