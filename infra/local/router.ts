import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLatchkeyPath } from '../../functions/latchkey-paths.ts';
import {
  defaultFunction,
  type EndpointFunctionName,
  type Route,
  routesOfApps,
} from '../../functions/routes.ts';
import { appsOf } from '../../shared/apps/apps.ts';
import { locate } from '../../shared/apps/locate.ts';
import { matchPath } from '../../shared/apps/path-template.ts';
import type { AppProfile } from '../../shared/apps/profile.ts';
import type { Site } from '../../shared/apps/site.ts';
import type { LambdaHandler } from '../../shared/endpoint/endpoint.ts';
import { invoke } from './api-gateway.ts';
import { entraHost } from './entra/origin.ts';
import { isLocalHome } from './local-home.ts';
import { hostOf, targetOf } from './payload.ts';

/** Answers one HTTP request. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Everything that stands behind the one local port. */
export interface Backends {
  readonly sites: readonly Site[];
  readonly handlers: Readonly<Record<EndpointFunctionName, LambdaHandler>>;
  /** The vendor's application, at every path of an app's host that Latchkey does not serve. */
  readonly vendorApplication: Listener;
  /** The home page of the local run, at the machine's own name and address. */
  readonly localHome: Listener;
  /** Undefined without the demonstration. */
  readonly simulatedEntra: Listener | undefined;
}

/** Leads a request where host and path say, by the one table of routes. */
export function createRouter({
  sites,
  handlers,
  vendorApplication,
  localHome,
  simulatedEntra,
}: Backends): Listener {
  const routes = routesOfApps([...appsOf(sites).values()]);
  return (request, response) => {
    const host = hostOf(request);
    const { path, rawQuery } = targetOf(request);
    if (simulatedEntra !== undefined && host === entraHost) return simulatedEntra(request, response);
    // At API Gateway these routes have no host: a probe knows an address and no customer, and a program reads JSON.
    const hostless = hostlessRoute(routes, request.method ?? 'GET', path);
    if (hostless !== undefined) return invoke(handlers[hostless.function], request, response);
    if (request.method === 'GET' && isLocalHome(host, path)) return localHome(request, response);
    const location = locate(sites, { host, path, rawQuery });
    if (location === undefined) return invoke(handlers[defaultFunction], request, response);
    const route = routeFor(routes, location.site.app, request.method ?? 'GET', path);
    if (route !== undefined) return invoke(handlers[route.function], request, response);
    return isLatchkeyPath(location.site.app, path)
      ? invoke(handlers[defaultFunction], request, response)
      : vendorApplication(request, response);
  };
}

/** The functions that answer programs at every host. */
const hostless: ReadonlySet<EndpointFunctionName> = new Set(['healthz', 'readyz', 'session']);

/** The route of one of {@link hostless}. */
function hostlessRoute(routes: readonly Route[], method: string, path: string): Route | undefined {
  return routes.find((route) => {
    const isAsked = route.method === 'ANY' || route.method === method;
    return hostless.has(route.function) && route.path === path && isAsked;
  });
}

/**
 * The route of one app: API Gateway knows paths alone, but here each app has a host of its own. As there, a route without
 * a variable part comes first: `/welcome` is no tenant of an app at `/{tenant}`.
 */
function routeFor(
  routes: readonly Route[],
  app: AppProfile,
  method: string,
  path: string,
): Route | undefined {
  const everywhere = routes.filter((route) => route.path === path && route.atEveryHost);
  const here = routesAt(routes, app, path);
  const fixed = here.filter((route) => route.path === path);
  return [...fixed, ...everywhere, ...here].find(
    (route) => route.method === 'ANY' || route.method === method,
  );
}

function routesAt(routes: readonly Route[], app: AppProfile, path: string): readonly Route[] {
  return routes.filter(
    (route) => matchPath(route.path, path) !== undefined && (route.app ?? app.id) === app.id,
  );
}

/** Returns whether a request is one for the vendor's application: at the host of an app, and at none of Latchkey's paths. */
export function isForApplication(sites: readonly Site[], request: IncomingMessage): boolean {
  const { path, rawQuery } = targetOf(request);
  const location = locate(sites, { host: hostOf(request), path, rawQuery });
  return location !== undefined && !isLatchkeyPath(location.site.app, path);
}
