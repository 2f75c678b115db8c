import type { Brand } from '../apps/brand.ts';
import type { AppId, TenantId } from '../apps/profile.ts';

/** A user's own name in Latchkey, never reused: what the vendor's application keys its records by. */
export type UserId = Brand<string, 'UserId'>;

/** Who a person is in the directory, for good: tenantid and objectidentifier, both lower-case GUIDs. */
export interface DirectoryIdentity {
  readonly directoryId: string;
  readonly objectId: string;
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
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/**
 * The one documented normalisation of sign-in names: Unicode NFC, then lower case. Entra compares user
 * principal names without regard to case; nothing is trimmed or otherwise folded.
 */
export function signInNameKey(signInName: string): string {
  return signInName.normalize('NFC').toLowerCase();
}
