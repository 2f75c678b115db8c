import { refreshMetadata } from '../../functions/refresh-metadata/endpoint.ts';
import { scheduleRefresh } from '../../functions/schedule-refresh/endpoint.ts';
import type { EventSink } from '../../shared/events/event-sink.ts';
import { type DelayedAsk, writeRefreshAsk } from '../../shared/events/refresh-ask.ts';
import type { MetadataSource } from '../../shared/federation-metadata/metadata-source.ts';
import { dynamoDbKeyWatchStore } from '../../shared/metadata-refresh/dynamodb-refresh-state-store.ts';
import { dynamoDbRefusalRings } from '../../shared/sign-in/log/dynamodb-rejection-buffers.ts';
import type { Tables } from '../../shared/store/dynamodb.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import { directoryOf } from '../../shared/tenants/store/refresh-slot.ts';

/** What the watch of one machine works with. */
export interface LocalKeyWatch {
  readonly tables: Tables;
  readonly metadata: MetadataSource;
  readonly events: EventSink;
  readonly clock: () => Date;
}

/**
 * One run of the watch on one machine: both of its functions, with a list for a queue, and every tenant's turn at
 * once. @throws where the store does not answer
 */
export async function runKeyWatch({ tables, metadata, events, clock }: LocalKeyWatch): Promise<void> {
  const tenants = dynamoDbTenantStore(tables.tenants);
  const asks: DelayedAsk[] = [];
  await scheduleRefresh(
    {
      tenantsOf: async () =>
        (await tenants.list()).map(({ app, id, connection }) => {
          const directory = directoryOf(connection);
          return { app, id, ...(directory === undefined ? {} : { directory }) };
        }),
      rings: dynamoDbRefusalRings(tables.flows),
      queue: { send: async (more) => void asks.push(...more) },
      events,
      random: () => 0,
    },
    clock(),
  );
  await refreshMetadata(
    {
      tenants,
      watches: dynamoDbKeyWatchStore(tables.tenants),
      metadata,
      events,
      counters: { count: () => {}, publish: () => {} },
      clock,
    },
    asks.map((ask, index) => ({ id: String(index), body: writeRefreshAsk(ask) })),
  );
}
