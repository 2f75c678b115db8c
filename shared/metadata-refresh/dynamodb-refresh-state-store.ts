import * as v from 'valibot';
import { reminderDays } from '../events/reminder-days.ts';
import { defined } from '../objects/defined.ts';
import type { Storable } from '../store/expression.ts';
import {
  readStored,
  requireKey,
  storedAppId,
  storedInstant,
  storedTenantId,
  storedText,
} from '../store/read-stored.ts';
import type { NewItem, StoredItem, Table } from '../store/table.ts';
import { tenantScope } from '../store/tenant-scope.ts';
import type { TenantIncarnation } from '../tenants/tenant.ts';
import type {
  RefreshFailures,
  RefreshState,
  RefreshStateRecord,
  RefreshStateStore,
} from './refresh-state.ts';

/** Sorts after the tenant and before its users, so that removing the tenant removes it too. */
const refreshStateSortKeyPrefix = 'tenant-watch#';
/** The sort key that the release before used, for every tenant of the name. */
const earlierSortKey = 'tenant-watch';
const failingSortKey = 'failure';

/**
 * Returns the store of refresh states in the table `tenants`. Some stored attributes have older names: `lookedAt`,
 * `askedAt` and `notices`.
 */
export function dynamoDbRefreshStateStore(table: Table): RefreshStateStore {
  return {
    async find(tenant) {
      const item = await table.get(refreshStateKey(tenant));
      return item === undefined ? findEarlier(table, tenant) : readRefreshStateItem(item);
    },

    write: (before, after) =>
      table.put(
        toRefreshStateItem(after, (before?.version ?? 0) + 1),
        before === undefined || before.version === 0
          ? { condition: 'attribute_not_exists(#partitionKey)' }
          : { condition: '#version = :version', values: { version: before.version } },
      ),

    async findFailing(directory) {
      const item = await table.get(failingKey(directory));
      return item && readStored(failingItem, item).failing;
    },

    async writeFailing(directory, failing) {
      if (failing === undefined) await table.delete(failingKey(directory));
      else await table.put({ ...failingKey(directory), failing: toStoredFailing(failing) });
    },
  };
}

/** Contains the creation time: a refresh that ends after its tenant was removed leaves no state to a later namesake. */
function refreshStateKey({ app, id, createdAt }: TenantIncarnation) {
  return {
    partitionKey: tenantScope(app, id),
    sortKey: `${refreshStateSortKeyPrefix}${createdAt.toISOString()}`,
  };
}

/** Returns the state that the release before stored for this tenant, as version 0. */
async function findEarlier(table: Table, tenant: TenantIncarnation): Promise<RefreshStateRecord | undefined> {
  const { app, id, createdAt } = tenant;
  const item = await table.get({ partitionKey: tenantScope(app, id), sortKey: earlierSortKey });
  if (item === undefined) return undefined;
  const state = fromStored(readStored(earlierRefreshStateItem, item));
  return state.attemptedAt >= createdAt ? { ...state, createdAt, version: 0 } : undefined;
}

function failingKey(directory: string) {
  return { partitionKey: `directory#${directory}`, sortKey: failingSortKey };
}

const storedFailing = v.strictObject({
  code: storedText,
  since: storedInstant,
  attempts: v.pipe(v.number(), v.integer(), v.minValue(1)),
  nextAttemptAt: storedInstant,
});

const failingItem = v.strictObject({
  partitionKey: v.string(),
  sortKey: v.literal(failingSortKey),
  failing: storedFailing,
});

const commonEntries = {
  partitionKey: v.string(),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  app: storedAppId,
  tenant: storedTenantId,
  lookedAt: storedInstant,
  refreshedAt: v.exactOptional(storedInstant),
  failing: v.exactOptional(storedFailing),
  seen: v.record(
    v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    v.strictObject({
      firstSeenAt: storedInstant,
      missingSince: v.exactOptional(storedInstant),
      retiredAt: v.exactOptional(storedInstant),
    }),
  ),
  notices: v.exactOptional(
    v.strictObject({ expiresAt: storedInstant, days: v.array(v.picklist(reminderDays)) }),
  ),
};

const commonItem = v.object(commonEntries);

const refreshStateItem = v.strictObject({
  ...commonEntries,
  sortKey: v.string(),
  createdAt: storedInstant,
  askedAt: v.exactOptional(storedInstant),
});

const earlierRefreshStateItem = v.strictObject({ ...commonEntries, sortKey: v.literal(earlierSortKey) });

function toRefreshStateItem(state: RefreshState, version: number): NewItem {
  const { app, tenant, createdAt, attemptedAt, urgentAttemptAt, refreshedAt, failing, seen, reminders } =
    state;
  return {
    ...refreshStateKey({ app, id: tenant, createdAt }),
    version,
    app,
    tenant,
    createdAt: createdAt.toISOString(),
    lookedAt: attemptedAt.toISOString(),
    askedAt: urgentAttemptAt?.toISOString(),
    refreshedAt: refreshedAt?.toISOString(),
    failing: failing && toStoredFailing(failing),
    seen: Object.fromEntries(
      Object.entries(seen).map(([name, { firstSeenAt, missingSince, retiredAt }]): [string, Storable] => [
        name,
        {
          firstSeenAt: firstSeenAt.toISOString(),
          missingSince: missingSince?.toISOString(),
          retiredAt: retiredAt?.toISOString(),
        },
      ]),
    ),
    notices: reminders && { expiresAt: reminders.expiresAt.toISOString(), days: [...reminders.days] },
  };
}

function toStoredFailing({ code, since, attempts, nextAttemptAt }: RefreshFailures) {
  return { code, since: since.toISOString(), attempts, nextAttemptAt: nextAttemptAt.toISOString() };
}

/** @throws StoredItemError where `item` is not a complete refresh state */
function readRefreshStateItem(item: StoredItem): RefreshStateRecord {
  const { createdAt, askedAt, ...stored } = readStored(refreshStateItem, item);
  requireKey(item, refreshStateKey({ app: stored.app, id: stored.tenant, createdAt }));
  return { ...fromStored(stored), createdAt, ...defined({ urgentAttemptAt: askedAt }) };
}

/** Returns the attributes that every release has stored, by the names of {@link RefreshState}. */
function fromStored(stored: v.InferOutput<typeof commonItem>) {
  const { version, app, tenant, lookedAt, refreshedAt, failing, seen, notices } = stored;
  return {
    version,
    app,
    tenant,
    attemptedAt: lookedAt,
    seen,
    ...defined({ refreshedAt, failing, reminders: notices }),
  };
}
