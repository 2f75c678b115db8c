import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';

/** How long a function may take here, in milliseconds, as it is deployed. */
const timeoutMillis = 10_000;

/** What Lambda tells a function about one invocation. */
export function lambdaContext(): Context {
  const deadline = Date.now() + timeoutMillis;
  const obsolete = () => {
    throw new Error('Callbacks are not used');
  };
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName: 'local',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:local',
    memoryLimitInMB: '512',
    awsRequestId: randomUUID(),
    logGroupName: 'local',
    logStreamName: 'local',
    getRemainingTimeInMillis: () => deadline - Date.now(),
    done: obsolete,
    fail: obsolete,
    succeed: obsolete,
  };
}
