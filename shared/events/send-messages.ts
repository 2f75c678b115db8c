import { SendMessageBatchCommand, SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';

/** The most messages that SQS accepts in one request. */
const messagesPerRequest = 10;

/** The most concurrent requests. */
const requestsAtOnce = 8;

/** A message, and the delay before a function receives it, in seconds: 0 to 900. Default 0. */
export interface QueueMessage {
  readonly body: string;
  readonly delaySeconds?: number;
}

/** Returns a client with time-outs; region and credentials come from the SDK's environment. */
export function createSqsClient(config: SQSClientConfig = {}): SQSClient {
  return new SQSClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
    ...config,
  });
}

/** Sends every message to the queue at `QueueUrl`, ten a request. @throws Error where SQS did not take all of them */
export async function sendMessages(
  client: SQSClient,
  QueueUrl: string,
  messages: readonly QueueMessage[],
): Promise<void> {
  const sendBatch = async (batch: readonly QueueMessage[]): Promise<void> => {
    const { Failed = [] } = await client.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: batch.map(({ body, delaySeconds = 0 }, index) => ({
          Id: String(index),
          MessageBody: body,
          DelaySeconds: delaySeconds,
        })),
      }),
    );
    if (Failed.length > 0) throw new Error(`SQS did not take ${Failed.length} messages: ${Failed[0]?.Code}`);
  };
  const batches: (readonly QueueMessage[])[] = [];
  for (let from = 0; from < messages.length; from += messagesPerRequest) {
    batches.push(messages.slice(from, from + messagesPerRequest));
  }
  for (let from = 0; from < batches.length; from += requestsAtOnce) {
    await Promise.all(batches.slice(from, from + requestsAtOnce).map(sendBatch));
  }
}
