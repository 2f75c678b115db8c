import { SendMessageBatchCommand, SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import { type DelayedRefreshJob, type RefreshQueue, writeRefreshJob } from './refresh-job.ts';

/** The most messages that SQS accepts in one request. */
const messagesPerRequest = 10;

/** The most concurrent requests. */
const requestsAtOnce = 8;

/** Returns a client with time-outs; region and credentials come from the SDK's environment. */
export function createSqsClient(config: SQSClientConfig = {}): SQSClient {
  return new SQSClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
    ...config,
  });
}

/** Returns the queue of refresh jobs at `QueueUrl`. */
export function sqsRefreshQueue(client: SQSClient, QueueUrl: string): RefreshQueue {
  const sendBatch = async (jobs: readonly DelayedRefreshJob[]): Promise<void> => {
    const { Failed = [] } = await client.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: jobs.map((job, index) => ({
          Id: String(index),
          MessageBody: writeRefreshJob(job),
          DelaySeconds: job.delaySeconds,
        })),
      }),
    );
    if (Failed.length > 0) throw new Error(`SQS did not take ${Failed.length} messages: ${Failed[0]?.Code}`);
  };
  return {
    async send(jobs) {
      const batches: (readonly DelayedRefreshJob[])[] = [];
      for (let from = 0; from < jobs.length; from += messagesPerRequest) {
        batches.push(jobs.slice(from, from + messagesPerRequest));
      }
      for (let from = 0; from < batches.length; from += requestsAtOnce) {
        await Promise.all(batches.slice(from, from + requestsAtOnce).map(sendBatch));
      }
    },
  };
}
