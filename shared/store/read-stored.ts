import * as v from 'valibot';
import { appIdSchema, tenantIdSchema } from '../apps/id-schemas.ts';
import type { StoredItem } from './table.ts';

/** A stored item that is not what it should be. Nothing may be decided from it. */
export class StoredItemError extends Error {
  override readonly name = 'StoredItemError';
}

/**
 * `item` as `schema` reads it. Schemas of stored items are strict: an attribute that this release does not
 * know may be one that narrows what a tenant trusts, so a new one is read a release before it is written.
 * @throws StoredItemError that names the item's key and the attribute, never a value.
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
 * @param expected The keys that the item's own content makes; undefined: it is in no such index.
 * @throws StoredItemError where `item` stands elsewhere.
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

/** A point in time, stored as ISO 8601 in UTC with milliseconds, so that text compares as time does. */
export const storedInstant = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  v.transform((text) => new Date(text)),
  v.date(),
);

/** A whole number that counts something, from 0. */
export const storedCount = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A text that says something. */
export const storedText = v.pipe(v.string(), v.minLength(1));
