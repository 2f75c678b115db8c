import type { AppId } from '../ids/app-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { UserId } from '../ids/user-id.ts';
import type { EndOf } from '../sign-in/end-of-session.ts';
import type { ChangedItem } from '../store/stream-record.ts';
import type { StoredItem } from '../store/table.ts';
import { readTenantRecord, tenantSortKey } from '../tenants/store/tenant-item.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { User } from '../users/user.ts';
import { readUserItem, userSortKeyPrefix } from '../users/user-item.ts';

/** Sessions that count no longer, though their items may still say that they run. */
export type OutdatedSessions = {
  readonly app: AppId;
  readonly tenant: TenantId;
  /** Only those of an older generation; undefined: every one. */
  readonly before: number | undefined;
} & (
  | { readonly of: 'user'; readonly user: UserId; readonly reason: EndOf<'user'>['reason'] }
  | { readonly of: 'tenant'; readonly tenantCreatedAt: Date; readonly reason: EndOf<'tenant'>['reason'] }
);

/**
 * Returns the sessions that the write of a user or a tenant ended; undefined where it ended none. The sessions that
 * begin after that write have its generation, and are not among them.
 * @throws StoredItemError where the item is not a whole user or tenant
 */
export function outdatedBy(change: ChangedItem): OutdatedSessions | undefined {
  const { sortKey } = change.before ?? {};
  if (typeof sortKey !== 'string' || change.before === undefined) return undefined;
  if (sortKey === tenantSortKey) return outdatedByTenant(change.before, change.after);
  return sortKey.startsWith(userSortKeyPrefix) ? outdatedByUser(change.before, change.after) : undefined;
}

function outdatedByUser(before: StoredItem, after: StoredItem | undefined): OutdatedSessions | undefined {
  const [old, user] = [readUserItem(before), after && readUserItem(after)];
  const { app, tenant, id } = old;
  const all = { of: 'user', app, tenant, user: id } as const;
  // The last step of a rename deletes the old name. The person goes on under the new one, one generation later.
  if (user === undefined && old.renaming !== undefined) {
    return { ...all, before: generationOf(old) + 1, reason: 'user-changed' };
  }
  if (user?.id !== id) return { ...all, before: undefined, reason: 'user-removed' };
  if (generationOf(user) <= generationOf(old)) return undefined;
  const reason = old.active && !user.active ? 'user-deactivated' : 'user-changed';
  return { ...all, before: generationOf(user), reason };
}

function outdatedByTenant(before: StoredItem, after: StoredItem | undefined): OutdatedSessions | undefined {
  const { tenant: old } = readTenantRecord(before);
  const tenant = after && readTenantRecord(after).tenant;
  const { app, id, createdAt: tenantCreatedAt } = old;
  const all = { of: 'tenant', app, tenant: id, tenantCreatedAt } as const;
  if (tenant?.createdAt.getTime() !== tenantCreatedAt.getTime()) {
    return { ...all, before: undefined, reason: 'tenant-removed' };
  }
  if (generationOf(tenant) <= generationOf(old)) return undefined;
  const isDisabled = old.connection.state === 'active' && tenant.connection.state !== 'active';
  return {
    ...all,
    before: generationOf(tenant),
    reason: isDisabled ? 'tenant-disabled' : 'tenant-sessions-revoked',
  };
}

function generationOf({ sessionGeneration = 0 }: Pick<User | Tenant, 'sessionGeneration'>): number {
  return sessionGeneration;
}
