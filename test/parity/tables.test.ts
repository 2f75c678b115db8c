import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleStages } from '../../infra/documents/example-stages.ts';
import { createTables } from '../../shared/store/create-tables.ts';
import { createDynamoDbClient } from '../../shared/store/dynamodb.ts';
import { localTableNames, type TableName } from '../../shared/store/tables.ts';
import { embeddedClientConfig } from '../harness/embedded-dynamodb.ts';
import { assemble } from './assembly.ts';
import { createDeployedTables, type DeployedTable, tablesOf } from './deployed-tables.ts';
import { type EmbeddedAws, startEmbeddedAws } from './embedded-aws.ts';

const names = ['tenants', 'flows'] as const satisfies readonly TableName[];

/** What makes two tables the same to their users, as the engine itself describes it. */
async function shapeOf(client: DynamoDBClient, TableName: string) {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  const indexes = Table?.GlobalSecondaryIndexes ?? [];
  return {
    keys: Table?.KeySchema,
    attributes: byName(Table?.AttributeDefinitions ?? [], 'AttributeName'),
    billing: Table?.BillingModeSummary?.BillingMode,
    indexes: byName(
      indexes.map(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection })),
      'IndexName',
    ),
  };
}

function byName<Named extends object>(all: readonly Named[], name: keyof Named): readonly Named[] {
  return all.toSorted((one, other) => String(one[name]).localeCompare(String(other[name])));
}

describe.each(exampleStages)('the tables of the stage %s', (stage) => {
  let aws: EmbeddedAws;
  let client: DynamoDBClient;
  let deployed: readonly DeployedTable[];
  /** What the local run asks to be swept by, table by table. */
  const swept: Record<string, string> = {};

  beforeAll(async () => {
    const assembly = assemble(stage, { bundled: false });
    deployed = tablesOf(assembly);
    assembly.remove();
    aws = await startEmbeddedAws([]);
    client = createDynamoDbClient(embeddedClientConfig(aws.endpoint));
    client.middlewareStack.add(
      (next, { commandName }) =>
        (request) => {
          if (commandName === 'UpdateTimeToLiveCommand') {
            const { TableName, TimeToLiveSpecification: sweep } = request.input as {
              readonly TableName: string;
              readonly TimeToLiveSpecification: { readonly AttributeName: string };
            };
            swept[TableName] = sweep.AttributeName;
          }
          return next(request);
        },
      { step: 'initialize' },
    );
    await createTables(client, localTableNames);
    const first = deployed[0]?.region;
    await createDeployedTables(
      client,
      deployed.filter(({ region }) => region === first),
    );
  });
  afterAll(async () => {
    client.destroy();
    await aws.stop();
  });

  it.each(names)('%s has the keys and indexes that it has in the local run', async (name) => {
    const shape = await shapeOf(client, `latchkey-${stage}-${name}`);

    expect(shape.indexes.length).toBeGreaterThan(1);
    expect(shape).toEqual(await shapeOf(client, localTableNames[name]));
  });

  it.each(names)('%s is swept by what it is swept by in the local run, in every region', (name) => {
    const all = deployed.filter(({ TableName }) => TableName === `latchkey-${stage}-${name}`);

    expect(all.length).toBe(stage === 'tworegions' && name === 'flows' ? 2 : 1);
    for (const { timeToLiveAttribute } of all) {
      expect(timeToLiveAttribute).toBe(swept[localTableNames[name]]);
    }
  });

  it('are these two alone', () => {
    expect(new Set(deployed.map(({ TableName }) => TableName)).size).toBe(names.length);
  });
});
