import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FunctionName } from '../../functions/routes.ts';
import { functionNames } from '../../infra/functions/function-records.ts';
import { createEventBridgeClient } from '../../shared/events/eventbridge-sink.ts';
import { createSqsClient } from '../../shared/events/send-messages.ts';
import { createKmsClient } from '../../shared/keys/kms-client.ts';
import { kmsDecryptionKeys, kmsPublicKeys, kmsSigningKeys } from '../../shared/keys/kms-keys.ts';
import { tokenKeysOf } from '../../shared/openid/token-keys.ts';
import { createTables } from '../../shared/store/create-tables.ts';
import { createDynamoDbClient, openTables } from '../../shared/store/dynamodb.ts';
import { embeddedClientConfig, startEmbeddedDynamoDb } from '../harness/embedded-dynamodb.ts';
import { productOver } from '../harness/product.ts';
import { runEveryFunction } from './every-function.ts';
import { permissionsIn } from './permissions.ts';
import { type Calls, recordTables, standInForKms } from './recorded-calls.ts';
import { runTheAnnouncements } from './run-the-announcements.ts';
import { runTheCheck } from './run-the-checks.ts';
import { runTheRefresh } from './run-the-refresh.ts';
import { synthesize, templateOf } from './synthesize.ts';

const names = functionNames;
const calls = Object.fromEntries(names.map((name) => [name, new Set<string>()])) as Record<
  FunctionName,
  Calls
>;
const { service } = synthesize('full').stacks;
const template = templateOf(service);
const stop: (() => Promise<void>)[] = [];

beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const embedded = await startEmbeddedDynamoDb();
  const config = embeddedClientConfig(embedded.endpoint);
  stop.push(embedded.stop);
  const tableNames = { tenants: 'least-tenants', flows: 'least-flows' };
  const signingKeyId = 'arn:aws:kms:eu-central-1:123456789012:key/request-signing';
  await createTables(createDynamoDbClient(config), tableNames);

  const clients = new Map(
    names.map((name) => [name, recordTables(createDynamoDbClient(config), tableNames, calls[name])]),
  );
  const productOf = (name: FunctionName) => {
    const kms = standInForKms(createKmsClient({ region: 'eu-central-1' }), calls[name]);
    const client = clients.get(name) ?? createDynamoDbClient(config);
    return productOver(openTables(client, tableNames), undefined, undefined, {
      decryptionKeys: kmsDecryptionKeys(kms, ['decryption']),
      signingKeys: kmsSigningKeys(kms, [signingKeyId]),
      tokenKeys: tokenKeysOf(kmsSigningKeys(kms, ['tokens']), kmsPublicKeys(kms)),
    });
  };
  await runEveryFunction({
    of: Object.fromEntries(names.map((name) => [name, productOf(name)])) as Record<
      FunctionName,
      ReturnType<typeof productOf>
    >,
    unwatched: productOver(openTables(createDynamoDbClient(config), tableNames)),
    tables: openTables(createDynamoDbClient(config), tableNames),
    consumerClient: clients.get('assertion-consumer') ?? expect.unreachable(),
    signingKeyId,
  });
  const tablesOf = (name: FunctionName) => openTables(clients.get(name) ?? expect.unreachable(), tableNames);
  await runTheRefresh({
    schedule: tablesOf('schedule-refresh'),
    refresh: tablesOf('refresh-metadata'),
    unwatched: openTables(createDynamoDbClient(config), tableNames),
    sqs: createSqsClient({ region: 'eu-central-1' }),
    bus: () => createEventBridgeClient({ region: 'eu-central-1' }),
    calls: { schedule: calls['schedule-refresh'], refresh: calls['refresh-metadata'] },
  });
  const announced = calls['announce-session-ends'];
  await runTheAnnouncements({
    announce: tablesOf('announce-session-ends'),
    notify: tablesOf('notify-clients'),
    unwatched: openTables(createDynamoDbClient(config), tableNames),
    sqs: createSqsClient({ region: 'eu-central-1' }),
    bus: createEventBridgeClient({ region: 'eu-central-1' }),
    kms: standInForKms(createKmsClient({ region: 'eu-central-1' }), calls['notify-clients']),
    calls: announced,
  });
  for (const name of ['check-sign-in', 'check-release'] as const) {
    const kms = standInForKms(createKmsClient({ region: 'eu-central-1' }), calls[name]);
    await runTheCheck({ name, tables: tablesOf(name), kms, calls: calls[name] });
  }
});

afterAll(async () => {
  vi.restoreAllMocks();
  for (const each of stop) await each();
});

/** What Lambda itself does in the name of a function's role, to bring it messages and records, or to keep them. */
const byLambda: ReadonlySet<string> = new Set([
  ...['queue', 'notices', 'dead letters'].flatMap((queue) =>
    ['ReceiveMessage', 'DeleteMessage', 'ChangeMessageVisibility', 'GetQueueAttributes', 'GetQueueUrl'].map(
      (action) => `${queue} ${action}`,
    ),
  ),
  'dead letters SendMessage',
  ...['flows stream', 'tenants stream'].flatMap((stream) =>
    ['DescribeStream', 'GetRecords', 'GetShardIterator'].map((action) => `${stream} ${action}`),
  ),
]);

/** What the template lets a function do, beside writing its log. */
function grantsOf(name: FunctionName): ReadonlySet<string> {
  const grants = permissionsIn(template, service, name)
    .filter(({ on, action }) => on !== 'log' && !byLambda.has(`${on} ${action}`))
    .map(({ on, action }) => `${on.replace(/^key:.*/, 'key')} ${action}`);
  return new Set(grants);
}

describe.each(names)('%s, at everything that it does,', (name) => {
  it('makes no call that its role does not grant', () => {
    const granted = grantsOf(name);

    expect([...calls[name]].filter((call) => !granted.has(call))).toEqual([]);
  });

  it('makes every call that its role grants', () => {
    expect([...grantsOf(name)].filter((grant) => !calls[name].has(grant))).toEqual([]);
  });
});
