import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createEventBridgeClient, eventBridgeSink } from '../../shared/events/eventbridge-sink.ts';
import { eventVariables, requiredVariable } from '../../shared/events/variables.ts';
import { httpsMetadataSource } from '../../shared/federation-metadata/https-metadata-source.ts';
import {
  metadataHostsVariable,
  microsoftLoginHosts,
  readMetadataHosts,
} from '../../shared/federation-metadata/metadata-host.ts';
import { counters } from '../../shared/http/metrics.ts';
import { dynamoDbKeyWatchStore } from '../../shared/rollover/dynamodb-key-watch-store.ts';
import { openTablesFrom } from '../../shared/store/dynamodb.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/dynamodb-tenant-store.ts';
import { fetchTimeoutMilliseconds } from './constants.ts';
import { type RefreshPorts, refreshMetadata } from './step.ts';

const { tenants } = openTablesFrom(process.env);
const hosts = [...microsoftLoginHosts, ...readMetadataHosts(process.env[metadataHostsVariable])];
const ports: RefreshPorts = {
  tenants: dynamoDbTenantStore(tenants),
  watches: dynamoDbKeyWatchStore(tenants),
  metadata: httpsMetadataSource({ hosts, timeoutMilliseconds: fetchTimeoutMilliseconds }),
  events: eventBridgeSink(createEventBridgeClient(), requiredVariable(process.env, eventVariables.eventBus)),
  counters,
  clock: () => new Date(),
};

/** A batch of asks from the queue; only those that failed for a fault of ours come again. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const undone = await refreshMetadata(
    ports,
    Records.map(({ messageId, body }) => ({ id: messageId, body })),
  );
  return { batchItemFailures: undone.map((itemIdentifier) => ({ itemIdentifier })) };
}
