import { randomUUID } from 'node:crypto';
import { DeleteTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe } from 'vitest';
import { createTables } from '../../shared/store/create-tables.ts';
import { createDynamoDbClient, openTables, type Tables } from '../../shared/store/dynamodb.ts';
import type { TableNames } from '../../shared/store/tables.ts';
import { embeddedClientConfig, startEmbeddedDynamoDb } from './embedded-dynamodb.ts';
import { memoryDatabase } from './memory/memory-database.ts';

/** Two tables of a test's own, and what they were asked. */
export interface Database {
  readonly tables: Tables;
  /** Names of the SDK's commands while `action` ran, one an operation however often it was attempted. */
  requestsOf(action: () => Promise<unknown>): Promise<readonly string[]>;
  /** Runs `action` and loses the first answer to a `command`, so that the SDK sends that request again. */
  losingTheFirstAnswer<Result>(
    command: 'PutItemCommand' | 'UpdateItemCommand',
    action: () => Promise<Result>,
  ): Promise<Result>;
}

/** Two tables behind a client. */
export interface ServedDatabase extends Database {
  readonly client: DynamoDBClient;
  readonly names: TableNames;
}

/**
 * Runs `tests` against the tables in memory where LATCHKEY_TEST_TABLES says so: the project `store-in-memory` holds them
 * to the contract that the engines keep. Else as {@link describeWithEngine}.
 */
export function describeWithDatabase(title: string, tests: (database: () => Database) => void): void {
  if (process.env['LATCHKEY_TEST_TABLES'] !== 'memory') {
    describeWithEngine(title, tests);
    return;
  }
  describe(`${title}, in memory`, () => {
    const database = memoryDatabase();
    tests(() => database);
  });
}

/**
 * Runs `tests` against the embedded engine, and against the endpoint that AWS_ENDPOINT_URL_DYNAMODB names
 * where it names one: the same contract for both. Indexes may lag behind on a real one, so a test polls them;
 * nothing may be stored that has expired by the real clock, or it could be swept.
 */
export function describeWithEngine(title: string, tests: (database: () => ServedDatabase) => void): void {
  describe(`${title}, embedded`, () => {
    tests(useDatabase(openEmbedded));
  });
  const { AWS_ENDPOINT_URL_DYNAMODB: endpoint } = process.env;
  if (!endpoint) return;
  describe(`${title}, at ${endpoint}`, () => {
    tests(useDatabase(async () => ({ client: createDynamoDbClient(), stop: async () => {} })));
  });
}

interface Opened {
  readonly client: DynamoDBClient;
  stop(): Promise<void>;
}

async function openEmbedded(): Promise<Opened> {
  const { endpoint, stop } = await startEmbeddedDynamoDb();
  return { client: createDynamoDbClient(embeddedClientConfig(endpoint)), stop };
}

function useDatabase(open: () => Promise<Opened>): () => ServedDatabase {
  let opened: Opened | undefined;
  let database: ServedDatabase | undefined;

  beforeAll(async () => {
    opened = await open();
    const run = randomUUID();
    const names = { tenants: `latchkey-test-${run}-tenants`, flows: `latchkey-test-${run}-flows` };
    await createTables(opened.client, names);
    database = databaseOf(opened.client, names);
  }, 180_000);

  afterAll(async () => {
    for (const TableName of Object.values(database?.names ?? {})) {
      await opened?.client.send(new DeleteTableCommand({ TableName }));
    }
    opened?.client.destroy();
    await opened?.stop();
  }, 60_000);

  return () => {
    if (database === undefined) throw new Error('The database is open during tests only');
    return database;
  };
}

function databaseOf(client: DynamoDBClient, names: TableNames): ServedDatabase {
  let requests: string[] = [];
  client.middlewareStack.add(
    (next, { commandName }) =>
      (request) => {
        requests.push(String(commandName));
        return next(request);
      },
    { step: 'initialize', name: 'count-requests' },
  );
  return {
    client,
    tables: openTables(client, names),
    names,
    async requestsOf(action) {
      requests = [];
      await action();
      return requests;
    },
    async losingTheFirstAnswer(command, action) {
      let lost = false;
      client.middlewareStack.add(
        (next, { commandName }) =>
          async (request) => {
            const answer = await next(request);
            if (lost || commandName !== command) return answer;
            lost = true;
            throw Object.assign(new Error('The answer was lost'), { name: 'TimeoutError' });
          },
        { step: 'deserialize', name: 'lose-first-answer' },
      );
      try {
        const result = await action();
        if (!lost) throw new Error(`There was no answer to a ${command}`);
        return result;
      } finally {
        client.middlewareStack.remove('lose-first-answer');
      }
    },
  };
}
