import { createEventBridgeClient, eventBridgeSink } from '../../shared/events/eventbridge-sink.ts';
import { createSqsClient } from '../../shared/events/send-messages.ts';
import { sqsRefreshQueue } from '../../shared/events/sqs-refresh-queue.ts';
import { eventVariables, requiredVariable } from '../../shared/events/variables.ts';
import { logUnexpectedError } from '../../shared/observability/log.ts';
import { counters } from '../../shared/observability/metrics.ts';
import { dynamoDbRejectionBuffers } from '../../shared/sign-in/log/dynamodb-rejection-buffers.ts';
import { openTablesFrom } from '../../shared/store/dynamodb.ts';
import { tenantsOfSlot } from '../../shared/tenants/store/refresh-slot.ts';
import { type ScheduleRefreshDependencies, scheduleRefresh } from './endpoint.ts';

const tables = openTablesFrom(process.env);
const queueUrl = requiredVariable(process.env, eventVariables.refreshQueue);
const bus = requiredVariable(process.env, eventVariables.eventBus);
const deps: ScheduleRefreshDependencies = {
  tenantsOf: (slot) => tenantsOfSlot(tables.tenants, slot),
  buffers: dynamoDbRejectionBuffers(tables.flows),
  queue: sqsRefreshQueue(createSqsClient(), queueUrl),
  events: eventBridgeSink(createEventBridgeClient(), bus),
  random: Math.random,
};

/** Runs every minute by the schedule. A retry takes the slot of the minute for which it was scheduled. */
export async function handler({ time }: { readonly time: string }): Promise<void> {
  try {
    await scheduleRefresh(deps, new Date(time));
  } catch (error) {
    logUnexpectedError(error);
    throw error;
  } finally {
    counters.publish();
  }
}
