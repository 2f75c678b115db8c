import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { functionClientConfig } from './function-client.ts';
import { openTable, type Table } from './table.ts';
import { type TableName, type TableNames, tableNamesFrom } from './tables.ts';

/** Both tables, open. */
export type Tables = Readonly<Record<TableName, Table>>;

/**
 * Returns a client whose region, credentials and endpoint come from the SDK's environment (`AWS_ENDPOINT_URL_DYNAMODB`,
 * `AWS_REGION`, …) unless `config` sets them. A connection may take 1 s and an attempt 2 s. A retried conditional write
 * may find the first attempt's result: the stores handle that.
 */
export function createDynamoDbClient(config: DynamoDBClientConfig = {}): DynamoDBClient {
  return new DynamoDBClient({
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: 1_000,
      requestTimeout: 2_000,
      // Without it the SDK only logs a warning and keeps waiting.
      throwOnRequestTimeout: true,
    },
    ...config,
  });
}

/** Returns the two tables called `names` behind `client`. */
export function openTables(client: DynamoDBClient, names: TableNames): Tables {
  return { tenants: openTable(client, names.tenants), flows: openTable(client, names.flows) };
}

/**
 * Opens the two tables that `TENANTS_TABLE` and `FLOWS_TABLE` name: once, when a function starts.
 * @throws Error that names the variable that is not set
 */
export function openTablesFrom(environment: Readonly<Record<string, string | undefined>>): Tables {
  return openTables(createDynamoDbClient(functionClientConfig(environment)), tableNamesFrom(environment));
}
