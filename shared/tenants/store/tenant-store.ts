import type { AppId } from '../../ids/app-id.ts';
import type { TenantId } from '../../ids/tenant-id.ts';
import type { ChangeAuthor, TenantChange, TenantEvent } from '../history/tenant-change.ts';
import type { Tenant } from '../tenant.ts';

/** A tenant as it is stored. */
interface StoredTenant {
  readonly tenant: Tenant;
  /** Counts the changes of this tenant. With `createdAt` it tells any two states of a tenant of this name apart. */
  readonly version: number;
}

/** Where tenants are kept. `find` is one request to the store; a write is as many as its history needs. */
export interface TenantStore {
  /** The tenant, or undefined. Strongly consistent. */
  find(app: AppId, id: TenantId): Promise<Tenant | undefined>;
  /** The same with its version. Strongly consistent. */
  findStored(app: AppId, id: TenantId): Promise<StoredTenant | undefined>;
  /**
   * Every tenant of an app, or of all apps, ordered by app and id; pages through as many requests as needed.
   * Eventually consistent: one just added may be missing for a moment.
   */
  list(app?: AppId): Promise<readonly Tenant[]>;
  /**
   * Adds a tenant that must not exist yet. An add that was interrupted can be repeated.
   * @param author Default: nobody in particular, at `createdAt`.
   * @throws TenantStoreConflict `exists`; `guarded` where another tenant of a fixed-Identifier app has proven one of
   * the keys for the same issuer; `leftovers` where a removal did not finish, so that nobody inherits users: repeat the
   * removal; `too-large` where its keys take more than `maximumKeysBytes`. Nothing is kept of a refused one.
   */
  add(tenant: Tenant, author?: ChangeAuthor): Promise<void>;
  /**
   * Makes what `edit` returns of the tenant as it is, and an entry in its history of what differs. Where
   * somebody else changes the tenant meanwhile, `edit` is asked again, with the tenant as it then is; so it must
   * do nothing but answer. It may throw to change nothing. No difference, no write. Proofs of keys that are no longer
   * trusted go with it; new ones claim the key claims of a fixed Identifier, eight requests more for a key.
   * @param rules Default: no key of another tenant refuses the change, and none of them is claimed.
   * @returns The tenant as it is afterwards, `updatedAt` set to the author's time.
   * @throws TenantStoreConflict `missing`, `guarded`, `busy` where others kept changing it, `too-large` where its keys
   * would take more than `maximumKeysBytes`
   */
  change(
    app: AppId,
    id: TenantId,
    author: ChangeAuthor,
    edit: (tenant: Tenant) => Tenant,
    rules?: ChangeRules,
  ): Promise<Tenant>;
  /**
   * Writes the whole certificate beside the thumbprint that names it, where the tenant has that thumbprint and
   * nothing is pinned to it yet: what the first verified sign-in does. False where there is nothing to pin.
   * @param thumbprint Lower-case hex, 40 or 64 digits.
   * @param certificate The DER in base64 on one line.
   * @throws RangeError where the thumbprint is not the certificate's.
   */
  pinCertificate(
    app: AppId,
    id: TenantId,
    thumbprint: string,
    certificate: string,
    author?: ChangeAuthor,
  ): Promise<boolean>;
  /**
   * Removes the tenant, its key claims and its users; the tenant itself goes first, its history stays. One that was
   * interrupted can be repeated. False if there was nothing to remove.
   * @param author Default: nobody in particular, when the tenant was last changed.
   */
  remove(app: AppId, id: TenantId, author?: ChangeAuthor): Promise<boolean>;
  /**
   * Adds an entry to the history for something that happened to the tenant and changed nothing of it.
   * @throws TenantStoreConflict `missing`
   */
  note(app: AppId, id: TenantId, author: ChangeAuthor, events: readonly TenantEvent[]): Promise<void>;
  /** Every change of the tenant, and of earlier ones of its name, oldest first. Strongly consistent. */
  history(app: AppId, id: TenantId): Promise<readonly TenantChange[]>;
}

/** What a change is refused for, as `guarded`, where all tenants of the app share one Identifier. */
export interface ChangeRules {
  /**
   * `trusting`: it would trust a key that another tenant has proven for the same issuer; for those who may know whose
   * it is. `proving`: it would prove one; for those who have shown that they hold it.
   */
  readonly refuse?: 'trusting' | 'proving';
}

/** Why a write was refused. */
export type TenantStoreConflictReason = 'exists' | 'missing' | 'guarded' | 'leftovers' | 'busy' | 'too-large';

/** A write that the state of the store does not allow. */
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
