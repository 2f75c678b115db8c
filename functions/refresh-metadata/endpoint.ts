import { type RefreshJob, readRefreshJob } from '../../shared/events/refresh-job.ts';
import { alarmedReminderDays } from '../../shared/events/reminder-days.ts';
import {
  type RefreshDependencies,
  type RefreshResult,
  refreshTenant,
} from '../../shared/metadata-refresh/refresh-tenant.ts';
import { logFailedRefresh, logUnexpectedError } from '../../shared/observability/log.ts';
import { keysExpiringMetric } from '../../shared/observability/metric-names.ts';
import type { Counters } from '../../shared/observability/metrics.ts';

/** What a batch of refresh jobs reads and writes. */
export interface RefreshMetadataDependencies extends RefreshDependencies {
  readonly counters: Pick<Counters, 'count' | 'publish'>;
  readonly clock: () => Date;
}

/** A message of the queue. */
export interface Message {
  readonly id: string;
  readonly body: string;
}

/**
 * Refreshes the tenants of a batch of jobs, all at the same time. A slow directory or a broken message delays no other.
 * @returns The ids of the messages that failed by an unexpected error: the queue delivers them again.
 */
export async function refreshMetadata(
  deps: RefreshMetadataDependencies,
  messages: readonly Message[],
): Promise<readonly string[]> {
  const failed = await Promise.all(messages.map((message) => runJob(deps, message)));
  deps.counters.publish();
  return failed.flat();
}

async function runJob(deps: RefreshMetadataDependencies, { id, body }: Message): Promise<string[]> {
  try {
    const job = readRefreshJob(body);
    const result = await refreshTenant(deps, job, deps.clock());
    count(deps, job, result);
    if (result.outcome === 'failed') logFailedRefresh(job, result.code ?? '');
    return [];
  } catch (error) {
    logUnexpectedError(error);
    return [id];
  }
}

function count(
  { counters }: RefreshMetadataDependencies,
  { because }: RefreshJob,
  { outcome, daysLeft }: RefreshResult,
): void {
  if (outcome === 'failed') counters.count('RefreshFailed');
  // Only in the tenant's own slot: otherwise many sign-ins would look like many tenants.
  if (because !== 'turn' || outcome === 'left-alone') return;
  for (const days of alarmedReminderDays) {
    counters.count(keysExpiringMetric(days), daysLeft !== undefined && daysLeft <= days ? 1 : 0);
  }
}
