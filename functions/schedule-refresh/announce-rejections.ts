import type { EventSink, LatchkeyEvent } from '../../shared/events/latchkey-event.ts';
import type { DelayedRefreshJob, RefreshQueue } from '../../shared/events/refresh-job.ts';
import { eventId } from '../../shared/metadata-refresh/refresh-events.ts';
import type {
  ChangedBuffers,
  NewRejections,
  RejectionBuffers,
} from '../../shared/sign-in/log/rejection-buffers.ts';

/** What announcing rejections reads and writes. */
export interface AnnouncementDependencies {
  readonly buffers: RejectionBuffers;
  readonly events: EventSink;
  readonly queue: RefreshQueue;
}

/**
 * How many tenants' buffers one run reads: more than the default throttle of the assertion consumer lets move within a
 * minute, so that noise at many tenants keeps none of them waiting. What is left is found by the next run.
 */
const tenantsPerRun = 3_000;

/** How many of them are read at the same time. */
const tenantsAtOnce = 200;

/** How long a refusal is left to be written whole, in milliseconds. */
const settlingMilliseconds = 5_000;

/**
 * Announces the rejections since the last run, one event a tenant, and refreshes the metadata of those tenants
 * that a message with an unknown key came to. Neither costs a sign-in anything: a refusal leaves the same two writes
 * in the same buffers, and the count of unknown keys is part of the first. Buffers are marked last: whatever ends
 * before is told again.
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
  // The jobs first, and by the counts alone: nothing that a stranger can fill a buffer with keeps them.
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
  // What comes to names that no tenant has concerns nobody.
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
