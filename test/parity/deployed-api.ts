import type { Properties } from '../infra/synthesize.ts';
import type { Assembly, Stack } from './assembly.ts';
import { type Resolve, resolverOf } from './intrinsic-functions.ts';

/** Where a request of the API goes. */
interface DeployedRoute {
  readonly routeKey: string;
  /** The logical ID of the function behind it. */
  readonly functionId: string;
  /** What a greedy path variable took. */
  readonly proxy?: string;
}

/**
 * What API Gateway does with `/x/` where the route is `/x/{proxy+}`. AWS does not say; reports and emulators differ: the
 * greedy variable takes the empty rest; it does not, and the default route has the request; or the slash is ignored, and
 * a route `/x` has it.
 */
export const emptyRestReadings = ['matches', 'default', 'slash-ignored'] as const;
export type EmptyRest = (typeof emptyRestReadings)[number];

/** The HTTP API of a stack, as API Gateway would run it. */
export interface DeployedApi {
  /** Its own address. */
  readonly endpoint: string;
  readonly routes: readonly DeployedRoute[];
  /** Whether it answers at this host at all. */
  answersAt(host: string): boolean;
  /** The route of a request; undefined where not even the default takes it. */
  routeOf(method: string, path: string, emptyRest?: EmptyRest): DeployedRoute | undefined;
}

/** Reads the one API of a stack: its routes, integrations, aliases and domains. */
export function apiOf(assembly: Assembly, stack: Stack): DeployedApi {
  const resolve = resolverOf(assembly, stack);
  const all = (type: string) => resourcesOf(stack, resolve, type);
  const [[apiId, api] = [], ...others] = all('AWS::ApiGatewayV2::Api');
  if (apiId === undefined || api === undefined || others.length > 0) throw new Error('There must be one API');
  const endpoint = String(resolve({ 'Fn::GetAtt': [apiId, 'ApiEndpoint'] }));
  const mapped = all('AWS::ApiGatewayV2::ApiMapping').map(([, { DomainName }]) => DomainName);
  const hosts = all('AWS::ApiGatewayV2::DomainName')
    .filter(([id]) => mapped.includes(id))
    .map(([, { DomainName }]) => String(DomainName));
  if (api['DisableExecuteApiEndpoint'] !== true) hosts.push(new URL(endpoint).hostname);
  const routes = all('AWS::ApiGatewayV2::Route').map(([, { RouteKey, Target }]) => ({
    routeKey: String(RouteKey),
    functionId: functionBehind(stack, resolve, String(Target)),
  }));
  return {
    endpoint,
    routes,
    answersAt: (host) =>
      hosts.some((each) => each === host || (each.startsWith('*.') && isOneLabelBelow(host, each.slice(2)))),
    routeOf: (method, path, emptyRest = 'matches') => bestRoute(routes, method, path, emptyRest),
  };
}

function resourcesOf(stack: Stack, resolve: Resolve, type: string): [id: string, Properties][] {
  return Object.entries(stack.resources)
    .filter(([, { Type }]) => Type === type)
    .map(([id, { Properties }]) => [id, resolve(Properties) as Properties]);
}

/** `integrations/<integration>` → the alias that it calls → its function. */
function functionBehind(stack: Stack, resolve: Resolve, target: string): string {
  const propertiesOf = (id: string, type: string): Properties => {
    const resource = stack.resources[id];
    if (resource?.Type !== type) throw new Error(`${id} is no ${type}`);
    return resolve(resource.Properties) as Properties;
  };
  const integration = propertiesOf(target.replace(/^integrations\//, ''), 'AWS::ApiGatewayV2::Integration');
  if (integration['PayloadFormatVersion'] !== '2.0') throw new Error(`${target} is not of payload 2.0`);
  return String(propertiesOf(String(integration['IntegrationUri']), 'AWS::Lambda::Alias')['FunctionName']);
}

function isOneLabelBelow(host: string, domain: string): boolean {
  return host.endsWith(`.${domain}`) && !host.slice(0, -domain.length - 1).includes('.');
}

/** The whole path before a greedy one, a method of its own before ANY, and the default last, as API Gateway does. */
function bestRoute(
  routes: readonly DeployedRoute[],
  method: string,
  path: string,
  emptyRest: EmptyRest,
): DeployedRoute | undefined {
  const route = (routeKey: string) => routes.find((each) => each.routeKey === routeKey);
  const exact = route(`${method} ${path}`) ?? route(`ANY ${path}`);
  if (exact !== undefined) return exact;
  const bare = path.replace(/\/$/, '');
  const ignoring =
    emptyRest === 'slash-ignored' ? (route(`${method} ${bare}`) ?? route(`ANY ${bare}`)) : undefined;
  if (ignoring !== undefined) return ignoring;
  const greedy = routes
    .filter(({ routeKey }) => [method, 'ANY'].includes(routeKey.split(' ')[0] ?? ''))
    .map((each) => ({ ...each, prefix: /^\S+ (.*)\{proxy\+\}$/.exec(each.routeKey)?.[1] }))
    .filter(({ prefix }) => prefix !== undefined && path.startsWith(prefix))
    .filter(({ prefix }) => emptyRest === 'matches' || prefix !== path)
    .sort((one, other) => (other.prefix ?? '').length - (one.prefix ?? '').length)[0];
  if (greedy === undefined) return route('$default');
  const { routeKey, functionId, prefix = '' } = greedy;
  return { routeKey, functionId, proxy: path.slice(prefix.length) };
}
