import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { appsOf } from '../../shared/apps/apps.ts';
import { sitesFrom } from '../../shared/apps/sites-variable.ts';
import { createEventBridgeClient, eventBridgeSink } from '../../shared/events/eventbridge-sink.ts';
import { eventVariables, requiredVariable } from '../../shared/events/variables.ts';
import { httpsMetadataSource } from '../../shared/federation-metadata/https-metadata-source.ts';
import {
  metadataHostsVariable,
  microsoftLoginHosts,
  readMetadataHosts,
} from '../../shared/federation-metadata/metadata-host.ts';
import { dynamoDbRefreshStateStore } from '../../shared/metadata-refresh/dynamodb-refresh-state-store.ts';
import { counters } from '../../shared/observability/metrics.ts';
import { openTablesFrom } from '../../shared/store/dynamodb.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import { fetchTimeoutMilliseconds } from './constants.ts';
import { type RefreshMetadataDependencies, refreshMetadata } from './endpoint.ts';

const { tenants } = openTablesFrom(process.env);
const hosts = [...microsoftLoginHosts, ...readMetadataHosts(process.env[metadataHostsVariable])];
const deps: RefreshMetadataDependencies = {
  tenants: dynamoDbTenantStore(tenants, appsOf(sitesFrom(process.env))),
  refreshStates: dynamoDbRefreshStateStore(tenants),
  metadata: httpsMetadataSource({ hosts, timeoutMilliseconds: fetchTimeoutMilliseconds }),
  events: eventBridgeSink(createEventBridgeClient(), requiredVariable(process.env, eventVariables.eventBus)),
  counters,
  clock: () => new Date(),
};

/** Runs a batch of refresh jobs. The queue redelivers only those that failed by an unexpected error. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const failed = await refreshMetadata(
    deps,
    Records.map(({ messageId, body }) => ({ id: messageId, body })),
  );
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}
