import { locationsAt } from '../../shared/apps/locate.ts';
import { endpointUrl, tenantUrls } from '../../shared/apps/urls.ts';
import {
  type EndpointOptions,
  endpoint,
  type LambdaHandler,
  type RouteHandler,
} from '../../shared/endpoint/endpoint.ts';
import { type Answer, redirect } from '../../shared/http/answer.ts';
import type { Language } from '../../shared/http/language.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import type { Random } from '../../shared/ids/secret.ts';
import { page } from '../../shared/pages/page-answer.ts';
import { signedOutPage, stillSignedInPage } from '../../shared/pages/sign-out-pages.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { type LogoutRequest, readLogoutRequest } from '../../shared/saml/inbound/logout-request.ts';
import { type LogoutOutcome, logoutResponseUrl } from '../../shared/saml/outbound/logout-response.ts';
import { readSessionEndCookie } from '../../shared/sign-in/browser/session-end-cookie.ts';
import type { FlowStore } from '../../shared/sign-in/flow-store.ts';
import { findSessionByHash } from '../../shared/sign-in/session-by-hash.ts';
import { logoutIssuersOf } from '../../shared/tenants/intake/entra-hosts.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import type { Deployment } from '../deployment.ts';
import { requireActiveTenantNow } from '../find-tenant.ts';
import {
  problemContextWithoutRetry,
  requireTenant,
  resolveAddress,
  type TenantLocation,
} from '../location.ts';
import { findPresentedSession, presentedSessionOf } from '../presented-session.ts';
import { readLogoutMessage } from './logout-message.ts';

/** The dependencies of the logout endpoint. */
export type LogoutDependencies = Pick<Deployment, 'sites' | 'tenants' | 'flows' | 'accountStatuses'> & {
  readonly random: Random;
};

/** Returns the handler of an app’s Logout Url, for GET and POST. `clock`: the system’s by default. */
export function logoutEndpoint(
  deps: LogoutDependencies,
  options: Pick<EndpointOptions, 'clock'> = {},
): LambdaHandler {
  return endpoint(logoutHandler(deps), {
    methods: ['GET', 'POST'],
    problemContext: (request) => problemContextWithoutRetry(deps.sites, request),
    ...options,
  });
}

/**
 * Handles GET and POST of the Logout Url. The directory opens it when a person signs out there, often in a hidden frame
 * without our cookies. An unsigned LogoutRequest ends only the sessions whose SessionIndex it names, which only the
 * directory and we know. Nothing depends on whether the directory accepts our answer. The answer is true: the directory
 * gets Success only where none of the named sessions lives; the person reads "You are signed out" only where this
 * browser has none. As at the ACS, the message is read before the tenant, and a sender that is not its directory learns
 * nothing about it.
 */
function logoutHandler(deps: LogoutDependencies): RouteHandler {
  return async (request) => {
    const { receivedAt } = request;
    const named = requireTenant(resolveAddress(deps.sites, request, 'logout'));
    // A request for the headers only ends no session.
    if (request.method === 'HEAD') return signedOut(named, request.language);
    const { kind, message, relayState } = readLogoutMessage(request);
    // We send no LogoutRequest, so a LogoutResponse answers nothing and changes nothing.
    if (kind === 'response') return tellPerson(deps, request, named);
    const logoutRequest = readLogoutRequest(message, receivedAt);
    const tenant = await requireActiveTenantNow(deps.tenants, named);
    requireIssuerOf(tenant, logoutRequest);
    const outcome = await endSessions(deps.flows, tenant, logoutRequest, receivedAt);
    const { logoutUrl } = tenant.connection;
    if (logoutUrl === undefined) return tellPerson(deps, request, named);
    return redirect(
      logoutResponseUrl({
        outcome,
        id: `_${Buffer.from(deps.random(16)).toString('hex')}`,
        issueInstant: receivedAt,
        identifier: tenantUrls(named.site, named.tenant).identifier,
        logoutUrl,
        inResponseTo: logoutRequest.id,
        relayState,
      }),
    );
  };
}

/** Answers the person: "You are signed out" only where this browser has no running session. Two reads per cookie. */
async function tellPerson(
  { sites, ...stores }: LogoutDependencies,
  request: EndpointRequest,
  named: TenantLocation,
): Promise<Answer> {
  const { cookies, language, receivedAt } = request;
  const presented = presentedSessionOf(sites, request);
  // A browser sends the session-end cookie in a frame and after a cross-site POST, but not the session cookie.
  const end = readSessionEndCookie(cookies);
  const session =
    (presented && (await findPresentedSession(stores, presented, receivedAt))) ??
    (end && (await findSessionByHash(stores, end, receivedAt)));
  if (session === undefined) return signedOut(named, language);
  // A cookie belongs to its host, and so does the session's site.
  const here = locationsAt(sites, request).find(({ site }) => site.app.id === session.app);
  const site = here?.site ?? named.site;
  const view = {
    app: site.app,
    goOnHref: endpointUrl(site, session.tenant, 'sign-on'),
  };
  return page(200, stillSignedInPage(view, language), 'page-with-form');
}

function signedOut({ site, tenant }: TenantLocation, language: Language): Answer {
  const { signOnUrl } = tenantUrls(site, tenant);
  return page(200, signedOutPage({ app: site.app, signInHref: signOnUrl }, language));
}

/**
 * Requires the directory's issuer. Entra's logout messages name a login host of the directory's cloud, its assertions
 * an issuer host.
 */
function requireIssuerOf({ connection }: Tenant, { issuer }: LogoutRequest): void {
  if (logoutIssuersOf(connection.issuer).has(issuer)) return;
  throw new Problem('logout-issuer-mismatch', { expected: connection.issuer, actual: issuer });
}

/** Ends the sessions that the request names, sixteen at most, and returns the outcome for the directory. */
async function endSessions(
  flows: FlowStore,
  { app, id }: Tenant,
  { sessionIndexes }: LogoutRequest,
  at: Date,
): Promise<LogoutOutcome> {
  const named = [...new Set(sessionIndexes)];
  if (named.length === 0) return 'none-named';
  const end = { reason: 'directory-logout', at } as const;
  await Promise.all(
    named.slice(0, maximumSessions).map((index) => flows.signOutBySessionIndex(app, id, index, end)),
  );
  return named.length > maximumSessions ? 'some-live' : 'ended';
}

/** More sessions than one person has. The bound is needed because the request is unsigned. */
const maximumSessions = 16;
