import { afterAll, beforeAll, vi } from 'vitest';
import type { EndpointFunctionName } from '../../functions/routes.ts';
import { loadHandlers } from '../../infra/local/handlers.ts';
import type { LambdaHandler } from '../../shared/endpoint/endpoint.ts';
import { keyVariables } from '../../shared/keys/key-ids.ts';
import { createTables } from '../../shared/store/create-tables.ts';
import { createDynamoDbClient, openTables, type Tables } from '../../shared/store/dynamodb.ts';
import { embeddedClientConfig, startEmbeddedDynamoDb } from './embedded-dynamodb.ts';
import { siteEnvironment } from './site-environment.ts';

/** The functions as Lambda loads them, each from its own handler and its environment. */
export interface Deployed {
  readonly handlers: Readonly<Record<EndpointFunctionName, LambdaHandler>>;
  readonly tables: Tables;
  /** Takes the store away, for good. */
  loseTheStore(): Promise<void>;
}

/** Deploys every function over an embedded store of its own, at the hosts of the articles. */
export function useDeployed(): () => Deployed {
  let deployed: Deployed | undefined;
  let stop: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    const store = await startEmbeddedDynamoDb();
    stop = store.stop;
    const names = { tenants: 'tenants', flows: 'flows' };
    const client = createDynamoDbClient(embeddedClientConfig(store.endpoint));
    await createTables(client, names);
    const environment = {
      TENANTS_TABLE: names.tenants,
      FLOWS_TABLE: names.flows,
      ...siteEnvironment(),
      [keyVariables.tokenSigning]: 'tokens',
      AWS_ENDPOINT_URL_DYNAMODB: store.endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'embedded',
      AWS_SECRET_ACCESS_KEY: 'embedded',
    };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    // The handlers read the environment when they are loaded, and files of tests share a process.
    vi.resetModules();
    deployed = {
      handlers: await loadHandlers(),
      tables: openTables(client, names),
      loseTheStore: async () => {
        await stop?.();
        stop = undefined;
      },
    };
  }, 60_000);

  afterAll(async () => {
    vi.unstubAllEnvs();
    await stop?.();
  });

  return () => {
    if (deployed === undefined) throw new Error('The functions are deployed during tests only');
    return deployed;
  };
}
