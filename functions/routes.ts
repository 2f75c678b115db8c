import { gallery } from '../shared/apps/gallery.ts';
import type { AppId, EndpointName } from '../shared/apps/profile.ts';

/** A folder beside this file. */
export type FunctionName =
  | 'sign-on'
  | 'assertion-consumer'
  | 'metadata'
  | 'logout'
  | 'session'
  | 'sign-out'
  | 'welcome'
  | 'setup'
  | 'healthz'
  | 'not-found';

/** One route of the HTTP API. `ANY` where the function itself answers other methods with 405. */
export interface Route {
  readonly method: 'GET' | 'ANY';
  readonly path: string;
  readonly function: FunctionName;
  /** The app whose address has this path; undefined for a path that every app has. */
  readonly app?: AppId;
}

/** What serves every request that no route matches, unless the vendor's application does. */
export const defaultFunction: FunctionName = 'not-found';

/** Which function serves a SAML endpoint, and by which methods it can be reached. */
const endpointRoutes: Readonly<Record<EndpointName, Pick<Route, 'method' | 'function'>>> = {
  'sign-on': { method: 'GET', function: 'sign-on' },
  'assertion-consumer': { method: 'ANY', function: 'assertion-consumer' },
  metadata: { method: 'GET', function: 'metadata' },
  logout: { method: 'ANY', function: 'logout' },
  setup: { method: 'ANY', function: 'setup' },
};

/** The routes that every app has at its own address, whatever its profile says. */
const sharedRoutes: readonly Route[] = [
  { method: 'GET', path: '/session', function: 'session' },
  { method: 'ANY', path: '/sign-out', function: 'sign-out' },
  { method: 'GET', path: '/welcome', function: 'welcome' },
  { method: 'GET', path: '/healthz', function: 'healthz' },
];

/** The one table of method, path and function that the stack deploys and the local run serves. */
export const routes: readonly Route[] = [
  ...Object.values(gallery).flatMap((app) =>
    (Object.keys(app.paths) as EndpointName[]).flatMap((endpoint) =>
      app.paths[endpoint].map((path) => ({ ...endpointRoutes[endpoint], path, app: app.id })),
    ),
  ),
  ...sharedRoutes,
];
