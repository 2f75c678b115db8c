import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { type IndexDefinition, type TableDefinition, type TableNames, tableDefinitions } from './tables.ts';

/**
 * Creates both tables where they do not exist, and waits until they and their indexes are usable. For the local run and
 * tests: in AWS the stack creates them, from the same definitions.
 * @throws Error where a table is not usable within two minutes
 */
export async function createTables(client: DynamoDBClient, names: TableNames): Promise<void> {
  await Promise.all([
    createTable(client, names.tenants, tableDefinitions.tenants),
    createTable(client, names.flows, tableDefinitions.flows),
  ]);
}

async function createTable(client: DynamoDBClient, TableName: string, table: TableDefinition): Promise<void> {
  try {
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: keyAttributes(table),
        KeySchema: keySchema(table),
        GlobalSecondaryIndexes: table.indexes.map((index) => ({
          IndexName: index.name,
          KeySchema: keySchema(index),
          Projection: { ProjectionType: index.projection },
        })),
      }),
    );
  } catch (error) {
    // The table exists, or another process is creating it.
    if (!(error instanceof ResourceInUseException)) throw error;
    return waitUntilActive(client, TableName);
  }
  await waitUntilActive(client, TableName);
  if (table.timeToLiveAttribute !== undefined) await sweep(client, TableName, table.timeToLiveAttribute);
}

type Keys = Pick<IndexDefinition, 'partitionKey' | 'sortKey'>;

function keySchema({ partitionKey, sortKey }: Keys): KeySchemaElement[] {
  const schema: KeySchemaElement[] = [{ AttributeName: partitionKey.name, KeyType: 'HASH' }];
  if (sortKey !== undefined) schema.push({ AttributeName: sortKey.name, KeyType: 'RANGE' });
  return schema;
}

function keyAttributes(table: TableDefinition) {
  const keys: readonly Keys[] = [table, ...table.indexes];
  const attributes = keys.flatMap(({ partitionKey, sortKey }) =>
    sortKey === undefined ? [partitionKey] : [partitionKey, sortKey],
  );
  return attributes.map(({ name, type }) => ({ AttributeName: name, AttributeType: type }));
}

async function waitUntilActive(client: DynamoDBClient, TableName: string): Promise<void> {
  const deadline = Date.now() + 120_000;
  for (let pauseMilliseconds = 10; ; pauseMilliseconds = Math.min(2 * pauseMilliseconds, 1_000)) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    const indexes = Table?.GlobalSecondaryIndexes ?? [];
    const active = indexes.every((index) => index.IndexStatus === 'ACTIVE');
    if (Table?.TableStatus === 'ACTIVE' && active) return;
    if (Date.now() > deadline) throw new Error(`The table ${TableName} is not active after two minutes`);
    await sleep(pauseMilliseconds);
  }
}

async function sweep(client: DynamoDBClient, TableName: string, AttributeName: string): Promise<void> {
  try {
    await client.send(
      new UpdateTimeToLiveCommand({
        TableName,
        TimeToLiveSpecification: { AttributeName, Enabled: true },
      }),
    );
  } catch (error) {
    // The embedded engine has no TTL sweep. Nothing depends on it: code compares the expiry.
    const cannot = error instanceof Error && error.name === 'UnknownOperationException';
    if (!cannot) throw error;
  }
}
