import { refreshMetadata } from '../../functions/refresh-metadata/endpoint.ts';
import { scheduleRefresh } from '../../functions/schedule-refresh/endpoint.ts';
import type { Apps } from '../../shared/apps/apps.ts';
import type { EventSink } from '../../shared/events/latchkey-event.ts';
import { type DelayedRefreshJob, writeRefreshJob } from '../../shared/events/refresh-job.ts';
import type { MetadataSource } from '../../shared/federation-metadata/metadata-source.ts';
import { dynamoDbRefreshStateStore } from '../../shared/metadata-refresh/dynamodb-refresh-state-store.ts';
import { defined } from '../../shared/objects/defined.ts';
import { dynamoDbRejectionBuffers } from '../../shared/sign-in/log/dynamodb-rejection-buffers.ts';
import type { Tables } from '../../shared/store/dynamodb.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import { metadataDirectoryOf } from '../../shared/tenants/store/refresh-slot.ts';

/** What the local metadata refresh reads and writes. */
export interface LocalRefreshDependencies {
  readonly tables: Tables;
  readonly apps: Apps;
  readonly metadata: MetadataSource;
  readonly events: EventSink;
  readonly clock: () => Date;
}

/**
 * One local run of the metadata refresh: both of its functions, with a list for a queue, and every tenant at
 * once. @throws where the store does not answer
 */
export async function runLocalRefresh({
  tables,
  apps,
  metadata,
  events,
  clock,
}: LocalRefreshDependencies): Promise<void> {
  const tenants = dynamoDbTenantStore(tables.tenants, apps);
  const jobs: DelayedRefreshJob[] = [];
  await scheduleRefresh(
    {
      tenantsOf: async () =>
        (await tenants.list()).map(({ app, id, connection }) => {
          const directory = metadataDirectoryOf(connection);
          return { app, id, ...defined({ directory }) };
        }),
      buffers: dynamoDbRejectionBuffers(tables.flows),
      queue: { send: async (more) => void jobs.push(...more) },
      events,
      random: () => 0,
    },
    clock(),
  );
  await refreshMetadata(
    {
      tenants,
      refreshStates: dynamoDbRefreshStateStore(tables.tenants),
      metadata,
      events,
      counters: { count: () => {}, publish: () => {} },
      clock,
    },
    jobs.map((job, index) => ({ id: String(index), body: writeRefreshJob(job) })),
  );
}
