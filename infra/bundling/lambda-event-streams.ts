/**
 * Bundled in the place of the SDK's event streams, which it loads for operations that stream events. DynamoDB, KMS,
 * SQS and EventBridge have none that is used here; without this the codec would still be in every bundle.
 */
export class EventStreamSerde {
  constructor() {
    throw new Error('No operation of Latchkey streams events');
  }
}
