import { createServer, type Server } from 'node:http';
import dynalite from 'dynalite';
import { createTables } from '../../shared/store/create-tables.ts';
import { createDynamoDbClient } from '../../shared/store/dynamodb.ts';
import { localTableNames } from '../../shared/store/tables.ts';
import { createEmbeddedKms, generateLocalKeys, isForKms } from './embedded-kms.ts';
import { listen, loopback } from './listen.ts';

/** What the SDK's environment must say so that nothing leaves this machine: no region, no key of anybody's. */
export function localAwsEnvironment(dynamoDbPort: number): Readonly<Record<string, string>> {
  const endpoint = `http://${loopback}:${dynamoDbPort}`;
  return {
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ENDPOINT_URL_KMS: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  };
}

/** A DynamoDB in this process, in memory and without tables, and beside it at the same address a KMS with `keys`. */
export function createEmbeddedAws(keys: Parameters<typeof createEmbeddedKms>[0]): Server {
  const dynamoDb: Server = dynalite({ createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
  const kms = createEmbeddedKms(keys);
  return createServer((request, response) => {
    if (isForKms(request)) void kms(request, response);
    else dynamoDb.emit('request', request, response);
  });
}

/** Starts both, with Latchkey's tables and with new keys. @throws Error about a busy port */
export async function startEmbeddedDynamoDb(port: number): Promise<void> {
  const server = createEmbeddedAws(generateLocalKeys());
  await listen(server, port, 'DYNAMODB_PORT');
  await createTables(createDynamoDbClient(), localTableNames);
}
