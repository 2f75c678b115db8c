import type { AppId } from '../ids/app-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { UserId } from '../ids/user-id.ts';
import { domainInUnicode, spellingKey } from './sign-in-name-spellings.ts';

/** Who a person is in the directory, for good: tenantid and objectidentifier, both lower-case GUIDs. */
export interface DirectoryIdentity {
  readonly directoryId: string;
  readonly objectId: string;
}

/** What a user will be under a new sign-in name. */
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
  /** Bound at the first sign-in and from then on the only identity that this user answers to. */
  readonly identity?: DirectoryIdentity;
  /**
   * There while the user is being given another sign-in name: what they will be under it. Until that is done
   * this one is not active and not bound, so that a rename that stopped half-way lets nobody in by mistake.
   */
  readonly renaming?: Renaming;
  /**
   * Counts how often every session of this user was ended. A session counts only while it has the same number.
   * Default 0.
   */
  readonly sessionGeneration?: number;
  /** Changes whenever a claim of this user on an identity is taken over: a binding under way fails by it. */
  readonly bindingFence?: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/**
 * Returns the one documented normalisation of sign-in names: Unicode NFC, lower case, and an internationalized domain
 * in Unicode, so that `b@xn--mnchen-3ya.example` is `b@münchen.example`. Two names with one key are one person.
 * Entra compares user principal names without regard to case; nothing is trimmed or otherwise folded, and no character
 * becomes one of ASCII that was none. `signInNameSpellings` says where a user of such a key may be stored.
 */
export function signInNameKey(signInName: string): string {
  return domainInUnicode(spellingKey(signInName));
}
