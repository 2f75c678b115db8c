import {
  EventBridgeClient,
  type EventBridgeClientConfig,
  PutEventsCommand,
} from '@aws-sdk/client-eventbridge';
import type { EventSink } from './latchkey-event.ts';
import { eventSource } from './latchkey-event.ts';

/** The most events that EventBridge accepts in one request. */
const eventsPerRequest = 10;

/** Returns a client with time-outs; region and credentials come from the SDK's environment. */
export function createEventBridgeClient(config: EventBridgeClientConfig = {}): EventBridgeClient {
  return new EventBridgeClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
    ...config,
  });
}

/** Returns a sink that sends events to the bus called `busName`. */
export function eventBridgeSink(client: EventBridgeClient, busName: string): EventSink {
  return {
    async publish(events) {
      for (let from = 0; from < events.length; from += eventsPerRequest) {
        const { FailedEntryCount } = await client.send(
          new PutEventsCommand({
            Entries: events.slice(from, from + eventsPerRequest).map(({ type, detail }) => ({
              EventBusName: busName,
              Source: eventSource,
              DetailType: type,
              Time: new Date(detail.at),
              Detail: JSON.stringify(detail),
            })),
          }),
        );
        if (FailedEntryCount) throw new Error(`EventBridge did not take ${FailedEntryCount} events`);
      }
    },
  };
}
