import {
  type AttributeDefinition,
  CreateTableCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndex,
  type KeySchemaElement,
} from '@aws-sdk/client-dynamodb';
import type { Assembly } from './assembly.ts';
import { resolverOf } from './intrinsic-functions.ts';

/** A table as its template has it. */
export interface DeployedTable {
  readonly region: string;
  readonly TableName: string;
  readonly AttributeDefinitions: AttributeDefinition[];
  readonly KeySchema: KeySchemaElement[];
  readonly GlobalSecondaryIndexes: GlobalSecondaryIndex[];
  readonly timeToLiveAttribute: string | undefined;
}

/** Every table of a deployment. */
export function tablesOf(assembly: Assembly): readonly DeployedTable[] {
  return assembly.stacks.flatMap((stack) => {
    const resolve = resolverOf(assembly, stack);
    return Object.values(stack.resources)
      .filter(({ Type }) => Type === 'AWS::DynamoDB::GlobalTable')
      .map(({ Properties }) => deployedTable(stack.region, resolve(Properties) as TableProperties));
  });
}

interface TableProperties
  extends Omit<DeployedTable, 'region' | 'timeToLiveAttribute' | 'GlobalSecondaryIndexes'> {
  readonly GlobalSecondaryIndexes?: readonly GlobalSecondaryIndex[];
  readonly TimeToLiveSpecification?: { readonly AttributeName: string; readonly Enabled: boolean };
}

function deployedTable(region: string, properties: TableProperties): DeployedTable {
  const { TableName, AttributeDefinitions, KeySchema, TimeToLiveSpecification: sweep } = properties;
  return {
    region,
    TableName,
    AttributeDefinitions,
    KeySchema,
    // What else an index has is how much it may cost, of which the embedded engine knows nothing.
    GlobalSecondaryIndexes: (properties.GlobalSecondaryIndexes ?? []).map((index) => ({
      IndexName: index.IndexName,
      KeySchema: index.KeySchema,
      Projection: index.Projection,
    })),
    timeToLiveAttribute: sweep?.Enabled === true ? sweep.AttributeName : undefined,
  };
}

/** Makes the tables of a template. They can be used at once: the embedded engine takes no time. */
export async function createDeployedTables(
  client: DynamoDBClient,
  tables: readonly DeployedTable[],
): Promise<void> {
  for (const { timeToLiveAttribute: _, region: _region, ...table } of tables) {
    await client.send(new CreateTableCommand({ ...table, BillingMode: 'PAY_PER_REQUEST' }));
  }
}
