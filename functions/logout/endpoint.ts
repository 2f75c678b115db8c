import {
  type EndpointOptions,
  endpoint,
  type LambdaHandler,
  type RouteHandler,
} from '../../shared/endpoint/endpoint.ts';
import { redirect } from '../../shared/http/answer.ts';
import { readLogoutRequest } from '../../shared/saml/inbound/logout/logout-request.ts';
import { verifyLogoutSignature } from '../../shared/saml/inbound/logout/verify-logout-signature.ts';
import type { Deployment } from '../deployment.ts';
import { requireActiveTenantNow } from '../find-tenant.ts';
import { problemContextWithoutRetry, requireTenant, resolveAddress } from '../location.ts';
import type { LogoutRequestWriter } from '../logout-request-location.ts';
import { answerBrowser } from './answer-browser.ts';
import { answerLocation } from './answer-directory.ts';
import { endNamedSessions } from './end-named-sessions.ts';
import { readLogoutMessage } from './logout-message.ts';
import { logoutTrustOf, requireLogoutIssuer } from './logout-trust.ts';
import { signedOut, tellPerson } from './tell-person.ts';

/** The dependencies of the logout endpoint. */
export type LogoutDependencies = Pick<
  Deployment,
  'sites' | 'tenants' | 'users' | 'flows' | 'accountStatuses'
> &
  LogoutRequestWriter;

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
 * without our cookies, and when it answers our own LogoutRequest ({@link answerBrowser}). An unsigned LogoutRequest ends
 * only the sessions whose SessionIndex it names, which only the directory and we know; a signature that is there has to
 * verify, and a tenant may demand one. Nothing depends on whether the directory accepts our answer. The answer is true:
 * the directory gets Success only where none of the named sessions lives; the person reads "You are signed out" only
 * where this browser has none. As at the ACS, the message is read before the tenant, and a sender that is not its
 * directory learns nothing about it.
 */
function logoutHandler(deps: LogoutDependencies): RouteHandler {
  return async (request) => {
    const { receivedAt: now } = request;
    const named = requireTenant(resolveAddress(deps.sites, request, 'logout'));
    // A request for the headers only ends no session.
    if (request.method === 'HEAD') return signedOut(named, request.language);
    const received = readLogoutMessage(request);
    if (received.kind === 'response') return answerBrowser(deps, request, named, received);
    const logoutRequest = readLogoutRequest(received.message, now);
    const tenant = await requireActiveTenantNow(deps.tenants, named);
    requireLogoutIssuer(tenant, logoutRequest.issuer);
    const trust = logoutTrustOf(named, tenant, now);
    const isSigned = verifyLogoutSignature(logoutRequest, received.detached, trust, now);
    const outcome = await endNamedSessions(deps, { tenant, request: logoutRequest, isSigned, now });
    const { relayState } = received;
    const answered = { named, tenant, request: logoutRequest, relayState, outcome, now };
    const location = await answerLocation(deps, answered);
    return location === undefined ? tellPerson(deps, request, named) : redirect(location);
  };
}
