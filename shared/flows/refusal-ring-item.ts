import * as v from 'valibot';
import type { AppId, TenantId } from '../apps/profile.ts';
import { readStored } from '../store/read-stored.ts';
import type { StoredItem } from '../store/table.ts';
import { tenantScope } from '../store/tenant-scope.ts';

/** Where the index `by-time` holds the rings that moved since they were announced. No tenant's log is called so. */
export const movedRingsKey = 'refusals';

/** What the keys of a ring begin with. No tenant can be called `-`: that one is for all that do not exist. */
function ringOf(app: AppId, tenant: TenantId | undefined): string {
  return tenant === undefined ? `${app}#-` : tenantScope(app, tenant);
}

/** The key of the item that says where a ring stands. */
export function ringKey(app: AppId, tenant: TenantId | undefined) {
  return { partitionKey: `${ringOf(app, tenant)}#refusals` };
}

/** The key of one slot of a ring. */
export function slotKey(app: AppId, tenant: TenantId | undefined, slot: number) {
  return { partitionKey: `${ringOf(app, tenant)}#refusal#${slot}` };
}

const ringItem = v.strictObject({
  partitionKey: v.string(),
  timeToLive: v.number(),
  recorded: v.pipe(v.number(), v.safeInteger()),
  announced: v.optional(v.pipe(v.number(), v.safeInteger()), 0),
  logKey: v.exactOptional(v.literal(movedRingsKey)),
  logTime: v.exactOptional(v.string()),
});

/** @throws StoredItemError where `item` says not where a ring stands. */
export function readRing(item: StoredItem) {
  return readStored(ringItem, item);
}
