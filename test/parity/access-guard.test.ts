import { GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTables } from '../../shared/store/create-tables.ts';
import { createDynamoDbClient } from '../../shared/store/dynamodb.ts';
import { embeddedClientConfig } from '../harness/embedded-dynamodb.ts';
import { type AccessGuard, guardAccess } from './access-guard.ts';
import { assemble, serviceOf } from './assembly.ts';
import { type EmbeddedAws, startEmbeddedAws } from './embedded-aws.ts';
import { grantsOf } from './role-grants.ts';

describe('whoever asks the embedded AWS', () => {
  let aws: EmbeddedAws;
  let guard: AccessGuard;
  const names = { tenants: 'latchkey-plain-tenants', flows: 'latchkey-plain-flows' };

  beforeAll(async () => {
    const assembly = assemble('plain', { bundled: false });
    const service = serviceOf(assembly, 'plain');
    aws = await startEmbeddedAws([]);
    await createTables(createDynamoDbClient(embeddedClientConfig(aws.endpoint)), names);
    guard = await guardAccess(aws.endpoint, grantsOf(assembly, service), service);
    assembly.remove();
  });
  afterAll(async () => {
    await guard.stop();
    await aws.stop();
  });

  const as = (accessKeyId: string) =>
    createDynamoDbClient({
      ...embeddedClientConfig(guard.endpoint),
      credentials: { accessKeyId, secretAccessKey: 'role' },
    });
  const find = new GetItemCommand({ TableName: names.flows, Key: { partitionKey: { S: 'nobody' } } });
  const running = new QueryCommand({
    TableName: names.flows,
    IndexName: 'by-session-index',
    KeyConditionExpression: 'sessionIndexKey = :key',
    ExpressionAttributeValues: { ':key': { S: 'nobody' } },
  });

  it('may do what the template grants its role', async () => {
    expect(await as('session').send(find)).not.toHaveProperty('Item');
    expect(await as('logout').send(running)).toMatchObject({ Count: 0 });
  });

  it.each([
    ['a function whose role has no table', 'healthz', find],
    ['a function whose role has the table and not the action', 'schedule-refresh', find],
    ['a function whose role has the table and not the index', 'session', running],
    ['a stranger', 'nobody', find],
  ] as const)('may do nothing else: %s', async (_, name, command) => {
    await expect(as(name).send(command as never)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(guard.refusals.at(-1)).toMatch(
      new RegExp(`^${name} dynamodb:\\w+ arn:aws:dynamodb:us-east-1:\\d{12}:table/latchkey-plain-flows`),
    );
  });
});
