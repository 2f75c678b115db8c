import { issuerName } from '../../shared/apps/issuer-origin.ts';
import { type Site, tenantStandsInHost } from '../../shared/apps/site.ts';
import { type Answer, redirect } from '../../shared/http/answer.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import type { TenantId } from '../../shared/ids/tenant-id.ts';
import { AuthorizationError } from '../../shared/openid/authorization-error.ts';
import type { AuthorizationRequest } from '../../shared/openid/authorization-request.ts';
import type { OpenIdClient } from '../../shared/openid/client.ts';
import { authorizePath } from '../../shared/openid/paths.ts';
import { maySignIn } from '../../shared/openid/prove-redirect.ts';
import { parametersOf } from '../../shared/openid/repeat-request.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { authorizeHref } from '../authorize-href.ts';
import { answerWithoutTenant } from '../find-organisation.ts';
import { hasTwoIssuers, type OpenIdPlace } from '../openid-place.ts';
import { findPresentedSession, presentedSessionOf } from '../presented-session.ts';
import { standingElsewhere } from '../standing-elsewhere.ts';
import { answerAtTenant } from './answer-at-tenant.ts';
import type { AuthorizeDependencies } from './dependencies.ts';

/** A request that was checked, and its client. */
export interface CheckedRequest {
  readonly client: OpenIdClient;
  readonly asked: AuthorizationRequest;
}

/**
 * Answers a checked request at the host of its tenant, or redirects to the same request there. Without a tenant, a page
 * asks for it.
 * @throws AuthorizationError for a tenant that host and request do not agree on, or that the client may not sign in
 * @throws Problem `tenant-not-found`, `tenant-disabled`
 */
export async function leadToTenant(
  deps: AuthorizeDependencies,
  request: EndpointRequest,
  place: OpenIdPlace,
  checked: CheckedRequest,
): Promise<Answer> {
  const { sites } = deps;
  const { client, asked } = checked;
  if (place.tenant !== undefined && asked.tenant !== undefined && place.tenant !== asked.tenant) {
    throw new AuthorizationError('invalid_request', 'this host belongs to another tenant');
  }
  const tenant = asked.tenant ?? place.tenant ?? (await tenantOfSession(deps, request, place, checked));
  if (tenant === undefined) return askForTenant(deps, request, place.site, asked);
  if (!maySignIn(client, tenant)) {
    throw new AuthorizationError('unauthorized_client', 'the client may not sign in people of this tenant');
  }
  const site = await siteOf(deps, place.site, tenant);
  const isTenantsHost = !tenantStandsInHost(place.site) || place.tenant === tenant;
  if (!isTenantsHost || site !== place.site || request.method === 'POST') {
    return redirect(authorizeHref(sites, { site, tenant }, asked.authorization, asked));
  }
  return answerAtTenant(deps, request, { site, tenant }, asked);
}

/**
 * Returns the tenant of the session that this browser has, at a host that names none: a person who is signed in is not
 * asked for their organisation again. At most two reads.
 */
async function tenantOfSession(
  { sites, ...stores }: AuthorizeDependencies,
  request: EndpointRequest,
  { site }: OpenIdPlace,
  { client, asked }: CheckedRequest,
): Promise<TenantId | undefined> {
  const presented = presentedSessionOf(sites, request);
  const isWanted = asked.authorization.reauthenticate !== true && !asked.asksForAccount;
  if (presented?.cookie.app !== site.app.id || !isWanted || !maySignIn(client, presented.cookie.tenant)) {
    return undefined;
  }
  return (await findPresentedSession(stores, presented, request.receivedAt))?.tenant;
}

function askForTenant(
  deps: AuthorizeDependencies,
  request: EndpointRequest,
  site: Site,
  asked: AuthorizationRequest,
): Promise<Answer> {
  if (asked.isSilent)
    throw new AuthorizationError('interaction_required', 'the person has to say their organisation');
  const namesIssuer = hasTwoIssuers(deps.sites, site);
  return answerWithoutTenant(deps, site, request, {
    path: authorizePath,
    parameter: 'tenant',
    carried: parametersOf(asked.authorization, { ...asked, namesIssuer }),
    hrefOf: (tenant, loginHint = asked.loginHint) =>
      authorizeHref(deps.sites, { site, tenant }, asked.authorization, {
        ...asked,
        ...(loginHint === undefined ? {} : { loginHint }),
      }),
  });
}

/**
 * Returns the site at which the tenant stands. No read unless the app moves; then one, and one more where a cached
 * tenant stands elsewhere: two hosts must not send a person to each other.
 * @throws Problem `tenant-not-found` for the name of the issuer's host, which is no tenant
 */
async function siteOf(
  { sites, tenants }: Pick<AuthorizeDependencies, 'sites' | 'tenants'>,
  site: Site,
  tenant: TenantId,
): Promise<Site> {
  if (tenantStandsInHost(site) && tenant === issuerName) {
    throw new Problem('tenant-not-found', { actual: 'the name of the issuer' });
  }
  if (!hasTwoIssuers(sites, site)) return site;
  const cached = await tenants.find(site.app.id, tenant);
  if (cached === undefined || standingElsewhere(sites, { site }, cached) === undefined) return site;
  const current = await tenants.findFresh(site.app.id, tenant);
  return (current && standingElsewhere(sites, { site }, current)) ?? site;
}
