import * as v from 'valibot';
import { appIdSchema, tenantIdSchema } from '../apps/id-schemas.ts';
import type { StoredItem } from './table.ts';

/** Thrown for a stored item that does not have the expected form. It must not be used for any decision. */
export class StoredItemError extends Error {
  override readonly name = 'StoredItemError';
}

/**
 * Returns `item` parsed by `schema`. Schemas of stored items are strict: an unknown attribute may be one that narrows
 * what a tenant trusts. So each release reads a new attribute before the next one writes it.
 * @throws StoredItemError that names the item's key and the attribute, never a value
 */
export function readStored<Schema extends v.GenericSchema>(
  schema: Schema,
  item: StoredItem,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, item, { abortEarly: true });
  if (result.success) return result.output;
  const field = v.getDotPath(result.issues[0]) ?? 'the item';
  throw new StoredItemError(`Stored item ${keyOf(item)}: ${field} is not what it should be`);
}

/**
 * Requires that an item has the keys of its content.
 * @param expected The keys that the item's content determines; undefined: it is in no such index.
 * @throws StoredItemError where `item` has another key
 */
export function requireKey(item: StoredItem, expected: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(expected)) {
    if (item[name] === value) continue;
    throw new StoredItemError(`Stored item ${keyOf(item)}: ${name} does not match the item's content`);
  }
}

function keyOf({ partitionKey, sortKey }: StoredItem): string {
  const parts = [partitionKey, sortKey].filter((part) => typeof part === 'string');
  return parts.join(' / ') || 'without a key';
}

/** The app's id. */
export const storedAppId = appIdSchema;

/** The tenant's id. */
export const storedTenantId = tenantIdSchema;

/** A point in time, stored as ISO 8601 in UTC with milliseconds, so that text sorts like time. */
export const storedInstant = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  v.transform((text) => new Date(text)),
  v.date(),
);

/** A count: an integer from 0. */
export const storedCount = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A text that is not empty. */
export const storedText = v.pipe(v.string(), v.minLength(1));
