import { isDeepStrictEqual } from 'node:util';
import type { IndexDefinition, TableDefinition } from '../../../shared/store/tables.ts';
import { type Item, itemBytes, writeUnits } from './item-size.ts';

/**
 * The units that a write takes at the indexes of its table, which the embedded engine does not count. One that comes,
 * changes or goes is one write; one whose key changes is two; one of which nothing changes is none.
 */
export function indexWriteUnits(
  table: TableDefinition,
  before: Item | undefined,
  after: Item | undefined,
): number {
  return table.indexes.reduce((sum, index) => {
    const [old, now] = [entryOf(table, index, before), entryOf(table, index, after)];
    if (isDeepStrictEqual(old, now)) return sum;
    const [oldUnits, newUnits] = [unitsOf(old), unitsOf(now)];
    const moves = old !== undefined && now !== undefined && keyOf(index, old) !== keyOf(index, now);
    return sum + (moves ? oldUnits + newUnits : Math.max(oldUnits, newUnits));
  }, 0);
}

function unitsOf(entry: Item | undefined): number {
  return entry === undefined ? 0 : writeUnits(itemBytes(entry));
}

/** What of an item is in an index; undefined where it is not in it. */
function entryOf(table: TableDefinition, index: IndexDefinition, item: Item | undefined): Item | undefined {
  const keys = [index.partitionKey, index.sortKey].flatMap((key) => (key === undefined ? [] : [key.name]));
  if (item === undefined || keys.some((key) => item[key] === undefined)) return undefined;
  if (index.projection === 'ALL') return item;
  const kept = [
    ...keys,
    table.partitionKey.name,
    ...(table.sortKey === undefined ? [] : [table.sortKey.name]),
  ];
  return Object.fromEntries(Object.entries(item).filter(([name]) => kept.includes(name)));
}

function keyOf({ partitionKey, sortKey }: IndexDefinition, item: Item): string {
  return JSON.stringify([item[partitionKey.name], sortKey && item[sortKey.name]]);
}
