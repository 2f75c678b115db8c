import type { AppId, TenantId } from '../apps/profile.ts';
import type { DirectoryIdentity, User } from './user.ts';

/** Where users are kept. Every method is one request to the store unless it says otherwise. */
export interface UserStore {
  /** The user with this sign-in name (compared by `signInNameKey`). Strongly consistent. */
  findBySignInName(app: AppId, tenant: TenantId, signInName: string): Promise<User | undefined>;
  /** The user bound to this identity. Eventually consistent: a binding may take a moment to be found. */
  findByIdentity(app: AppId, tenant: TenantId, identity: DirectoryIdentity): Promise<User | undefined>;
  /** Every user of the tenant, ordered by sign-in name; pages through as many requests as needed. */
  list(app: AppId, tenant: TenantId): Promise<readonly User[]>;
  /** False where the sign-in name is taken; then nothing is written. */
  add(user: User): Promise<boolean>;
  /** Sets `active` of an existing user; returns the user as it now is, or undefined if there is none. */
  setActive(
    app: AppId,
    tenant: TenantId,
    signInName: string,
    active: boolean,
    now: Date,
  ): Promise<User | undefined>;
  /**
   * Binds `identity` to a user that has none. Returns false where the user is already bound to another
   * identity or is gone; binding the same identity again is true.
   */
  bindIdentity(user: User, identity: DirectoryIdentity, now: Date): Promise<boolean>;
}
