import type { SQSClient } from '@aws-sdk/client-sqs';
import { type RefreshQueue, writeRefreshJob } from './refresh-job.ts';
import { sendMessages } from './send-messages.ts';

/** Returns the queue of refresh jobs at `queueUrl`. */
export function sqsRefreshQueue(client: SQSClient, queueUrl: string): RefreshQueue {
  return {
    send: (jobs) =>
      sendMessages(
        client,
        queueUrl,
        jobs.map((job) => ({ body: writeRefreshJob(job), delaySeconds: job.delaySeconds })),
      ),
  };
}
