import type { AppId } from '../ids/app-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { AdmittedPerson, DirectoryIdentity, User } from './user.ts';

/** The changeable fields of a user; omitted ones stay. */
export interface UserChange {
  readonly displayName?: string;
  readonly active?: boolean;
  /**
   * Makes the person an administrator of their tenant, or ends that. Ending it ends every session of the user in the same
   * write: what was opened by the right stays closed if they get it back.
   */
  readonly administrator?: boolean;
  /** `none`: the next sign-in binds the user again. */
  readonly identity?: DirectoryIdentity | 'none';
  /** Ends every session of the user in the same write. Default: only where `active` or `administrator` becomes false. */
  readonly endSessions?: true;
}

/** Where users are stored. Every method is one request to the store unless it says otherwise. */
export interface UserStore {
  /**
   * Returns the user with this sign-in name (compared by `signInNameKey`). Strongly consistent. One request, or up to
   * three for a name with an internationalized domain: the given spelling counts first.
   */
  findBySignInName(app: AppId, tenant: TenantId, signInName: string): Promise<User | undefined>;
  /** Returns the user bound to this identity. Eventually consistent: a new binding may be missing for a moment. */
  findByIdentity(app: AppId, tenant: TenantId, identity: DirectoryIdentity): Promise<User | undefined>;
  /** Returns every user of the tenant, ordered by sign-in name; pages through as many requests as needed. */
  list(app: AppId, tenant: TenantId): Promise<readonly User[]>;
  /** Returns the first sign-in names of the tenant that begin with `prefix` (a `signInNameKey`), in their order. */
  namesFrom(
    app: AppId,
    tenant: TenantId,
    range: { readonly prefix: string; readonly limit: number },
  ): Promise<readonly string[]>;
  /** Returns the next users after a sign-in name, in that order: one request. @param after The empty string: the first. */
  listAfter(app: AppId, tenant: TenantId, after: string, limit: number): Promise<readonly User[]>;
  /**
   * Adds a user. Returns false where the sign-in name is taken; then nothing is written. Three requests for a user with
   * an identity.
   * @throws IdentityTaken where another user is bound to it; then the added user is removed
   */
  add(user: User): Promise<boolean>;
  /**
   * Sets `active` of an existing user, named as stored; false ends every session of the user in the same write. Returns
   * the updated user, or undefined where there is none.
   */
  setActive(
    app: AppId,
    tenant: TenantId,
    signInName: string,
    active: boolean,
    now: Date,
  ): Promise<User | undefined>;
  /**
   * Binds `identity` to an active user that has none: writes the claim, then the user. Returns false where the user is
   * already bound to another identity, is gone or inactive, had their sessions ended since `user` was read, or where
   * another user is bound to this identity. Binding the same identity again returns true. Two requests. Only
   * `findByIdentity` finds a user that an earlier release bound: ask it first.
   */
  bindIdentity(user: User, identity: DirectoryIdentity, now: Date): Promise<boolean>;
  /**
   * Creates the user of a person whom a sign-in admits, active and bound to the person's identity. Of several sign-ins
   * at once each gets the same user. If it stops in between, the user stays inactive and the person's next sign-in goes
   * on. Three writes, and one request before and after the second to look for a removal.
   * @returns The user, who may have been created before; `removed` where a person of this name or identity was removed;
   * `changed` where another user has the name, or others changed the user: look the person up again. Then none of this
   * call's users stays.
   */
  admit(person: AdmittedPerson, now: Date): Promise<User | 'removed' | 'changed'>;
  /** Returns those of up to 100 sign-in names that are taken, in no order. Strongly consistent. */
  findEach(app: AppId, tenant: TenantId, signInNames: readonly string[]): Promise<readonly User[]>;
  /**
   * Changes this exact user. Returns the updated user, or undefined if it is gone or being renamed. Up to four requests
   * where the identity changes.
   * @throws IdentityTaken where another user is bound to the identity; then nothing is written
   */
  update(user: User, change: UserChange, now: Date): Promise<User | undefined>;
  /**
   * Gives this exact user another sign-in name, and ends every session under the old one; another spelling of the same
   * name ends none. An interrupted rename can be repeated; until then the user cannot sign in. A few requests.
   * @returns The updated user; `taken` where another user has the name, `gone` where the user does not exist, `other`
   * where a rename to another name must be finished first. Then nothing has changed.
   */
  rename(user: User, signInName: string, now: Date): Promise<User | 'taken' | 'gone' | 'other'>;
  /**
   * Removes this exact user and releases its identity, after it marked the person as removed: no sign-in creates them
   * again. Two requests, five for a bound user; as many again, and a read, if the person was bound or renamed since
   * `user` was read. Returns false where the user is gone.
   */
  remove(user: User): Promise<boolean>;
}

/** Thrown where another user of the tenant is bound to the identity: one identity is one user. Nothing was bound. */
export class IdentityTaken extends Error {
  override readonly name = 'IdentityTaken';
  readonly holder: User;

  constructor(holder: User) {
    super(`The identity belongs to ${holder.signInName}.`);
    this.holder = holder;
  }
}
