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
import { type Answer, redirect } from '../../shared/http/answer.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { parseAdministrationFlowId } from '../../shared/ids/administration-flow-id.ts';
import { administrationParameter } from '../../shared/sign-in/browser/administration-parameter.ts';
import { landingPath } from '../../shared/sign-in/browser/landing.ts';
import { neededAuthentication } from '../../shared/sign-in/needed-authentication.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { answerBeforeBeginning, beginAnyway } from '../before-beginning.ts';
import { answerWithoutTenant } from '../find-organisation.ts';
import { requireActiveTenant, requireActiveTenantNow } from '../find-tenant.ts';
import {
  problemContextOf,
  requireTenant,
  resolveAddress,
  signOnHref,
  signOnQueryOf,
  type TenantLocation,
} from '../location.ts';
import { noteUse } from '../note-use.ts';
import { findSessionOfTenant } from '../presented-session.ts';
import { sendToDirectory } from '../send-to-directory.ts';
import { standingElsewhere } from '../standing-elsewhere.ts';
import { sendAdministrator } from './administration.ts';
import type { SignOnDependencies } from './dependencies.ts';
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
 * Handles GET of the Sign-on URL. A browser with a running session of this tenant is redirected into the application,
 * unless the query asks for a fresher one or another account; then only the session's own person can renew it.
 * Every other browser is redirected to the directory with an AuthnRequest whose answer is valid in this browser alone.
 * One read of the tenant (none while it is cached) and one write; where the tenant's requests are signed, one use of a
 * key. Without a tenant in the query, a page asks for it. An administrator who tests a draft is redirected to the
 * draft's directory, and one who opens the set-up page to a fresh sign-in ({@link sendAdministrator}). Only a page that a browser opens starts a sign-in ({@link answerBeforeBeginning}).
 */
function signOnHandler(deps: SignOnDependencies): RouteHandler {
  return async (request) => {
    const location = resolveAddress(deps.sites, request, 'sign-on');
    if (location.tenant.kind === 'absent') return askForTenant(deps, location.site, request);
    const query = readSignOnQuery(request.rawQuery);
    const named = requireTenant(location);
    const isHead = request.method === 'HEAD';
    const test = isHead ? undefined : await sendTest(deps, request, named);
    if (test !== undefined) return test;
    const administration = isHead ? undefined : await sendAdministrator(deps, request, named);
    if (administration !== undefined) return administration;
    const tenant = await requireActiveTenant(deps.tenants, named);
    // A request for another account starts a sign-in beside a session: the answer asks before it replaces that.
    const session =
      isHead || query.asksForAccount ? undefined : await findSessionOfTenant(deps, request, tenant);
    const needed = neededAuthentication(session, query, request.receivedAt);
    if (session !== undefined && needed === 'none') {
      await noteUse(deps, session, request);
      return redirect(landingPath(named.site.app, query));
    }
    const { returnTo, loginHint } = query;
    const forceAuthn = query.asksForAccount || needed === 'reauthentication';
    const start = {
      app: named.site.app,
      href: signOnHref(named, query),
      beginHref: signOnHref(named, query, beginAnyway),
    };
    return (
      answerBeforeBeginning(request, start) ??
      (await leadToStandingSite(deps, named, tenant, query)) ??
      sendToDirectory(deps, request, {
        location: named,
        tenant,
        returnTo,
        loginHint,
        forceAuthn,
        required: query,
        session,
      })
    );
  };
}

function askForTenant(deps: SignOnDependencies, site: Site, request: EndpointRequest): Promise<Answer> {
  const query = readSignOnQuery(request.rawQuery);
  return answerWithoutTenant(deps, site, request, {
    path: site.app.paths['sign-on'][0],
    parameter: site.app.tenantParameter,
    carried: signOnQueryOf(query),
    hrefOf: (tenant, loginHint = query.loginHint) => signOnHref({ site, tenant }, { ...query, loginHint }),
  });
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
