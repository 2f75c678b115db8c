import type { AppId, TenantId } from '../apps/profile.ts';
import type { Tenant } from './tenant.ts';
import type { TenantStore } from './tenant-store.ts';

/** How {@link cachedTenantStore} remembers. */
export interface TenantCacheOptions {
  /** The time, by which an entry ages. */
  readonly clock: () => Date;
  /** How old a tenant may be that `find` returns, in seconds: 1 to 60, default 60. */
  readonly lifetimeSeconds?: number;
  /** How many tenants are remembered; beyond it the one read longest ago is forgotten. Default 1,000. */
  readonly entries?: number;
}

/**
 * `store` with a memory for `find`: what it returns was the stored tenant at most `lifetimeSeconds` ago. A
 * tenant that does not exist is never remembered (one just added can sign in at once), nor a read that failed.
 * Every other method goes to `store`; a write also forgets the tenant here.
 * @throws RangeError where `lifetimeSeconds` is out of bounds.
 */
export function cachedTenantStore(
  store: TenantStore,
  { clock, lifetimeSeconds = 60, entries = 1_000 }: TenantCacheOptions,
): TenantStore {
  if (!(lifetimeSeconds >= 1 && lifetimeSeconds <= 60)) {
    throw new RangeError('lifetimeSeconds must be 1 to 60');
  }
  const remembered = new Map<string, { readonly tenant: Tenant; readonly readAt: number }>();
  const nameOf = (app: AppId, id: TenantId): string => `${app}#${id}`;

  const forgetting = async <Result>(app: AppId, id: TenantId, write: Promise<Result>): Promise<Result> => {
    try {
      return await write;
    } finally {
      // Also after a failure: the write may have been done and its answer lost.
      remembered.delete(nameOf(app, id));
    }
  };

  return {
    async find(app, id) {
      const name = nameOf(app, id);
      // The age counts from before the read: the tenant may change while its answer is on the way.
      const readAt = clock().getTime();
      const entry = remembered.get(name);
      const ageMilliseconds = entry === undefined ? Number.POSITIVE_INFINITY : readAt - entry.readAt;
      if (entry !== undefined && ageMilliseconds >= 0 && ageMilliseconds < lifetimeSeconds * 1_000) {
        return entry.tenant;
      }
      remembered.delete(name);
      const tenant = await store.find(app, id);
      if (tenant === undefined) return undefined;
      remembered.delete(name);
      remembered.set(name, { tenant, readAt });
      for (const oldest of remembered.keys()) {
        if (remembered.size <= entries) break;
        remembered.delete(oldest);
      }
      return tenant;
    },
    list: (app) => store.list(app),
    add: (tenant) => forgetting(tenant.app, tenant.id, store.add(tenant)),
    replace: (tenant) => forgetting(tenant.app, tenant.id, store.replace(tenant)),
    pinCertificate: (app, id, thumbprint, certificate) =>
      forgetting(app, id, store.pinCertificate(app, id, thumbprint, certificate)),
    remove: (app, id) => forgetting(app, id, store.remove(app, id)),
  };
}
