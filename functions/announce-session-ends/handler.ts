import type { DynamoDBStreamEvent } from 'aws-lambda';
import { createEventBridgeClient, eventBridgeSink } from '../../shared/events/eventbridge-sink.ts';
import { createSqsClient } from '../../shared/events/send-messages.ts';
import { sqsLogoutNoticeQueue } from '../../shared/events/sqs-logout-notice-queue.ts';
import { eventVariables } from '../../shared/events/variables.ts';
import { logEvent, logUnexpectedError } from '../../shared/observability/log.ts';
import { counters } from '../../shared/observability/metrics.ts';
import { dynamoDbFlowStore } from '../../shared/sign-in/dynamodb-flow-store.ts';
import { openTablesFrom } from '../../shared/store/dynamodb.ts';
import { type AnnounceSessionEndsDependencies, announceSessionEnds } from './endpoint.ts';
import { notifyingClients } from './notifying-clients.ts';

const { flows } = openTablesFrom(process.env);
const bus = process.env[eventVariables.eventBus];
const noticeQueueUrl = process.env[eventVariables.noticeQueue];
const deps: AnnounceSessionEndsDependencies = {
  flows: dynamoDbFlowStore(flows),
  // The second region has no bus.
  events:
    bus === undefined
      ? { publish: async (events) => events.forEach(logEvent) }
      : eventBridgeSink(createEventBridgeClient(), bus),
  // A stage without the OpenID Provider has no clients.
  notifyClients:
    noticeQueueUrl === undefined
      ? async () => {}
      : notifyingClients(flows, sqsLogoutNoticeQueue(createSqsClient(), noticeQueueUrl)),
  clock: () => new Date(),
};

/** Runs for each batch of records of a table's stream. A batch that fails is delivered again, in parts. */
export async function handler({ Records }: DynamoDBStreamEvent): Promise<void> {
  try {
    await announceSessionEnds(deps, Records);
  } catch (error) {
    logUnexpectedError(error);
    throw error;
  } finally {
    counters.publish();
  }
}
