import type { SQSClient } from '@aws-sdk/client-sqs';
import { type LogoutNoticeQueue, writeLogoutNotice } from './logout-notice.ts';
import { sendMessages } from './send-messages.ts';

/** Returns the queue of logout notices at `queueUrl`. */
export function sqsLogoutNoticeQueue(client: SQSClient, queueUrl: string): LogoutNoticeQueue {
  return {
    send: (notices) =>
      sendMessages(
        client,
        queueUrl,
        notices.map((notice) => ({ body: writeLogoutNotice(notice) })),
      ),
  };
}
