import { createEventBridgeClient, eventBridgeSink } from '../../shared/events/eventbridge-sink.ts';
import { createSqsClient, sqsRefreshQueue } from '../../shared/events/sqs-refresh-queue.ts';
import { eventVariables, requiredVariable } from '../../shared/events/variables.ts';
import { logFault } from '../../shared/observability/log.ts';
import { counters } from '../../shared/observability/metrics.ts';
import { dynamoDbRefusalRings } from '../../shared/sign-in/log/dynamodb-rejection-buffers.ts';
import { openTablesFrom } from '../../shared/store/dynamodb.ts';
import { tenantsOfTurn } from '../../shared/tenants/store/tenants-of-slot.ts';
import { type SchedulePorts, scheduleRefresh } from './endpoint.ts';

const tables = openTablesFrom(process.env);
const queueUrl = requiredVariable(process.env, eventVariables.refreshQueue);
const bus = requiredVariable(process.env, eventVariables.eventBus);
const ports: SchedulePorts = {
  tenantsOf: (turn) => tenantsOfTurn(tables.tenants, turn),
  rings: dynamoDbRefusalRings(tables.flows),
  queue: sqsRefreshQueue(createSqsClient(), queueUrl),
  events: eventBridgeSink(createEventBridgeClient(), bus),
  random: Math.random,
};

/** Once a minute, by the schedule; the turn is that of the minute it was made for, whenever it is tried again. */
export async function handler({ time }: { readonly time: string }): Promise<void> {
  try {
    await scheduleRefresh(ports, new Date(time));
  } catch (fault) {
    logFault(fault);
    throw fault;
  } finally {
    counters.publish();
  }
}
