import type { FunctionName } from '../../functions/routes.ts';

/** Every endpoint: the middy stack, the log, the metrics, pages. */
const endpoint = [
  '@aws-lambda-powertools/commons',
  '@aws-lambda-powertools/logger',
  '@aws-lambda-powertools/metrics',
  '@aws/lambda-invoke-store',
  '@middy/core',
  'hono',
];

/** DynamoDB, with neither a provider of credentials nor another service's client. */
const store = [
  '@aws-sdk/client-dynamodb',
  '@aws-sdk/core',
  '@aws-sdk/dynamodb-codec',
  '@aws-sdk/middleware-endpoint-discovery',
  '@aws-sdk/util-dynamodb',
  '@smithy/core',
  '@smithy/node-http-handler',
  '@smithy/signature-v4',
  '@smithy/types',
  'valibot',
];

/** What only the tables need of {@link store}. */
const ofTables = [
  '@aws-sdk/client-dynamodb',
  '@aws-sdk/dynamodb-codec',
  '@aws-sdk/middleware-endpoint-discovery',
  '@aws-sdk/util-dynamodb',
];

const keys = ['@aws-sdk/client-kms'];

/** What writes messages: of samlify and its dependencies only what it calls to write. */
const writer = ['samlify', 'xml-escape'];

/** Whatever runs in the background: the log and the metrics. */
const worker = endpoint.filter((name) => !['@middy/core', 'hono'].includes(name));

/** What reads metadata, and nothing else. */
const reader = ['saxes', 'xmlchars'];

const bus = ['@aws-sdk/client-eventbridge', '@aws-sdk/signature-v4-multi-region'];

/** The npm packages that each bundle holds, and no other: what is new here is a decision. */
export const packagesOf: Readonly<Record<FunctionName, readonly string[]>> = {
  'sign-on': [...endpoint, ...store, ...keys, ...writer],
  'assertion-consumer': [...endpoint, ...store, ...keys],
  metadata: [...endpoint, ...store, ...writer],
  logout: [...endpoint, ...store, ...keys, ...writer],
  session: [...endpoint, ...store],
  'sign-out': [...endpoint, ...store, ...keys, ...writer],
  welcome: [...endpoint, ...store],
  setup: [...endpoint, ...store, ...reader, 'csv-parse'],
  discovery: [...endpoint, ...keys, ...store.filter((name) => !ofTables.includes(name))],
  authorize: [...endpoint, ...store, ...keys, ...writer],
  token: [...endpoint, ...store, ...keys, 'jose'],
  userinfo: [...endpoint, ...store],
  'end-session': [...endpoint, ...store, ...keys, ...writer, 'jose'],
  healthz: endpoint,
  readyz: [...endpoint, ...store.filter((name) => name !== 'valibot')],
  'not-found': endpoint,
  'schedule-refresh': [...worker, ...store, ...bus, '@aws-sdk/client-sqs', '@aws-sdk/middleware-sdk-sqs'],
  'announce-session-ends': [
    ...[...worker, ...store, ...bus, '@aws-sdk/client-sqs', '@aws-sdk/middleware-sdk-sqs'],
  ],
  'notify-clients': [...worker, ...store, ...keys],
  'refresh-metadata': [...worker, ...store, ...bus, ...reader],
  'check-sign-in': [
    ...[...worker, ...store, ...keys],
    ...['@aws-sdk/client-cloudwatch', '@smithy/middleware-compression'],
  ],
  'check-release': [...worker, ...store, ...keys, '@aws-sdk/client-codedeploy', '@aws-sdk/client-lambda'],
};
