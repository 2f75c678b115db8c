import type { AppProfile, EndpointName } from '../shared/apps/profile.ts';
import type { AppId } from '../shared/ids/app-id.ts';
import { keysOf } from '../shared/objects/keys-of.ts';

/** A folder in `functions` whose function answers requests. */
export type EndpointFunctionName =
  | 'sign-on'
  | 'assertion-consumer'
  | 'metadata'
  | 'logout'
  | 'session'
  | 'sign-out'
  | 'welcome'
  | 'setup'
  | OpenIdFunctionName
  | 'healthz'
  | 'readyz'
  | 'not-found';

/** The folders in `functions` that are the OpenID Provider. A stage can switch them off. */
const openIdFunctions = ['discovery', 'authorize', 'token', 'userinfo', 'end-session'] as const;

/** One of {@link openIdFunctions}. */
export type OpenIdFunctionName = (typeof openIdFunctions)[number];

/** Returns whether a function belongs to the OpenID Provider. */
export function isOpenId(name: FunctionName): name is OpenIdFunctionName {
  return (openIdFunctions as readonly FunctionName[]).includes(name);
}

/** The folders in `functions` whose functions a schedule, a queue, a stream or a deployment starts: no request waits for them. */
export const backgroundFunctions = [
  'schedule-refresh',
  'refresh-metadata',
  'check-sign-in',
  'check-release',
  'announce-session-ends',
  'notify-clients',
] as const;

/** One of {@link backgroundFunctions}. */
export type BackgroundFunctionName = (typeof backgroundFunctions)[number];

/** Returns whether a schedule, a queue, a stream or a deployment starts a function. */
export function isBackground(name: FunctionName): name is BackgroundFunctionName {
  return (backgroundFunctions as readonly FunctionName[]).includes(name);
}

/** A folder in `functions`. */
export type FunctionName = EndpointFunctionName | BackgroundFunctionName;

/**
 * One route of the HTTP API. `ANY` where the function itself answers other methods with 405. Each GET has a HEAD too: a
 * path without it would use the default route, perhaps the vendor's application.
 */
export interface Route {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'ANY';
  readonly path: string;
  readonly function: EndpointFunctionName;
  /** The app whose address has this path; undefined for a path that every app has. */
  readonly app?: AppId;
  /** Whether the hosts of other apps have it too: the bare origin, which an app may have as its Identifier. */
  readonly atEveryHost?: true;
}

/** The function that serves every request without a route, unless the vendor's application does. */
export const defaultFunction: EndpointFunctionName = 'not-found';

/** The function that serves a SAML endpoint, and its methods. */
const endpointRoutes: Readonly<Record<EndpointName, Pick<Route, 'method' | 'function'>>> = {
  'sign-on': { method: 'GET', function: 'sign-on' },
  'assertion-consumer': { method: 'ANY', function: 'assertion-consumer' },
  metadata: { method: 'GET', function: 'metadata' },
  logout: { method: 'ANY', function: 'logout' },
  setup: { method: 'ANY', function: 'setup' },
};

/**
 * The routes that every app has at its address, whatever its profile says. Their functions answer every method, so that
 * a mistaken one gets 405 in the form that the path has, never the page of an unknown address.
 */
const sharedRoutes: readonly Route[] = [
  { method: 'ANY', path: '/session', function: 'session' },
  { method: 'ANY', path: '/sign-out', function: 'sign-out' },
  { method: 'ANY', path: '/welcome', function: 'welcome' },
  { method: 'ANY', path: '/healthz', function: 'healthz' },
  { method: 'ANY', path: '/readyz', function: 'readyz' },
];

/**
 * The routes of the OpenID Provider, the same at every host of a stage: of an endpoint a client tells the app, and of a
 * discovery document the host. Programs write them without a slash at the end.
 */
const openIdRoutes: readonly Route[] = [
  { method: 'ANY', path: '/.well-known/openid-configuration', function: 'discovery' },
  { method: 'ANY', path: '/.well-known/oauth-authorization-server', function: 'discovery' },
  { method: 'ANY', path: '/oauth2/jwks', function: 'discovery' },
  { method: 'ANY', path: '/oauth2/authorize', function: 'authorize' },
  { method: 'ANY', path: '/oauth2/token', function: 'token' },
  { method: 'ANY', path: '/oauth2/revoke', function: 'token' },
  { method: 'ANY', path: '/oauth2/userinfo', function: 'userinfo' },
  { method: 'ANY', path: '/oauth2/end-session', function: 'end-session' },
];

/** The discovery document of an app whose issuer shares its origin with others. */
function discoveryRoute({ id }: AppProfile): Route {
  return {
    method: 'ANY',
    path: `/oauth2/${id}/.well-known/openid-configuration`,
    function: 'discovery',
    app: id,
  };
}

/** Returns whether a route answers a mistaken Reply URL. */
export function isMistakenReplyUrl({ method, function: name }: Route): boolean {
  return name === 'assertion-consumer' && method === 'POST';
}

/** Endpoints that people enter as Reply URL by mistake: a response posted there gets a page that says so. */
function mistakenReplyUrls(apps: readonly AppProfile[]): readonly Route[] {
  return (['sign-on', 'metadata'] as const).flatMap((endpoint) =>
    apps.flatMap((app) =>
      app.paths[endpoint].map(
        (path): Route => ({
          method: 'POST',
          path,
          function: 'assertion-consumer',
          app: app.id,
          ...(path === '/' ? { atEveryHost: true } : {}),
        }),
      ),
    ),
  );
}

/**
 * Returns the table of method, path and function of these apps, which the stack deploys and the local run serves.
 * `openIdConnect`: whether the routes of the OpenID Provider are among them. Default true.
 */
export function routesOfApps(
  apps: readonly AppProfile[],
  { openIdConnect = true }: { readonly openIdConnect?: boolean } = {},
): readonly Route[] {
  const tabled: readonly Route[] = [
    ...apps.flatMap((app) =>
      keysOf(app.paths).flatMap((endpoint) =>
        app.paths[endpoint].map((path) => ({ ...endpointRoutes[endpoint], path, app: app.id })),
      ),
    ),
    ...mistakenReplyUrls(apps),
    ...sharedRoutes,
    ...(openIdConnect ? [...openIdRoutes, ...apps.map(discoveryRoute)] : []),
  ];
  return tabled.flatMap((route) =>
    route.method === 'GET' ? [route, { ...route, method: 'HEAD' as const }] : [route],
  );
}
