import type { DelayedRefreshJob } from '../../shared/events/refresh-job.ts';
import type { TenantInSlot } from '../../shared/tenants/store/tenants-of-slot.ts';

/** A slot lasts a minute: its tenants are spread over it. */
const slotSeconds = 60;

/** Between two tenants of one directory, so that nobody's server is asked by many at once. */
const secondsBetweenJobs = 5;

/** The longest that SQS lets a message wait. */
const longestDelaySeconds = 900;

/**
 * Returns one job a tenant, each with a delay of its own within the minute; those of one directory one after the other.
 * @param random From 0 on, below 1.
 */
export function spreadJobs(
  tenants: readonly TenantInSlot[],
  random: () => number,
): readonly DelayedRefreshJob[] {
  const before = new Map<string, number>();
  return tenants.map(({ app, id, directory }) => {
    const ahead = directory === undefined ? 0 : (before.get(directory) ?? 0);
    if (directory !== undefined) before.set(directory, ahead + 1);
    const delaySeconds = Math.floor(random() * slotSeconds) + ahead * secondsBetweenJobs;
    return {
      app,
      tenant: id,
      because: 'turn',
      delaySeconds: Math.min(delaySeconds, longestDelaySeconds),
    };
  });
}
