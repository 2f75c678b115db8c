import type { Server } from 'node:net';
import dynalite from 'dynalite';
import { createTables } from '../../shared/store/create-tables.ts';
import { createDynamoDbClient } from '../../shared/store/dynamodb.ts';
import { localTableNames } from '../../shared/store/tables.ts';
import { listen, loopback } from './listen.ts';

/** What the SDK's environment must say so that nothing leaves this machine: no region, no key of anybody's. */
export function localAwsEnvironment(dynamoDbPort: number): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL_DYNAMODB: `http://${loopback}:${dynamoDbPort}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  };
}

/** Starts a DynamoDB in this process, in memory, with both tables. @throws Error about a busy port */
export async function startEmbeddedDynamoDb(port: number): Promise<void> {
  const server: Server = dynalite({ createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
  await listen(server, port, 'DYNAMODB_PORT');
  await createTables(createDynamoDbClient(), localTableNames);
}
