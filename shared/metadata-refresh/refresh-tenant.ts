import type { EventSink } from '../events/latchkey-event.ts';
import type { RefreshJob } from '../events/refresh-job.ts';
import type { MetadataSource } from '../federation-metadata/metadata-source.ts';
import { defined } from '../objects/defined.ts';
import type { ChangeAuthor } from '../tenants/history/tenant-change.ts';
import { type TenantStore, TenantStoreConflict } from '../tenants/store/tenant-store.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { isBackingOff, isDirectoryBackingOff, metadataDocumentKey, nextFailure } from './back-off.ts';
import { daysLeft, dueReminder, lastUsableKeyOf } from './expiry-reminder.ts';
import { planRollover } from './plan-rollover.ts';
import { MetadataFailure, readPublishedKeys } from './read-published-keys.ts';
import { expiringEvent, failingEvent, keyEvents } from './refresh-events.ts';
import type { RefreshState, RefreshStateRecord, RefreshStateStore } from './refresh-state.ts';

/** What a metadata refresh reads and writes. */
export interface RefreshDependencies {
  readonly tenants: Pick<TenantStore, 'find' | 'change'>;
  readonly refreshStates: RefreshStateStore;
  readonly metadata: MetadataSource;
  readonly events: EventSink;
}

/** The result of one refresh. */
export interface RefreshResult {
  /**
   * `refreshed`: metadata was read. `failed`: it gave nothing. `waiting`: it is not asked again yet.
   * `without-metadata`: the tenant has no URL. `left-alone`: there is no such tenant, or nobody signs in to it.
   * `too-soon`: a sign-in has asked for it a moment ago.
   */
  readonly outcome: 'refreshed' | 'failed' | 'waiting' | 'without-metadata' | 'left-alone' | 'too-soon';
  /** With `failed` and `waiting`. */
  readonly code?: string;
  /** Until the last trusted key expires; undefined where no key can be used, or nothing was checked. */
  readonly daysLeft?: number;
}

/**
 * After a refresh that a sign-in asked for, further requests by sign-ins are ignored for so long. Anybody can post a
 * message with a key that a tenant does not know: this is all that it costs its directory.
 */
export const askedAgainAfterMilliseconds = 15 * 60_000;

const author = (at: Date): ChangeAuthor => ({ by: 'autopilot', at, reason: 'its metadata' });

/**
 * Refreshes the keys of one tenant: trusts what its metadata shows, and reminds before the last key
 * expires. A URL that fails takes no key away. A refresh that a sign-in asked for does not wait for a URL or a
 * directory that failed before: it may answer by now, and people are locked out. The events go out before they are
 * recorded: a run that stops in between sends them again.
 */
export async function refreshTenant(
  deps: RefreshDependencies,
  job: RefreshJob,
  now: Date,
): Promise<RefreshResult> {
  const { app, tenant: id } = job;
  const tenant = await deps.tenants.find(app, id);
  if (tenant === undefined || tenant.connection.state === 'disabled') return { outcome: 'left-alone' };
  const before = await deps.refreshStates.find(tenant);
  const isUrgent = job.because === 'sign-in';
  if (isUrgent && isTooSoon(before, now)) return { outcome: 'too-soon' };
  const taken = await takeMetadata(deps, tenant, before, { now, isUrgent });
  const last = lastUsableKeyOf(taken.tenant.connection, now);
  const notice = last && dueReminder(last, before?.notices, now);
  const events = [
    ...taken.events,
    ...(last === undefined || notice === undefined
      ? []
      : [expiringEvent(taken.tenant, last, notice.days, now)]),
  ];
  if (events.length > 0) await deps.events.publish(events);
  const notices = notice?.given ?? before?.notices;
  const askedAt = isUrgent ? now : before?.askedAt;
  await deps.refreshStates.write(before, {
    ...taken.state,
    ...defined({ askedAt, notices }),
  });
  return { ...taken.result, ...(last === undefined ? {} : { daysLeft: daysLeft(last, now) }) };
}

function isTooSoon(state: RefreshState | undefined, now: Date): boolean {
  const asked = state?.askedAt?.getTime();
  return asked !== undefined && now.getTime() - asked < askedAgainAfterMilliseconds;
}

interface Taken {
  readonly tenant: Tenant;
  readonly state: RefreshState;
  readonly events: ReturnType<typeof keyEvents>;
  readonly result: RefreshResult;
}

async function takeMetadata(
  deps: RefreshDependencies,
  tenant: Tenant,
  before: RefreshStateRecord | undefined,
  { now, isUrgent }: { readonly now: Date; readonly isUrgent: boolean },
): Promise<Taken> {
  const { app, id, createdAt, connection } = tenant;
  const state: RefreshState = { app, tenant: id, createdAt, lookedAt: now, seen: before?.seen ?? {} };
  const directory = metadataDocumentKey(connection.metadataUrl);
  if (connection.metadataUrl === undefined || directory === undefined) {
    // What metadata showed once stays noted: its URL may come back.
    return { tenant, state, events: [], result: { outcome: 'without-metadata' } };
  }
  const ofDirectory = await deps.refreshStates.findFailing(directory);
  const kept = { ...state, ...carried(before) };
  const waiting = isDirectoryBackingOff(ofDirectory, now) ? ofDirectory : before?.failing;
  const isEarly = isBackingOff(waiting, now);
  if (waiting !== undefined && isEarly && !isUrgent) {
    return { tenant, state: kept, events: [], result: { outcome: 'waiting', code: waiting.code } };
  }
  try {
    const { metadataUrl: url, issuer } = connection;
    const shown = await readPublishedKeys(deps.metadata, { url, issuer, now });
    if (ofDirectory !== undefined) await deps.refreshStates.writeFailing(directory, undefined);
    const changed = await trustShown(deps, tenant, before, shown, now);
    return { ...changed, result: { outcome: 'refreshed' } };
  } catch (error) {
    const failure = asFailure(error);
    const result = { outcome: 'failed', code: failure.code } as const;
    // Before its time it counts as no attempt: strangers would lengthen the wait, and tell the operator of it.
    if (isEarly) return { tenant, state: kept, events: [], result };
    const failing = nextFailure(before?.failing, failure.code, now);
    if (failure.isOfDirectory) {
      await deps.refreshStates.writeFailing(directory, nextFailure(ofDirectory, failure.code, now));
    }
    return {
      tenant,
      state: { ...kept, failing },
      events: [failingEvent(tenant, failing, now)],
      result,
    };
  }
}

function carried(
  before: RefreshStateRecord | undefined,
): Partial<Pick<RefreshState, 'refreshedAt' | 'failing'>> {
  const { refreshedAt, failing } = before ?? {};
  return defined({ refreshedAt, failing });
}

async function trustShown(
  deps: RefreshDependencies,
  found: Tenant,
  before: RefreshStateRecord | undefined,
  shown: Parameters<typeof planRollover>[2],
  now: Date,
): Promise<Omit<Taken, 'result'>> {
  const { app, id, createdAt } = found;
  const seenBefore = before?.seen ?? {};
  let plan = planRollover(found.connection, seenBefore, shown, now);
  let old = found;
  const tenant = await deps.tenants.change(app, id, author(now), (current) => {
    old = current;
    plan = isShownTo(current, found)
      ? planRollover(current.connection, seenBefore, shown, now)
      : { connection: current.connection, seen: seenBefore };
    return { ...current, connection: plan.connection };
  });
  return {
    tenant,
    state: { app, tenant: id, createdAt, lookedAt: now, refreshedAt: now, seen: plan.seen },
    events: keyEvents({ old, tenant, before, seen: plan.seen }, now),
  };
}

/**
 * Whether what `asked` was shown is `current`'s: whoever moves to another directory takes no key of the old one along.
 */
function isShownTo({ connection: current }: Tenant, { connection: asked }: Tenant): boolean {
  return current.issuer === asked.issuer && current.metadataUrl === asked.metadataUrl;
}

function asFailure(error: unknown): MetadataFailure {
  if (error instanceof MetadataFailure) return error;
  if (error instanceof TenantStoreConflict && error.reason === 'too-large') {
    return new MetadataFailure('keys-too-large', 'Its keys would take more than a tenant may keep.');
  }
  throw error;
}
