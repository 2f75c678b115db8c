import type { AppId } from '../ids/app-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { DirectoryIdentity, User } from './user.ts';

/** What of a user may be changed; what is left out stays. */
export interface UserChange {
  readonly displayName?: string;
  readonly active?: boolean;
  /** `none`: the next sign-in binds the user anew. */
  readonly identity?: DirectoryIdentity | 'none';
  /** Ends every session of the user by the same write. Default: only where `active` becomes false. */
  readonly endSessions?: true;
}

/** Where users are kept. Every method is one request to the store unless it says otherwise. */
export interface UserStore {
  /**
   * The user with this sign-in name (compared by `signInNameKey`). Strongly consistent. One request, or up to three for
   * a name with an internationalized domain: the spelling that was given counts first.
   */
  findBySignInName(app: AppId, tenant: TenantId, signInName: string): Promise<User | undefined>;
  /** The user bound to this identity. Eventually consistent: a binding may take a moment to be found. */
  findByIdentity(app: AppId, tenant: TenantId, identity: DirectoryIdentity): Promise<User | undefined>;
  /** Every user of the tenant, ordered by sign-in name; pages through as many requests as needed. */
  list(app: AppId, tenant: TenantId): Promise<readonly User[]>;
  /**
   * False where the sign-in name is taken; then nothing is written. Three requests for a user with an identity.
   * @throws IdentityTaken where another user is bound to it; then no user is left.
   */
  add(user: User): Promise<boolean>;
  /**
   * Sets `active` of an existing user, named as it is stored; false ends every session of the user by the same write. Returns the user as
   * it now is, or undefined if there is none.
   */
  setActive(
    app: AppId,
    tenant: TenantId,
    signInName: string,
    active: boolean,
    now: Date,
  ): Promise<User | undefined>;
  /**
   * Binds `identity` to an active user that has none: a claim, then the user. Returns false where the user is already
   * bound to another identity, is gone or inactive, where their sessions were ended since `user` was read, or where
   * another user is bound to this one; binding the same identity again is true. Two requests. A user that an earlier
   * release bound is found by `findByIdentity` alone: ask it first.
   */
  bindIdentity(user: User, identity: DirectoryIdentity, now: Date): Promise<boolean>;
  /** Those of up to 100 sign-in names that are taken, in no order. Strongly consistent. */
  findEach(app: AppId, tenant: TenantId, signInNames: readonly string[]): Promise<readonly User[]>;
  /**
   * Changes this very user; returns it as it now is, or undefined if it is gone or being renamed. Up to four requests
   * where the identity changes.
   * @throws IdentityTaken where another user is bound to the identity; then nothing is written.
   */
  update(user: User, change: UserChange, now: Date): Promise<User | undefined>;
  /**
   * Gives this very user another sign-in name, and ends every session that they have under the old one; another
   * spelling of the same name ends none. A rename that was interrupted can be repeated, and the user cannot sign in
   * meanwhile. A few requests.
   * @returns The user as it now is; `taken` where somebody else has the name, `gone` where the user is not
   * there, `other` where a rename to another name has to be finished first. Then nothing has changed.
   */
  rename(user: User, signInName: string, now: Date): Promise<User | 'taken' | 'gone' | 'other'>;
  /** Removes this very user and frees its identity: one request, three for a bound one. False where it is gone. */
  remove(user: User): Promise<boolean>;
}

/** An identity that another user of the tenant is bound to: one identity is one user. Nothing was bound. */
export class IdentityTaken extends Error {
  override readonly name = 'IdentityTaken';
  readonly holder: User;

  constructor(holder: User) {
    super(`The identity belongs to ${holder.signInName}.`);
    this.holder = holder;
  }
}
