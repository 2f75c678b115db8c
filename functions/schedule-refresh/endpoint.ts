import type { DelayedRefreshJob } from '../../shared/events/refresh-job.ts';
import { refreshSlotAt, type TenantInSlot } from '../../shared/tenants/store/refresh-slot.ts';
import { type AnnouncementDependencies, announceRejections } from './announce-rejections.ts';

/** What a run reads, and where it sends jobs and events. */
export interface ScheduleRefreshDependencies extends AnnouncementDependencies {
  /** Returns the tenants of a slot. */
  readonly tenantsOf: (slot: number) => Promise<readonly TenantInSlot[]>;
  /** Returns a number from 0 up to, but not including, 1. */
  readonly random: () => number;
}

/**
 * Runs every minute: sends refresh jobs for the tenants of the slot at `now`, and announces rejections. The two run
 * at the same time, and one still completes if the other fails. @throws the first error
 */
export async function scheduleRefresh(deps: ScheduleRefreshDependencies, now: Date): Promise<void> {
  const done = await Promise.allSettled([sendJobsOfSlot(deps, now), announceRejections(deps, now)]);
  for (const each of done) if (each.status === 'rejected') throw each.reason;
}

async function sendJobsOfSlot(
  { tenantsOf, queue, random }: ScheduleRefreshDependencies,
  now: Date,
): Promise<void> {
  const tenants = await tenantsOf(refreshSlotAt(now));
  if (tenants.length > 0) await queue.send(spreadJobs(tenants, random));
}

/** A slot lasts a minute; its jobs are spread over it. */
const slotSeconds = 60;

/** The pause between two tenants of one directory, so that many tenants do not burden one server at once. */
const secondsBetweenJobs = 5;

/** The longest delay that SQS supports. */
const longestDelaySeconds = 900;

/** Returns one job per tenant with a random delay within the minute; jobs for one directory follow each other. */
export function spreadJobs(
  tenants: readonly TenantInSlot[],
  random: () => number,
): readonly DelayedRefreshJob[] {
  const jobsOfDirectory = new Map<string, number>();
  return tenants.map(({ app, id, directory }) => {
    const ahead = directory === undefined ? 0 : (jobsOfDirectory.get(directory) ?? 0);
    if (directory !== undefined) jobsOfDirectory.set(directory, ahead + 1);
    const delaySeconds = Math.floor(random() * slotSeconds) + ahead * secondsBetweenJobs;
    return {
      app,
      tenant: id,
      because: 'turn',
      delaySeconds: Math.min(delaySeconds, longestDelaySeconds),
    };
  });
}
