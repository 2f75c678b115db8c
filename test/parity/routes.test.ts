import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EndpointFunctionName, isOpenId } from '../../functions/routes.ts';
import { exampleStages } from '../../infra/documents/example-stages.ts';
import { createRouter } from '../../infra/local/router.ts';
import { localSites } from '../../infra/local/sites.ts';
import type { LambdaHandler } from '../../shared/endpoint/endpoint.ts';
import type { AppId } from '../../shared/ids/app-id.ts';
import { routes } from '../fixtures/apps.ts';
import { dial } from '../local/dial.ts';
import { assemble, serviceOf } from './assembly.ts';
import { apiOf, type DeployedApi } from './deployed-api.ts';
import { functionsOf } from './deployed-function.ts';
import { listenOnLoopback } from './embedded-aws.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const apps = ['timetrack', 'trakstar'] as const satisfies readonly AppId[];

/** Every function of the local run, which only says its name. */
const handlers = new Proxy({} as Readonly<Record<EndpointFunctionName, LambdaHandler>>, {
  get: (_, name) => async () => ({ statusCode: 200, headers: { 'x-function': String(name) } }),
});
const vendor = 'the vendor’s application';

const local = createServer((request, response) => {
  const port = Number(request.headers.host?.split(':')[1]);
  const vendorApplication = async () => void response.setHeader('x-function', encodeURI(vendor)).end();
  const router = createRouter({
    sites: localSites(port),
    handlers,
    vendorApplication,
    localHome: async () => void response.setHeader('x-function', 'home').end(),
    simulatedEntra: undefined,
  });
  void router(request, response);
});

describe.each(exampleStages)('the stage %s', (stage) => {
  let api: DeployedApi;
  let nameOf: ReadonlyMap<string, string>;
  const assembly = assemble(stage, { bundled: false });
  let running: Awaited<ReturnType<typeof listenOnLoopback>>;

  beforeAll(async () => {
    const service = serviceOf(assembly, stage);
    api = apiOf(assembly, service);
    nameOf = new Map(functionsOf(assembly, service).map(({ logicalId, name }) => [logicalId, name]));
    running = await listenOnLoopback(local);
  });
  afterAll(async () => {
    await running.stop();
    assembly.remove();
  });

  const deployed = (method: string, path: string) =>
    nameOf.get(api.routeOf(method, path)?.functionId ?? '') ?? 'nobody';

  const atHome = async (app: AppId, method: string, path: string) => {
    const { port } = new URL(running.endpoint);
    const host = app === 'timetrack' ? 'acme.timetrack.localhost' : 'perform.trakstar.localhost';
    const { headers } = await dial(`http://${host}:${port}${path}`, { method });
    return decodeURI(String(headers['x-function']));
  };

  it.each(apps)(
    'gives each request at a path of %s to the function that has it in the local run',
    async (app) => {
      // A stage without the OpenID Provider has none of its routes; the local run always has it.
      const hasProvider = [...nameOf.values()].includes('token');
      const paths = routes
        .filter((route) => (route.app ?? app) === app && (hasProvider || !isOpenId(route.function)))
        .map(({ path }) => path);
      const asked = paths.flatMap((path) => methods.map((method) => [method, path] as const));
      expect(asked.length).toBeGreaterThan(50);

      for (const [method, path] of asked) {
        expect([method, path, deployed(method, path)]).toEqual([
          method,
          path,
          await atHome(app, method, path),
        ]);
      }
    },
  );

  it.each(['/session', '/sign-out', '/welcome', '/healthz', '/readyz'])(
    'gives every method at %s to its function, which answers 405 in its own form',
    (path) => {
      const owners = methods.map((method) => deployed(method, path));
      expect(owners).toEqual(methods.map(() => path.slice(1)));
    },
  );

  it.each(['/reports/7', '/favicon.ico', '/session/x'])(
    'takes %s by default, where the local run has the vendor’s application',
    async (path) => {
      expect([deployed('GET', path), await atHome('timetrack', 'GET', path)]).toEqual(['not-found', vendor]);
    },
  );

  it('gives sign-on what stands below the greedy path, where the local run, like an edge, has the application', async () => {
    const path = '/auth/saml/nothing';

    expect([deployed('GET', path), await atHome('trakstar', 'GET', path)]).toEqual(['sign-on', vendor]);
  });
});
