import type { ReminderDays } from '../events/latchkey-event.ts';
import type { AppId } from '../ids/app-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { TenantIncarnation } from '../tenants/tenant.ts';

/** What metadata has said of a certificate: that is how a key is known to be its, and not handed over by hand. */
export interface PublishedKey {
  /** When metadata first showed it. */
  readonly firstSeenAt: Date;
  /** Since when it does not show it any more. */
  readonly missingSince?: Date;
  /** When it was retired for that. Where metadata shows it again, it is trusted again. */
  readonly retiredAt?: Date;
}

/** Keys by the SHA-256 of their certificates, lower-case hex. */
export type PublishedKeys = Readonly<Record<string, PublishedKey>>;

/** Attempts that gave nothing, one after the other. */
export interface RefreshFailures {
  /** Stable, as `MetadataFetchErrorCode`, `IdpMetadataErrorCode` and others. */
  readonly code: string;
  readonly since: Date;
  readonly attempts: number;
  /** Nobody tries before. */
  readonly nextAttemptAt: Date;
}

/** The reminders that were sent about the expiry of a tenant's last trusted key. */
export interface SentReminders {
  /** That expiry: another expiry starts from the first reminder again. */
  readonly expiresAt: Date;
  readonly days: readonly ReminderDays[];
}

/** What is stored about a tenant's metadata from one refresh to the next. */
export interface RefreshState {
  readonly app: AppId;
  readonly tenant: TenantId;
  /** When that tenant was added: a later one of its name has a memory of its own. */
  readonly createdAt: Date;
  readonly lookedAt: Date;
  /** When a sign-in with an unknown key last triggered a refresh. */
  readonly askedAt?: Date;
  /** When metadata was last read and understood. */
  readonly refreshedAt?: Date;
  readonly failing?: RefreshFailures;
  readonly seen: PublishedKeys;
  readonly notices?: SentReminders;
}

/** A refresh state with its version in the store. */
export interface RefreshStateRecord extends RefreshState {
  /** Counts the writes; 0 where there was none. */
  readonly version: number;
}

/** Where refresh states are stored. */
export interface RefreshStateStore {
  /** Strongly consistent. One request; a second one until the first refresh by this release has written. */
  find(tenant: TenantIncarnation): Promise<RefreshStateRecord | undefined>;
  /** False where somebody else wrote since `before`: then theirs stands, and the next refresh continues from it. */
  write(before: RefreshStateRecord | undefined, after: RefreshState): Promise<boolean>;
  /** What is known against a directory, by what `metadataDocumentKey` calls it; undefined where it answered last. */
  findFailing(directory: string): Promise<RefreshFailures | undefined>;
  /** The last word stands: it says when the directory is asked again, and nothing else depends on it. */
  writeFailing(directory: string, failing: RefreshFailures | undefined): Promise<void>;
}
