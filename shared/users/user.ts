import type { AppId } from '../ids/app-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { UserId } from '../ids/user-id.ts';
import { domainInUnicode, spellingKey } from './sign-in-name-spellings.ts';

/** The permanent identity of a person in the directory: tenantid and objectidentifier, both lower-case GUIDs. */
export interface DirectoryIdentity {
  readonly directoryId: string;
  readonly objectId: string;
}

/** The user's values under a new sign-in name. */
export interface Renaming {
  readonly to: string;
  readonly active: boolean;
  readonly identity?: DirectoryIdentity;
}

/** A person that the vendor created in a tenant. */
export interface User {
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly id: UserId;
  /** As the vendor wrote it: the UPN, usually an address. Unique in the tenant by {@link signInNameKey}. */
  readonly signInName: string;
  readonly displayName?: string;
  /** A user that was created but not activated cannot sign in. */
  readonly active: boolean;
  /** Whether this person may manage the single sign-on of their tenant. Only the operator sets it. Default false. */
  readonly administrator?: boolean;
  /** Bound at the first sign-in; from then on the only identity of this user. */
  readonly identity?: DirectoryIdentity;
  /**
   * Set while a sign-in creates the user: the one identity that is being bound. Until then the user is not active, and
   * only a sign-in by this identity goes on. See `./admit-user.ts`.
   */
  readonly joining?: DirectoryIdentity;
  /**
   * Set while the user is being renamed: the values under the new sign-in name. Until the rename is done this item is
   * neither active nor bound, so that an interrupted rename signs in no one by mistake.
   */
  readonly renaming?: Renaming;
  /**
   * Counts how often every session of this user was ended. A session is valid only while it has the same number.
   * Default 0.
   */
  readonly sessionGeneration?: number;
  /** Changes whenever another user takes over a claim of this user on an identity: a binding under way then fails. */
  readonly bindingFence?: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A person whom a sign-in may make a user. */
export type AdmittedPerson = User & { readonly identity: DirectoryIdentity };

/**
 * Returns the one documented normalisation of sign-in names: Unicode NFC, lower case, and an internationalized domain
 * in Unicode, so that `b@xn--mnchen-3ya.example` is `b@münchen.example`. Two names with one key are one person. Entra
 * compares user principal names case-insensitively. Nothing is trimmed or otherwise folded, and no non-ASCII character
 * becomes ASCII. `signInNameSpellings` says where a user of such a key may be stored.
 */
export function signInNameKey(signInName: string): string {
  return domainInUnicode(spellingKey(signInName));
}
