import type { AppId } from '../../ids/app-id.ts';
import type { TenantId } from '../../ids/tenant-id.ts';
import type { ChangeAuthor, TenantChange, TenantEvent } from '../history/tenant-change.ts';
import type { Tenant } from '../tenant.ts';

/** A tenant with its stored version. */
interface StoredTenant {
  readonly tenant: Tenant;
  /**
   * Counts the changes of this tenant. Together with `createdAt` it identifies every state of a tenant of this name.
   */
  readonly version: number;
}

/** Where tenants are stored. `find` is one request to the store; a write takes as many as its history needs. */
export interface TenantStore {
  /** Returns the tenant, or undefined. Strongly consistent. */
  find(app: AppId, id: TenantId): Promise<Tenant | undefined>;
  /** Returns the tenant with its version, or undefined. Strongly consistent. */
  findStored(app: AppId, id: TenantId): Promise<StoredTenant | undefined>;
  /**
   * Returns every tenant of an app, or of all apps, ordered by app and id; pages through as many requests as needed.
   * Eventually consistent: a new tenant may be missing for a moment.
   */
  list(app?: AppId): Promise<readonly Tenant[]>;
  /**
   * Returns the tenants of an app, ordered by id, a page for each request, so that memory does not grow with their
   * number. A page may be empty. Eventually consistent.
   */
  pages(app: AppId, range?: TenantRange): AsyncIterable<readonly Tenant[]>;
  /**
   * Adds a tenant that must not exist yet. An interrupted add can be repeated. A rejected add leaves nothing behind.
   * @param author Default: unnamed, at `createdAt`.
   * @throws TenantStoreConflict `exists`; `guarded` where another tenant of a fixed-Identifier app has proven one of
   * the keys for the same issuer; `leftovers` where a removal did not finish, so that the new tenant does not inherit
   * its users: repeat the removal; `too-large` where its keys take more than `maximumKeysBytes`
   */
  add(tenant: Tenant, author?: ChangeAuthor): Promise<void>;
  /**
   * Writes what `edit` returns for the current tenant, and records the differences in its history. If another writer
   * changes the tenant in the meantime, `edit` runs again with the new state; so it must have no effects. It may throw
   * to change nothing. Without a difference nothing is written. Proofs of keys that are no longer trusted are removed.
   * New proofs take the key claims of a fixed Identifier, with eight more requests per key.
   * @param rules Default: keys of other tenants do not refuse the change, and are not claimed.
   * @returns The tenant after the change, with `updatedAt` set to the author's time.
   * @throws TenantStoreConflict `missing`, `guarded`, `busy` where others kept changing it, `too-large` where its keys
   * would take more than `maximumKeysBytes`
   * @example ```ts
   * await tenants.change(app, id, { by: 'maria@workstation', at: clock() }, endSessions);
   * ```
   */
  change(
    app: AppId,
    id: TenantId,
    author: ChangeAuthor,
    edit: (tenant: Tenant) => Tenant,
    rules?: ChangeRules,
  ): Promise<Tenant>;
  /**
   * Writes the whole certificate beside the thumbprint that names it, if the tenant has that thumbprint without a
   * pinned certificate. The first verified sign-in does this. Returns false where there is nothing to pin.
   * @param thumbprint Lower-case hex, 40 or 64 digits.
   * @param certificate The DER in base64 on one line.
   * @throws RangeError where the thumbprint is not the certificate's
   */
  pinCertificate(
    app: AppId,
    id: TenantId,
    thumbprint: string,
    certificate: string,
    author?: ChangeAuthor,
  ): Promise<boolean>;
  /**
   * Removes the tenant, its key claims and its users. The tenant itself is removed first; its history stays. An
   * interrupted removal can be repeated. Returns false where there was nothing to remove.
   * @param author Default: unnamed, at the tenant's last change.
   */
  remove(app: AppId, id: TenantId, author?: ChangeAuthor): Promise<boolean>;
  /** Adds a history entry for an event that changed nothing of the tenant. @throws TenantStoreConflict `missing` */
  note(app: AppId, id: TenantId, author: ChangeAuthor, events: readonly TenantEvent[]): Promise<void>;
  /** Returns every change of the tenant, and of earlier ones of its name, oldest first. Strongly consistent. */
  history(app: AppId, id: TenantId): Promise<readonly TenantChange[]>;
}

/** A part of the tenants of an app, in the order of their ids. */
export interface TenantRange {
  /** Only tenants whose id begins with this. Default: all. */
  readonly prefix?: string;
  /** Only tenants after this id. Default: from the first. */
  readonly after?: string;
  /** The most tenants of one page. Default: as many as fit into a response of the store, 1 MB. */
  readonly pageSize?: number;
}

/** Which changes are refused as `guarded`, where all tenants of the app share one Identifier. */
export interface ChangeRules {
  /**
   * `trusting` refuses to trust a key that another tenant has proven for the same issuer: for callers who may know the
   * owner. `proving` refuses to prove one: for callers who have shown that they hold it.
   */
  readonly refuse?: 'trusting' | 'proving';
}

/** Why a write was refused. */
export type TenantStoreConflictReason = 'exists' | 'missing' | 'guarded' | 'leftovers' | 'busy' | 'too-large';

/** Thrown for a write that the state of the store does not allow. */
export class TenantStoreConflict extends Error {
  override readonly name = 'TenantStoreConflict';
  readonly reason: TenantStoreConflictReason;
  /** With `guarded`: the tenant that has proven the key. For the operator alone. */
  readonly otherTenant?: string;

  constructor(reason: TenantStoreConflictReason, otherTenant?: string) {
    super(otherTenant === undefined ? reason : `${reason} by ${otherTenant}`);
    this.reason = reason;
    if (otherTenant !== undefined) this.otherTenant = otherTenant;
  }
}
