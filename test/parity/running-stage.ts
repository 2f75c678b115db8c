import type { KeyObject } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { ExampleStage } from '../../infra/documents/example-stages.ts';
import { readSites, sitesVariable } from '../../shared/apps/sites-variable.ts';
import type { LambdaHandler } from '../../shared/endpoint/endpoint.ts';
import { type KeyId, type KeyPurpose, keyIdsFrom, keyVariables } from '../../shared/keys/key-ids.ts';
import { keysOf } from '../../shared/objects/keys-of.ts';
import { createDynamoDbClient, openTables } from '../../shared/store/dynamodb.ts';
import { tableNamesFrom } from '../../shared/store/tables.ts';
import { apps } from '../fixtures/apps.ts';
import { embeddedClientConfig } from '../harness/embedded-dynamodb.ts';
import { type Product, productOver } from '../harness/product.ts';
import { guardAccess } from './access-guard.ts';
import { type Assembly, assemble, serviceOf } from './assembly.ts';
import { apiOf, type DeployedApi, type EmptyRest } from './deployed-api.ts';
import { type DeployedFunction, functionsOf } from './deployed-function.ts';
import { createDeployedTables, type DeployedTable, tablesOf } from './deployed-tables.ts';
import { edgeHeadersOf } from './edge-headers.ts';
import { environmentOf, startEmbeddedAws } from './embedded-aws.ts';
import { type FunctionProcess, startFunction } from './function-process.ts';
import type { Invoked } from './lambda-runtime.ts';
import { type Grants, grantsOf } from './role-grants.ts';

/** A stage that runs as it is synthesized: bundles, variables, routes and tables, with nothing of AWS behind them. */
export interface RunningStage {
  readonly api: DeployedApi;
  readonly functions: readonly DeployedFunction[];
  readonly tables: readonly DeployedTable[];
  /** The API for a request that came the way it should: through the edge, where there is one. */
  readonly gateway: LambdaHandler;
  /** The same, for another reading of what API Gateway does with an empty rest. */
  gatewayReading(emptyRest: EmptyRest): LambdaHandler;
  /** The API, for requests that go around the edge. */
  readonly gatewayItself: LambdaHandler;
  /** The same tables for the test, which adds customers to them. */
  readonly deployment: Product['deployment'];
  readonly client: DynamoDBClient;
  /** What KMS keeps, by use, the current key first. */
  keysFor(use: KeyPurpose): readonly (readonly [KeyId, KeyObject])[];
  /** What functions asked of AWS that their roles do not grant; it was refused. */
  readonly refusals: readonly string[];
  /** A function's process, which is started when it is first asked for. */
  processOf(name: string): Promise<FunctionProcess>;
  /** Ends a function's process: the next request starts another, as after a pause in Lambda. */
  end(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** What somebody who measures puts into a stage. */
export interface Instruments {
  /** Stands between the functions and the embedded AWS. @returns Its own endpoint */
  readonly between?: (endpoint: string) => Promise<string>;
  /** Told of every invocation. */
  readonly onInvoked?: (name: string, invoked: Invoked) => void;
}

/** Synthesizes a stage and runs it. */
export async function runStage(
  stage: ExampleStage,
  { between = async (endpoint) => endpoint, onInvoked = () => {} }: Instruments = {},
): Promise<RunningStage> {
  const assembly = assemble(stage);
  const service = serviceOf(assembly, stage);
  const functions = functionsInRegion(assembly, service.region);
  const variables = Object.assign({}, ...functions.map((each) => each.variables)) as Record<string, string>;
  const idsOf = (use: KeyPurpose) => keyIdsFrom(variables, use);
  const aws = await startEmbeddedAws(keysOf(keyVariables).flatMap(idsOf));
  const client = createDynamoDbClient(embeddedClientConfig(aws.endpoint));
  const tables = tablesOf(assembly).filter(({ region }) => region === service.region);
  await createDeployedTables(client, tables);

  const guard = await guardAccess(
    await between(aws.endpoint),
    grantsInRegion(assembly, service.region),
    service,
  );
  const seenByFunctions = environmentOf(guard.endpoint);
  const processes = new Map<DeployedFunction, Promise<FunctionProcess>>();
  const start = (deployed: DeployedFunction | undefined): Promise<FunctionProcess> => {
    if (deployed === undefined) throw new Error('There is no such function');
    const running = processes.get(deployed) ?? startFunction(deployed, seenByFunctions);
    processes.set(deployed, running);
    return running;
  };
  const api = apiOf(assembly, service);
  const gatewayAs =
    (emptyRest: EmptyRest): LambdaHandler =>
    async (event) => {
      const { http, domainName } = event.requestContext;
      const route = api.answersAt(domainName)
        ? api.routeOf(http.method, event.rawPath, emptyRest)
        : undefined;
      if (route === undefined) return { statusCode: 404, body: '{"message":"Not Found"}' };
      const { routeKey, functionId, proxy } = route;
      const deployed = functions.find(({ logicalId }) => logicalId === functionId);
      const running = await start(deployed);
      const invoked = await running.invoke({
        ...event,
        routeKey,
        requestContext: { ...event.requestContext, routeKey },
        ...(proxy === undefined ? {} : { pathParameters: { proxy } }),
      });
      onInvoked(deployed?.name ?? functionId, invoked);
      return invoked.result as APIGatewayProxyStructuredResultV2;
    };
  const edgeHeaders = edgeHeadersOf(assembly);
  const gatewayReading = (emptyRest: EmptyRest): LambdaHandler => {
    const itself = gatewayAs(emptyRest);
    return (event, context) => itself({ ...event, headers: { ...event.headers, ...edgeHeaders } }, context);
  };
  return {
    api,
    functions,
    tables,
    gatewayItself: gatewayAs('matches'),
    gateway: gatewayReading('matches'),
    gatewayReading,
    deployment: productOver(
      openTables(client, tableNamesFrom(variables)),
      () => new Date(),
      readSites(variables[sitesVariable], apps),
    ).deployment,
    client,
    keysFor: (use) =>
      idsOf(use).flatMap((id) => {
        const key = aws.keys.get(id);
        return key === undefined ? [] : [[id, key] as const];
      }),
    refusals: guard.refusals,
    processOf: (name) => start(functions.find((each) => each.name === name)),
    async end(name) {
      const deployed = functions.find((each) => each.name === name);
      if (deployed === undefined) throw new Error(`There is no function ${name}`);
      const running = await processes.get(deployed);
      processes.delete(deployed);
      await running?.stop();
    },
    async stop() {
      await Promise.all([...processes.values()].map(async (each) => (await each).stop()));
      client.destroy();
      await guard.stop();
      await aws.stop();
      assembly.remove();
    },
  };
}

function grantsInRegion(assembly: Assembly, region: string): ReadonlyMap<string, Grants> {
  const stacks = assembly.stacks.filter((stack) => stack.region === region);
  return new Map(stacks.flatMap((stack) => [...grantsOf(assembly, stack)]));
}

function functionsInRegion(assembly: Assembly, region: string): readonly DeployedFunction[] {
  return assembly.stacks
    .filter((stack) => stack.region === region)
    .flatMap((stack) => functionsOf(assembly, stack));
}
