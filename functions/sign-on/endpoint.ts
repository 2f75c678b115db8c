import { type Address, locate } from '../../shared/apps/locate.ts';
import type { Site } from '../../shared/apps/site.ts';
import { endpointUrl } from '../../shared/apps/urls.ts';
import {
  type EndpointOptions,
  endpoint,
  type LambdaHandler,
  type RouteHandler,
} from '../../shared/endpoint/endpoint.ts';
import type { ProblemContext } from '../../shared/endpoint/problem-response.ts';
import { type Answer, redirect, withCookies } from '../../shared/http/answer.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { parseAdministrationFlowId } from '../../shared/ids/administration-flow-id.ts';
import { requestFlowId } from '../../shared/ids/flow-id.ts';
import { requestIdBytes } from '../../shared/ids/request-id.ts';
import { newSecret } from '../../shared/ids/secret.ts';
import { beginSignIn } from '../../shared/sign-in/begin.ts';
import { administrationParameter } from '../../shared/sign-in/browser/administration-parameter.ts';
import { makeRoom } from '../../shared/sign-in/browser/dropped-flows-cookie.ts';
import { flowCookie } from '../../shared/sign-in/browser/flow-cookie.ts';
import { landingPath } from '../../shared/sign-in/browser/landing.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { requireActiveTenant, requireActiveTenantNow } from '../find-tenant.ts';
import {
  problemContextOf,
  requireTenant,
  resolveAddress,
  signOnHref,
  type TenantLocation,
} from '../location.ts';
import { findPresentedSession, presentedSessionOf } from '../presented-session.ts';
import { standingElsewhere } from '../standing-elsewhere.ts';
import { sendAdministrator } from './administration.ts';
import { authnRequestLocation } from './authn-request-location.ts';
import { answerBeforeBeginning } from './before-beginning.ts';
import type { SignOnDependencies } from './dependencies.ts';
import { answerWithoutTenant } from './find-organisation.ts';
import { readSignOnQuery, type SignOnQuery, signOnParametersOf } from './query.ts';
import { sendTest } from './test-sign-in.ts';

/** Returns the handler of an app’s Sign-on URL, for GET. `clock`: the system’s by default. */
export function signOnEndpoint(
  deps: SignOnDependencies,
  options: Pick<EndpointOptions, 'clock'> = {},
): LambdaHandler {
  return endpoint(signOnHandler(deps), {
    methods: ['GET'],
    event: 'sign-in.refused',
    problemContext: (request) => signOnProblemContext(deps.sites, request),
    ...options,
  });
}

/**
 * Handles GET of the Sign-on URL. A browser with a running session of this tenant is redirected into the application.
 * Every other browser is redirected to the directory with an AuthnRequest whose answer is valid in this browser alone.
 * One read of the tenant (none while it is cached) and one write; where the tenant's requests are signed, one use of a
 * key. Without a tenant in the query, a page asks for it. An administrator who tests a draft is redirected to the
 * draft's directory, and one who opens the set-up page to a fresh sign-in ({@link sendAdministrator}). Only a page that a browser opens starts a sign-in ({@link answerBeforeBeginning}).
 */
function signOnHandler(deps: SignOnDependencies): RouteHandler {
  return async (request) => {
    const location = resolveAddress(deps.sites, request, 'sign-on');
    if (location.tenant.kind === 'absent') return answerWithoutTenant(deps, location.site, request);
    const query = readSignOnQuery(request.rawQuery);
    const named = requireTenant(location);
    const isHead = request.method === 'HEAD';
    const test = isHead ? undefined : await sendTest(deps, request, named);
    if (test !== undefined) return test;
    const administration = isHead ? undefined : await sendAdministrator(deps, request, named);
    if (administration !== undefined) return administration;
    const tenant = await requireActiveTenant(deps.tenants, named);
    // A request for another account starts a sign-in beside a session: the answer asks before it replaces that.
    if (!isHead && !query.asksForAccount && (await isSignedIn(deps, request, tenant))) {
      return redirect(landingPath(named.site.app, query));
    }
    return (
      answerBeforeBeginning(request, named, query) ??
      (await leadToStandingSite(deps, named, tenant, query)) ??
      sendToDirectory(deps, request, named, tenant, query)
    );
  };
}

/**
 * Redirects to the same at the address where the tenant stands; undefined where this is it. One read, and only while the
 * app moves: a cached tenant may have been moved since, and two addresses must not send a person to each other.
 */
async function leadToStandingSite(
  { sites, tenants }: SignOnDependencies,
  named: TenantLocation,
  tenant: Tenant,
  query: SignOnQuery,
): Promise<Answer | undefined> {
  if (standingElsewhere(sites, named, tenant) === undefined) return undefined;
  const site = standingElsewhere(sites, named, await requireActiveTenantNow(tenants, named));
  return site && redirect(signOnHref({ ...named, site }, query));
}

async function isSignedIn(
  { sites, ...stores }: SignOnDependencies,
  request: EndpointRequest,
  tenant: Tenant,
): Promise<boolean> {
  const presented = presentedSessionOf(sites, request);
  if (presented?.cookie.app !== tenant.app || presented.cookie.tenant !== tenant.id) return false;
  return (await findPresentedSession(stores, presented, request.receivedAt)) !== undefined;
}

async function sendToDirectory(
  { flows, random, signingKeys }: SignOnDependencies,
  request: EndpointRequest,
  named: TenantLocation,
  tenant: Tenant,
  { returnTo, loginHint, asksForAccount }: SignOnQuery,
): Promise<Answer> {
  const browserSecret = newSecret(random);
  const id = requestFlowId(requestIdBytes({ app: tenant.app, tenant: tenant.id, secret: browserSecret }));
  const { connection } = tenant;
  const now = request.receivedAt;
  // Signed first: if the key is unavailable, no flow has begun.
  const location = await authnRequestLocation(named, signingKeys, {
    id,
    connection,
    loginHint,
    forceAuthn: asksForAccount,
    now,
  });
  await beginSignIn(flows, tenant, { id, browserSecret, returnTo, now });
  return withCookies(
    redirect(location),
    ...makeRoom(request.cookies),
    flowCookie(id, browserSecret, { now, app: named.site.app, tenant: named.tenant }),
  );
}

/**
 * Returns what the address says about a problem. "Try again" keeps the person's destination and login hint. An
 * administrator who began at the set-up page starts again there.
 */
export function signOnProblemContext(sites: readonly Site[], address: Address): ProblemContext {
  const location = locate(sites, address);
  const context = problemContextOf(sites, address);
  if (location?.tenant.kind !== 'named') return context;
  const { site, tenant } = location;
  const administration = new URLSearchParams(address.rawQuery).get(administrationParameter) ?? '';
  if (parseAdministrationFlowId(administration) !== undefined) {
    return { ...context, tryAgainHref: endpointUrl(site, tenant.id, 'setup') };
  }
  return {
    ...context,
    tryAgainHref: signOnHref({ site, tenant: tenant.id }, signOnParametersOf(address.rawQuery)),
  };
}
