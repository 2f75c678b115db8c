import type { EventSink, LatchkeyEvent } from '../events/latchkey-event.ts';
import type { RefreshJob } from '../events/refresh-job.ts';
import type { MetadataSource } from '../federation-metadata/metadata-source.ts';
import { defined } from '../objects/defined.ts';
import type { MetricName } from '../observability/metric-names.ts';
import type { ChangeAuthor } from '../tenants/history/tenant-change.ts';
import type { ReadCertificate } from '../tenants/keys/read-trusted-key.ts';
import type { TenantStore } from '../tenants/store/tenant-store.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { dueReminder, lastUsableKeyOf } from './expiry-reminder.ts';
import {
  isBackingOff,
  isDirectoryBackingOff,
  metadataDocumentKey,
  metadataFailureOf,
  nextFailure,
} from './metadata-failure.ts';
import { refreshAlerts } from './refresh-alerts.ts';
import { expiringEvent, failingEvent, keyEvents } from './refresh-events.ts';
import {
  type RefreshFailures,
  type RefreshState,
  type RefreshStateRecord,
  type RefreshStateStore,
  refreshedState,
} from './refresh-state.ts';
import { readPublishedCertificates, takeMetadata } from './take-metadata.ts';

/** What a metadata refresh reads and writes. */
export interface RefreshDependencies {
  readonly tenants: Pick<TenantStore, 'find' | 'change'>;
  readonly refreshStates: RefreshStateStore;
  readonly metadata: MetadataSource;
  readonly events: EventSink;
  /**
   * Counts a metric that an operator is alerted by, so that it is kept even if the process ends at once. A run that stops
   * before its state is written counts again.
   */
  readonly alert: (metric: MetricName) => void;
}

/** The result of one refresh. */
export interface RefreshResult {
  /**
   * - `refreshed`: metadata was fetched and read.
   * - `failed`: it was not.
   * - `waiting`: an earlier failure, and the next attempt is still ahead.
   * - `without-metadata`: the tenant has no metadata URL.
   * - `left-alone`: the tenant does not exist or is disabled.
   * - `too-soon`: another sign-in triggered a refresh less than {@link urgentRefreshPauseMilliseconds} ago.
   */
  readonly outcome: 'refreshed' | 'failed' | 'waiting' | 'without-metadata' | 'left-alone' | 'too-soon';
  /** With `failed` and `waiting`. */
  readonly code?: string;
}

/**
 * How long after a refresh that a sign-in triggered the next such refresh is skipped. Anyone can post a message with
 * an unknown key: this bounds what that costs the directory.
 */
export const urgentRefreshPauseMilliseconds = 15 * 60_000;

/** One refresh under way. */
interface Refresh {
  readonly deps: RefreshDependencies;
  readonly tenant: Tenant;
  readonly before: RefreshStateRecord | undefined;
  /** Whether a sign-in triggered it. It ignores earlier failures: people are locked out, and the URL may work by now. */
  readonly isUrgent: boolean;
  readonly now: Date;
}

/** What a refresh found out and what it is going to store. */
interface Refreshed {
  readonly tenant: Tenant;
  readonly state: RefreshState;
  readonly events: readonly LatchkeyEvent[];
  readonly result: RefreshResult;
  /** What the metadata fails with, of the tenant's own attempts or those of its directory. */
  readonly failing?: RefreshFailures | undefined;
}

/**
 * Refreshes the keys of one tenant: fetches and reads its metadata, trusts what it shows, sends events, and reminds
 * before the last key expires, and alerts an operator of what has begun. A metadata URL that fails removes no key. Events are sent before the state is written:
 * a run that stops in between sends them again, with the same ids.
 */
export async function refreshTenant(
  deps: RefreshDependencies,
  { app, tenant: id, because }: RefreshJob,
  now: Date,
): Promise<RefreshResult> {
  const tenant = await deps.tenants.find(app, id);
  if (tenant === undefined || tenant.connection.state === 'disabled') return { outcome: 'left-alone' };
  const before = await deps.refreshStates.find(tenant);
  const isUrgent = because === 'sign-in';
  if (isUrgent && isTooSoon(before, now)) return { outcome: 'too-soon' };

  const refreshed = await refreshKeys({ deps, tenant, before, isUrgent, now });
  const last = lastUsableKeyOf(refreshed.tenant.connection, now);
  const reminder = last && dueReminder(last, before?.reminders, now);
  const reminders = last && reminder ? [expiringEvent(refreshed.tenant, last, reminder.days, now)] : [];
  const events = [...refreshed.events, ...reminders];
  if (events.length > 0) await deps.events.publish(events);
  const findings = {
    failing: refreshed.failing,
    attemptedBefore: before?.attemptedAt,
    reminder,
    sentBefore: before?.reminders,
  };
  for (const metric of refreshAlerts(findings, now)) deps.alert(metric);
  await deps.refreshStates.write(before, {
    ...refreshed.state,
    ...defined({
      urgentAttemptAt: isUrgent ? now : before?.urgentAttemptAt,
      reminders: reminder?.sent ?? before?.reminders,
    }),
  });
  return refreshed.result;
}

function isTooSoon(state: RefreshState | undefined, now: Date): boolean {
  const last = state?.urgentAttemptAt?.getTime();
  return last !== undefined && now.getTime() - last < urgentRefreshPauseMilliseconds;
}

/** Fetches, reads, plans and writes, or returns why not. */
async function refreshKeys(refresh: Refresh): Promise<Refreshed> {
  const { deps, tenant, before, isUrgent, now } = refresh;
  const { issuer, metadataUrl } = tenant.connection;
  const directory = metadataDocumentKey(metadataUrl);
  if (metadataUrl === undefined || directory === undefined) {
    return { tenant, state: unchanged(refresh), events: [], result: { outcome: 'without-metadata' } };
  }
  const ofDirectory = await deps.refreshStates.findFailing(directory);
  const failing = isDirectoryBackingOff(ofDirectory, now) ? ofDirectory : before?.failing;
  const state = {
    ...unchanged(refresh),
    ...defined({ refreshedAt: before?.refreshedAt, failing: before?.failing }),
  };
  const isEarly = isBackingOff(failing, now);
  if (failing !== undefined && isEarly && !isUrgent) {
    const result = { outcome: 'waiting', code: failing.code } as const;
    return { tenant, state, events: [], result, failing: before?.failing ?? failing };
  }
  try {
    const document = await deps.metadata.fetch(metadataUrl);
    const published = readPublishedCertificates(document, { issuer, now });
    if (ofDirectory !== undefined) await deps.refreshStates.writeFailing(directory, undefined);
    return await planAndWrite(refresh, published);
  } catch (error) {
    const { code, isOfDirectory } = metadataFailureOf(error);
    const result = { outcome: 'failed', code } as const;
    // An urgent attempt ahead of its time does not count: strangers could lengthen the wait and trigger events.
    if (isEarly) return { tenant, state, events: [], result, failing: before?.failing ?? failing };
    const failures = nextFailure(before?.failing, code, now);
    if (isOfDirectory) await deps.refreshStates.writeFailing(directory, nextFailure(ofDirectory, code, now));
    const events = [failingEvent(tenant, failures, now)];
    return { tenant, state: { ...state, failing: failures }, events, result, failing: failures };
  }
}

/** Returns the state before with the time of this attempt. Published keys stay: the metadata URL may come back. */
function unchanged({ tenant: { app, id, createdAt }, before, now }: Refresh): RefreshState {
  return { app, tenant: id, createdAt, attemptedAt: now, seen: before?.seen ?? {} };
}

const author = (at: Date): ChangeAuthor => ({ by: 'autopilot', at, reason: 'its metadata' });

async function planAndWrite(
  { deps, tenant: found, before, now }: Refresh,
  published: readonly ReadCertificate[],
): Promise<Refreshed> {
  const seenBefore = before?.seen ?? {};
  let old = found;
  let taken = takeMetadata(found.connection, seenBefore, published, now);
  const tenant = await deps.tenants.change(found.app, found.id, author(now), (current) => {
    old = current;
    taken = isSameDirectory(current, found)
      ? takeMetadata(current.connection, seenBefore, published, now)
      : { connection: current.connection, seen: seenBefore };
    return { ...current, connection: taken.connection };
  });
  return {
    tenant,
    state: refreshedState(found, taken.seen, now),
    events: keyEvents({ old, tenant, before, seen: taken.seen }, now),
    result: { outcome: 'refreshed' },
  };
}

/** Returns whether the tenant still has the directory that was fetched: no key of the old one may move to a new one. */
function isSameDirectory({ connection: current }: Tenant, { connection: fetched }: Tenant): boolean {
  return current.issuer === fetched.issuer && current.metadataUrl === fetched.metadataUrl;
}
