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

/** What the logout endpoint works with. */
export type LogoutDependencies = Pick<Deployment, 'sites' | 'tenants' | 'flows' | 'accountStatuses'> & {
  readonly random: Random;
};

/** Answers GET and POST of an app’s Logout Url. `clock`: the system’s by default. */
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
 * GET or POST of the Logout Url, which the directory opens, often in a hidden frame without our cookies, when somebody
 * signs out there. An unsigned LogoutRequest ends the sessions whose SessionIndex it names, which only the
 * directory and we know, and nothing else; nothing depends on whether the directory takes our answer. The answer is
 * true: Success to the directory only where none of the named sessions lives, "You are signed out" to the person only
 * where this browser has none. As at the
 * ACS the message is read before the tenant is looked for, and whoever is not its directory learns nothing of it.
 */
function logoutHandler(deps: LogoutDependencies): RouteHandler {
  return async (request) => {
    const { receivedAt } = request;
    const named = requireTenant(resolveAddress(deps.sites, request, 'logout'));
    // Who only asks for the headers ends nothing.
    if (request.method === 'HEAD') return signedOut(named, request.language);
    const { kind, message, relayState } = readLogoutMessage(request);
    // We send no LogoutRequest of our own: a LogoutResponse answers nothing and changes nothing.
    if (kind === 'response') return tellPerson(deps, request, named);
    const logoutRequest = readLogoutRequest(message, receivedAt);
    const tenant = await requireActiveTenantNow(deps.tenants, named);
    requireIssuerOf(tenant, logoutRequest);
    const outcome = await endSessions(deps.flows, tenant, logoutRequest);
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

/** The page for the person: "You are signed out" only where no session of this browser runs. Two reads a cookie. */
async function tellPerson(
  { sites, ...stores }: LogoutDependencies,
  request: EndpointRequest,
  named: TenantLocation,
): Promise<Answer> {
  const { cookies, language, receivedAt } = request;
  const presented = presentedSessionOf(sites, request);
  // In a frame or after a cross-site POST the session cookie does not come along, and what ends the session does.
  const end = readSessionEndCookie(cookies);
  const session =
    (presented && (await findPresentedSession(stores, presented, receivedAt))) ??
    (end && (await findSessionByHash(stores, end, receivedAt)));
  if (session === undefined) return signedOut(named, language);
  const site = sites.find(({ app }) => app.id === session.app) ?? named.site;
  const view = {
    appName: site.app.displayName,
    goOnHref: endpointUrl(site, session.tenant, 'sign-on'),
  };
  return page(200, stillSignedInPage(view, language), 'page-with-form');
}

function signedOut({ site, tenant }: TenantLocation, language: Language): Answer {
  const { signOnUrl } = tenantUrls(site, tenant);
  return page(200, signedOutPage({ appName: site.app.displayName, signInHref: signOnUrl }, language));
}

/** Entra's logout messages come from a login host of the directory's cloud, its assertions from an issuer's host. */
function requireIssuerOf({ connection }: Tenant, { issuer }: LogoutRequest): void {
  if (logoutIssuersOf(connection.issuer).has(issuer)) return;
  throw new Problem('logout-issuer-mismatch', { expected: connection.issuer, actual: issuer });
}

/** Ends what the request names, sixteen at most, and returns what the directory is to be told. */
async function endSessions(
  flows: FlowStore,
  { app, id }: Tenant,
  { sessionIndexes }: LogoutRequest,
): Promise<LogoutOutcome> {
  const named = [...new Set(sessionIndexes)];
  if (named.length === 0) return 'none-named';
  await Promise.all(
    named.slice(0, maximumSessions).map((index) => flows.signOutBySessionIndex(app, id, index)),
  );
  return named.length > maximumSessions ? 'some-live' : 'ended';
}

/** More sessions than one person has; a bound, because nobody has signed the request. */
const maximumSessions = 16;
