import type { AppId, TenantId } from '../apps/profile.ts';
import type { Tenant } from './tenant.ts';

/** Where tenants are kept. Every method is one request to the store unless it says otherwise. */
export interface TenantStore {
  /** The tenant, or undefined. Strongly consistent. */
  find(app: AppId, id: TenantId): Promise<Tenant | undefined>;
  /** Every tenant of an app, or of all apps, ordered by app and id; pages through as many requests as needed. */
  list(app?: AppId): Promise<readonly Tenant[]>;
  /**
   * Adds a tenant that must not exist yet.
   * @throws TenantStoreConflict `exists`, or `guarded` where another tenant of a fixed-Identifier app
   * already trusts one of the keys for the same issuer. Nothing is kept of a refused one.
   */
  add(tenant: Tenant): Promise<void>;
  /** Replaces a tenant that exists. @throws TenantStoreConflict `missing`, `guarded` */
  replace(tenant: Tenant): Promise<void>;
  /** Removes the tenant, its users and its guards; the tenant itself goes first. False if there was none. */
  remove(app: AppId, id: TenantId): Promise<boolean>;
}

/** A write that the state of the store does not allow. */
export class TenantStoreConflict extends Error {
  override readonly name = 'TenantStoreConflict';
  readonly reason: 'exists' | 'missing' | 'guarded';
  /** With `guarded`: the tenant that already trusts the key. */
  readonly otherTenant?: string;

  constructor(reason: 'exists' | 'missing' | 'guarded', otherTenant?: string) {
    super(otherTenant === undefined ? reason : `${reason} by ${otherTenant}`);
    this.reason = reason;
    if (otherTenant !== undefined) this.otherTenant = otherTenant;
  }
}
