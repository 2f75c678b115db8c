import { locationsAt, tenantInQuery } from '../../shared/apps/locate.ts';
import type { Site } from '../../shared/apps/site.ts';
import {
  type EndpointOptions,
  endpoint,
  type LambdaHandler,
  type RouteHandler,
} from '../../shared/endpoint/endpoint.ts';
import { json } from '../../shared/http/answer.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import type { SignedInFlow } from '../../shared/sign-in/flow.ts';
import type { Deployment } from '../deployment.ts';
import { problemContextOf } from '../location.ts';
import { findPresentedSession, presentedSessionOf } from '../presented-session.ts';

/** The dependencies of the session endpoint. */
type SessionDependencies = Pick<Deployment, 'sites' | 'flows' | 'accountStatuses'>;

/**
 * Returns the handler of GET /session, which answers with JSON, problems included. `clock`: the system’s by default.
 */
export function sessionEndpoint(
  deps: SessionDependencies,
  options: Pick<EndpointOptions, 'clock'> = {},
): LambdaHandler {
  return endpoint(sessionHandler(deps), {
    methods: ['GET'],
    problems: 'json',
    problemContext: (request) => problemContextOf(deps.sites, request),
    ...options,
  });
}

/**
 * Handles GET /session: tells the vendor's application who is signed in. Two reads. The caller may name the tenant that
 * it serves, by the app's parameter (`?namespace=acme`, `?tenant=acme`). Answers 200 `{app, tenant, user: {id,
 * signInName, displayName?, administrator?}, signedInAt, expiresAt}`; `administrator` is there, and true, for an administrator of the tenant. Or 401 `{error}`: `not-signed-in`, or `other-tenant` where the
 * session belongs to another tenant than the caller named.
 */
function sessionHandler({ sites, ...stores }: SessionDependencies): RouteHandler {
  return async (request) => {
    const presented = presentedSessionOf(sites, request);
    const session = presented && (await findPresentedSession(stores, presented, request.receivedAt));
    if (session === undefined) return json(401, { error: 'not-signed-in' });
    if (!isOfNamedTenant(sites, request, session)) return json(401, { error: 'other-tenant' });
    const { app, tenant, user, isAdministrator, signedInAt, sessionExpiresAt } = session;
    return json(200, {
      app,
      tenant,
      user: isAdministrator ? { ...user, administrator: true } : user,
      signedInAt: signedInAt.toISOString(),
      expiresAt: sessionExpiresAt.toISOString(),
    });
  };
}

/**
 * Returns whether the session belongs to each tenant that the query names. An invalid name counts as another tenant.
 */
function isOfNamedTenant(
  sites: readonly Site[],
  request: EndpointRequest,
  session: Pick<SignedInFlow, 'app' | 'tenant'>,
): boolean {
  return locationsAt(sites, request).every(({ site: { app } }) => {
    const named = tenantInQuery(request.rawQuery, app.tenantParameter);
    if (named.kind === 'absent') return true;
    return named.kind === 'named' && app.id === session.app && named.id === session.tenant;
  });
}
