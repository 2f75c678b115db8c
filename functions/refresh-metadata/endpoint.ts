import { readRefreshJob } from '../../shared/events/refresh-job.ts';
import { type RefreshDependencies, refreshTenant } from '../../shared/metadata-refresh/refresh-tenant.ts';
import { logFailedRefresh, logUnexpectedError } from '../../shared/observability/log.ts';
import type { Counters } from '../../shared/observability/metrics.ts';

/** What a batch of refresh jobs reads and writes. */
export interface RefreshMetadataDependencies extends Omit<RefreshDependencies, 'alert'> {
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
    const result = await refreshTenant({ ...deps, alert: alertBy(deps) }, job, deps.clock());
    if (result.outcome === 'failed') logFailedRefresh(job, result.code ?? '');
    return [];
  } catch (error) {
    logUnexpectedError(error);
    return [id];
  }
}

/** Publishes each alert at once: Lambda may end the process before the batch is done. */
function alertBy({ counters }: RefreshMetadataDependencies): RefreshDependencies['alert'] {
  return (metric) => {
    counters.count(metric);
    counters.publish();
  };
}
