import { eventId } from '../../shared/events/event-id.ts';
import type { EventSink, LatchkeyEvent } from '../../shared/events/latchkey-event.ts';
import type { DelayedRefreshJob, RefreshQueue } from '../../shared/events/refresh-job.ts';
import type {
  ChangedBuffers,
  NewRejections,
  RejectionBuffers,
} from '../../shared/sign-in/log/rejection-buffers.ts';

/** What {@link announceRejections} reads, and where it sends jobs and events. */
export interface AnnouncementDependencies {
  readonly buffers: RejectionBuffers;
  readonly events: EventSink;
  readonly queue: RefreshQueue;
}

/**
 * How many tenants' buffers one run reads; the next run reads the rest. It is more than can change within a minute at
 * the default throttle of the assertion consumer, so noise at many tenants delays none of them.
 */
const tenantsPerRun = 3_000;

/** How many buffers are read at the same time. */
const tenantsAtOnce = 200;

/** How old the last change of a buffer must be, in milliseconds: a rejection is written in two parts. */
const settlingMilliseconds = 5_000;

/**
 * Announces the rejections since the last run: sends one event per tenant, and a refresh job for each tenant that got a
 * message with an unknown key. Sign-ins pay nothing for it: every rejection makes the same two writes, and the first
 * contains the count of unknown keys. Buffers are marked last: a run that stops before is repeated by the next.
 * @returns How many events it sent.
 */
export async function announceRejections(deps: AnnouncementDependencies, now: Date): Promise<number> {
  const moved = await deps.buffers.moved(new Date(now.getTime() - settlingMilliseconds), tenantsPerRun);
  let events = 0;
  for (let from = 0; from < moved.length; from += tenantsAtOnce) {
    events += await announce(deps, moved.slice(from, from + tenantsAtOnce), now);
  }
  return events;
}

async function announce(
  deps: AnnouncementDependencies,
  moved: readonly ChangedBuffers[],
  now: Date,
): Promise<number> {
  const jobs = moved.flatMap(jobFor);
  // Jobs first, and by the counts alone: a buffer that strangers fill cannot delay them.
  if (jobs.length > 0) await deps.queue.send(jobs);
  const found = await Promise.all(
    moved.map(async (buffers) => ({ buffers, fresh: await deps.buffers.fresh(buffers) })),
  );
  const events = found.flatMap(({ buffers, fresh }) => rejectionsEvent(buffers, fresh, now));
  if (events.length > 0) await deps.events.publish(events);
  await Promise.all(moved.map((buffers) => deps.buffers.markAnnounced(buffers)));
  return events.length;
}

function rejectionsEvent(
  { app, tenant, recorded, announced }: ChangedBuffers,
  { count, problems }: NewRejections,
  now: Date,
): LatchkeyEvent[] {
  // Rejections for names without a tenant have no operator to tell.
  if (tenant === undefined || count < 1) return [];
  const { id: name, createdAt } = tenant;
  const id = eventId(app, name, createdAt.toISOString(), 'refused', recorded, announced);
  return [
    {
      type: 'latchkey.sign-in.refused',
      detail: {
        version: 1,
        id,
        at: now.toISOString(),
        app,
        tenant: name,
        refusals: count,
        signed: recorded.signed - announced.signed,
        problems,
      },
    },
  ];
}

function jobFor({ app, tenant, recorded, announced }: ChangedBuffers): DelayedRefreshJob[] {
  const isNewKey = recorded.unknownKeys > announced.unknownKeys;
  return isNewKey && tenant !== undefined
    ? [{ app, tenant: tenant.id, because: 'sign-in', delaySeconds: 0 }]
    : [];
}
