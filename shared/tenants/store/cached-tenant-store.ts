import { isDeepStrictEqual } from 'node:util';
import { type Apps, requireApp } from '../../apps/apps.ts';
import type { AppId } from '../../ids/app-id.ts';
import type { TenantId } from '../../ids/tenant-id.ts';
import { acceptsSignIns } from '../sso-entitlement.ts';
import type { Tenant } from '../tenant.ts';
import type { TenantStore } from './tenant-store.ts';

/** The maximum age of a tenant that {@link cachedTenantStore} returns without a read, in seconds. */
export const maximumTenantAgeSeconds = 60;

/** Options of {@link cachedTenantStore}. */
export interface TenantCacheOptions {
  /** The apps of the deployment. */
  readonly apps: Apps;
  /** The time by which an entry ages. */
  readonly clock: () => Date;
  /** The maximum age of a tenant that `find` returns, in seconds: 1 to {@link maximumTenantAgeSeconds}, the default. */
  readonly lifetimeSeconds?: number;
  /** How many tenants are cached; beyond that the one read longest ago is evicted. Default 1,000. */
  readonly entries?: number;
}

/** A {@link TenantStore} that caches active tenants. */
export interface CachedTenantStore extends TenantStore {
  /** Returns the cached tenant, which was active at most `lifetimeSeconds` ago. No request. */
  peekCached(app: AppId, id: TenantId): Tenant | undefined;
  /** Returns the current tenant: always one request, whatever is cached. */
  findFresh(app: AppId, id: TenantId): Promise<Tenant | undefined>;
  /** Returns the version of a tenant object that this store returned; undefined for any other object. No request. */
  versionOf(tenant: Tenant): number | undefined;
}

/**
 * Returns `store` with a cache for `find`: a cached tenant is at most `lifetimeSeconds` old. A tenant that does not
 * exist or is not active is never cached. So a tenant just added or enabled can sign in at once, and response time does
 * not tell the two apart. Failed reads are not cached either. A tenant that a later read finds unchanged stays the same
 * object, so that work prepared from it stays valid. Every other method goes to `store`; a write also evicts the tenant
 * here.
 * @throws RangeError where `lifetimeSeconds` is out of bounds
 */
export function cachedTenantStore(
  store: TenantStore,
  { apps, clock, lifetimeSeconds = maximumTenantAgeSeconds, entries = 1_000 }: TenantCacheOptions,
): CachedTenantStore {
  if (!(lifetimeSeconds >= 1 && lifetimeSeconds <= maximumTenantAgeSeconds)) {
    throw new RangeError(`lifetimeSeconds must be 1 to ${maximumTenantAgeSeconds}`);
  }
  const memory = new Map<string, { readonly tenant: Tenant; readonly readAt: number }>();
  const versions = new WeakMap<Tenant, number>();
  const nameOf = (app: AppId, id: TenantId): string => `${app}#${id}`;

  const forgetting = async <Result>(app: AppId, id: TenantId, write: Promise<Result>): Promise<Result> => {
    try {
      return await write;
    } finally {
      // Also after a failure: the write may have succeeded and its answer been lost.
      memory.delete(nameOf(app, id));
    }
  };

  const peekCached = (app: AppId, id: TenantId): Tenant | undefined => {
    const entry = memory.get(nameOf(app, id));
    const ageMilliseconds = entry === undefined ? Number.NaN : clock().getTime() - entry.readAt;
    return ageMilliseconds >= 0 && ageMilliseconds < lifetimeSeconds * 1_000 ? entry?.tenant : undefined;
  };

  const findFresh = async (app: AppId, id: TenantId): Promise<Tenant | undefined> => {
    const name = nameOf(app, id);
    // The age counts from before the read: the tenant may change while the answer is on the way.
    const readAt = clock().getTime();
    const stored = await store.findStored(app, id);
    const before = memory.get(name)?.tenant;
    memory.delete(name);
    if (stored === undefined) return undefined;
    const { tenant: read, version } = stored;
    const isUnchanged =
      before !== undefined && versions.get(before) === version && isDeepStrictEqual(before, read);
    const tenant = isUnchanged ? before : read;
    versions.set(tenant, version);
    if (!acceptsSignIns(requireApp(apps, app), tenant)) return tenant;
    memory.set(name, { tenant, readAt });
    for (const oldest of memory.keys()) {
      if (memory.size <= entries) break;
      memory.delete(oldest);
    }
    return tenant;
  };

  return {
    peekCached,
    findFresh,
    versionOf: (tenant) => versions.get(tenant),
    findStored: (app, id) => store.findStored(app, id),
    find: async (app, id) => peekCached(app, id) ?? findFresh(app, id),
    list: (app) => store.list(app),
    pages: (app, range) => store.pages(app, range),
    add: (tenant, author) => forgetting(tenant.app, tenant.id, store.add(tenant, author)),
    change: (app, id, author, edit, rules) => forgetting(app, id, store.change(app, id, author, edit, rules)),
    pinCertificate: (app, id, thumbprint, certificate, author) =>
      forgetting(app, id, store.pinCertificate(app, id, thumbprint, certificate, author)),
    remove: (app, id, author) => forgetting(app, id, store.remove(app, id, author)),
    note: (app, id, author, events) => store.note(app, id, author, events),
    history: (app, id) => store.history(app, id),
  };
}
