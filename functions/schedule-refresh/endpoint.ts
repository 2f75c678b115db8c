import { refreshSlotAt } from '../../shared/tenants/store/refresh-slot.ts';
import type { TenantInSlot } from '../../shared/tenants/store/tenants-of-slot.ts';
import { type AnnouncementDependencies, announceRejections } from './announce-rejections.ts';
import { spreadJobs } from './spread-jobs.ts';

/** What a run works with. */
export interface ScheduleRefreshDependencies extends AnnouncementDependencies {
  /** Returns the tenants of a slot. */
  readonly tenantsOf: (slot: number) => Promise<readonly TenantInSlot[]>;
  /** From 0 on, below 1. */
  readonly random: () => number;
}

/**
 * One run, every minute: sends jobs for the tenants of the slot, and announces rejections. Neither waits for the other
 * or fails with it. @throws what failed
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
