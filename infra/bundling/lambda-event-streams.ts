/**
 * Bundled in the place of the SDK's event streams, which it loads for operations that stream events. DynamoDB, KMS,
 * SQS and EventBridge have none that is used here; without this the codec would still be in every bundle.
 */
export class EventStreamSerde {
  constructor() {
    throw new Error('No operation of Latchkey streams events');
  }
}

/** The client of Lambda asks for these two at its start, although Invoke streams nothing. */
export function resolveEventStreamSerdeConfig<Config>(config: Config): Config {
  return config;
}

/** See {@link resolveEventStreamSerdeConfig}. */
export function eventStreamSerdeProvider(): undefined {
  return undefined;
}
