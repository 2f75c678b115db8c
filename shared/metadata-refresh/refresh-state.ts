import type { ReminderDays } from '../events/reminder-days.ts';
import type { AppId } from '../ids/app-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { Tenant, TenantIncarnation } from '../tenants/tenant.ts';

/** A key that metadata has shown. A key without such an entry was added by hand, and no refresh removes it. */
export interface PublishedKey {
  /** When metadata first showed it. */
  readonly firstSeenAt: Date;
  /** Since when metadata no longer shows it. */
  readonly missingSince?: Date;
  /** When it was retired for that. If metadata shows it again, it is trusted again. */
  readonly retiredAt?: Date;
}

/** Published keys by the SHA-256 of their certificates, lower-case hex. */
export type PublishedKeys = Readonly<Record<string, PublishedKey>>;

/** Failed attempts in a row. */
export interface RefreshFailures {
  /** The code of the last `MetadataFailure`. */
  readonly code: string;
  readonly since: Date;
  readonly attempts: number;
  /** No slot tries before. */
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
  /** When that tenant was added: a later tenant of the same name has its own state. */
  readonly createdAt: Date;
  /** When the last refresh ran, whatever came of it. */
  readonly attemptedAt: Date;
  /** When a sign-in with an unknown key last triggered a refresh. */
  readonly urgentAttemptAt?: Date;
  /** When metadata was last fetched and read. */
  readonly refreshedAt?: Date;
  readonly failing?: RefreshFailures;
  readonly seen: PublishedKeys;
  readonly reminders?: SentReminders;
}

/** Returns the state of a tenant whose metadata was taken at `now`: without failures, and without reminders yet. */
export function refreshedState({ app, id, createdAt }: Tenant, seen: PublishedKeys, now: Date): RefreshState {
  return { app, tenant: id, createdAt, attemptedAt: now, refreshedAt: now, seen };
}

/** A refresh state with its version in the store. */
export interface RefreshStateRecord extends RefreshState {
  /** Counts the writes; 0 before the first one. */
  readonly version: number;
}

/** Where refresh states are stored. */
export interface RefreshStateStore {
  /** Reads strongly consistently. One request; two where the tenant has no state of this release yet. */
  find(tenant: TenantIncarnation): Promise<RefreshStateRecord | undefined>;
  /** Returns false where another run wrote since `before`: its state stays, and the next refresh continues from it. */
  write(before: RefreshStateRecord | undefined, after: RefreshState): Promise<boolean>;
  /** Returns the failures stored under a `metadataDocumentKey`; undefined where the last attempt succeeded. */
  findFailing(directory: string): Promise<RefreshFailures | undefined>;
  /** Writes without a condition: the failures only decide when the directory is tried again. */
  writeFailing(directory: string, failing: RefreshFailures | undefined): Promise<void>;
}
