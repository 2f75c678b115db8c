import type { AppId, TenantId } from '../apps/profile.ts';
import type { Tenant } from './tenant.ts';

/** Where tenants are kept. Every method is one request to the store unless it says otherwise. */
export interface TenantStore {
  /** The tenant, or undefined. Strongly consistent. */
  find(app: AppId, id: TenantId): Promise<Tenant | undefined>;
  /**
   * Every tenant of an app, or of all apps, ordered by app and id; pages through as many requests as needed.
   * Eventually consistent: one just added may be missing for a moment.
   */
  list(app?: AppId): Promise<readonly Tenant[]>;
  /**
   * Adds a tenant that must not exist yet. Its guards are written first and the tenant last, so that an add
   * that was interrupted can be repeated.
   * @throws TenantStoreConflict `exists`; `guarded` where another tenant of a fixed-Identifier app already
   * trusts one of the keys for the same issuer; `leftovers` where a removal did not finish, so that nobody
   * inherits users: repeat the removal. Nothing is kept of a refused one.
   */
  add(tenant: Tenant): Promise<void>;
  /** Replaces a tenant that exists. @throws TenantStoreConflict `missing`, `guarded` */
  replace(tenant: Tenant): Promise<void>;
  /**
   * Writes the whole certificate beside the thumbprint that names it, where the tenant has that thumbprint and
   * nothing is pinned to it yet: what the first verified sign-in does. False where there is nothing to pin, or
   * where another tenant of a fixed-Identifier app already trusts the certificate for the same issuer. One
   * request, and a few more, once, for a fixed-Identifier app.
   * @param thumbprint Lower-case hex, 40 or 64 digits.
   * @param certificate The DER in base64 on one line.
   * @throws RangeError where the thumbprint is not the certificate's.
   */
  pinCertificate(app: AppId, id: TenantId, thumbprint: string, certificate: string): Promise<boolean>;
  /**
   * Removes the tenant, its guards and its users; the tenant itself goes first. One that was interrupted can be
   * repeated. False if there was nothing to remove.
   */
  remove(app: AppId, id: TenantId): Promise<boolean>;
}

/** Why a write was refused. */
export type TenantStoreConflictReason = 'exists' | 'missing' | 'guarded' | 'leftovers';

/** A write that the state of the store does not allow. */
export class TenantStoreConflict extends Error {
  override readonly name = 'TenantStoreConflict';
  readonly reason: TenantStoreConflictReason;
  /** With `guarded`: the tenant that already trusts the key. */
  readonly otherTenant?: string;

  constructor(reason: TenantStoreConflictReason, otherTenant?: string) {
    super(otherTenant === undefined ? reason : `${reason} by ${otherTenant}`);
    this.reason = reason;
    if (otherTenant !== undefined) this.otherTenant = otherTenant;
  }
}
