import { type RefreshJob, readRefreshJob } from '../../shared/events/refresh-job.ts';
import {
  type RefreshDependencies,
  type RefreshResult,
  refreshTenant,
} from '../../shared/metadata-refresh/refresh-tenant.ts';
import { logFailedRefresh, logUnexpectedError } from '../../shared/observability/log.ts';
import { keyExpiryMetricDays, keysExpiringMetric } from '../../shared/observability/metric-names.ts';
import type { Counters } from '../../shared/observability/metrics.ts';

/** What a batch works with. */
export interface RefreshMetadataDependencies extends RefreshDependencies {
  readonly counters: Pick<Counters, 'count' | 'publish'>;
  readonly clock: () => Date;
}

/** A message as it came. */
export interface Message {
  readonly id: string;
  readonly body: string;
}

/**
 * Refreshes every tenant of a batch of jobs, all at the same time; neither a slow directory nor a
 * broken message keeps the others. @returns The messages that failed: the queue delivers them again.
 */
export async function refreshMetadata(
  deps: RefreshMetadataDependencies,
  messages: readonly Message[],
): Promise<readonly string[]> {
  const undone = await Promise.all(messages.map((message) => runJob(deps, message)));
  deps.counters.publish();
  return undone.flat();
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
  // Counted in the tenant's slots alone, or many sign-ins would look like many tenants.
  if (because !== 'turn' || outcome === 'left-alone') return;
  for (const days of keyExpiryMetricDays) {
    counters.count(keysExpiringMetric(days), daysLeft !== undefined && daysLeft <= days ? 1 : 0);
  }
}
