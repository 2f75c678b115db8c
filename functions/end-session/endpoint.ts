import { issuerName } from '../../shared/apps/issuer-origin.ts';
import { originOf, type Site, tenantStandsInHost } from '../../shared/apps/site.ts';
import { standingSite } from '../../shared/apps/standing-site.ts';
import {
  type EndpointOptions,
  endpoint,
  type LambdaHandler,
  type RouteHandler,
} from '../../shared/endpoint/endpoint.ts';
import { type Answer, redirect, withCookies } from '../../shared/http/answer.ts';
import { languageOfLocales } from '../../shared/http/locales.ts';
import { looksAhead } from '../../shared/http/navigation.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { formSender } from '../../shared/http/same-origin.ts';
import type { TenantId } from '../../shared/ids/tenant-id.ts';
import { endSessionPath } from '../../shared/openid/paths.ts';
import { maySignIn } from '../../shared/openid/prove-redirect.ts';
import { confirmSignOutPage } from '../../shared/pages/confirm-sign-out-page.ts';
import { page } from '../../shared/pages/page-answer.ts';
import { signedOutPage } from '../../shared/pages/signed-out-page.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { endBrowserSession } from '../end-browser-session.ts';
import { problemContextWithoutRetry, signOnHref } from '../location.ts';
import { hasTwoIssuers } from '../openid-place.ts';
import { type PresentedSession, presentedSessionOf } from '../presented-session.ts';
import { type AskedSignOut, readAskedSignOut } from './asked-sign-out.ts';
import type { EndSessionDependencies } from './dependencies.ts';

/** Returns the handler of GET and POST /oauth2/end-session. `clock`: the system’s by default. */
export function endSessionEndpoint(
  deps: EndSessionDependencies,
  options: Pick<EndpointOptions, 'clock'> = {},
): LambdaHandler {
  return endpoint(endSessionHandler(deps), {
    methods: ['GET', 'POST'],
    problemContext: (request) => problemContextWithoutRetry(deps.sites, request),
    ...options,
  });
}

/**
 * Handles a client's request to end the session of this browser, in this order:
 *
 * 1. At another host than the tenant's, and for every POST but that of our own page, it redirects to the same request at
 *    the tenant's host. Nothing is stored for that.
 * 2. A request with an ID token of this very session ends it at once. Any other one could come from any site: a page
 *    asks first, and only its own form ends the session. HEAD, a prefetch and a link preview end nothing.
 * 3. The session ends here; then the browser goes to the directory, where the tenant's sign-out reaches it, and to the
 *    client: only to a URI that it registered, for the tenant of the session. Without one, a page says what happened.
 *
 * Requests: at most one read of the client (none while it is cached), and those of `endBrowserSession`.
 * @see https://openid.net/specs/openid-connect-rpinitiated-1_0.html
 * @throws Problem `tenant-not-found`, `openid-request-malformed`, `openid-session-unknown`
 */
function endSessionHandler(deps: EndSessionDependencies): RouteHandler {
  return async (received) => {
    const asked = await readAskedSignOut(deps, received);
    const request = { ...received, language: languageOfLocales(asked.uiLocales, received.language) };
    const elsewhere = await hostOfTenant(deps, asked);
    const isConfirmed = elsewhere === undefined && asked.saysConfirmed && isOwnForm(request, asked);
    if (elsewhere !== undefined || (request.method === 'POST' && !isConfirmed)) {
      return redirect(`${elsewhere ?? originAt(asked)}${endSessionPath}?${new URLSearchParams(asked.sent)}`);
    }
    const presented = presentedSessionOf(deps.sites, request);
    const session = presented?.cookie.app === asked.place.site.app.id ? presented : undefined;
    if (session === undefined) return signedOut(request, asked, { target: targetOf(asked, undefined) });
    const isWithoutPerson = request.method === 'HEAD' || looksAhead(request);
    if (isWithoutPerson || !(isConfirmed || isHinted(asked, session))) return confirmation(request, asked);
    return endSession(deps, request, asked, session);
  };
}

/**
 * Returns the origin that has the session cookie; undefined where this host is it. No read unless the app moves.
 * @throws Problem `openid-session-unknown` where nothing names the tenant
 */
async function hostOfTenant(
  { sites, tenants }: EndSessionDependencies,
  { place: { site, tenant: ofHost }, hint, redirectTenant }: AskedSignOut,
): Promise<string | undefined> {
  if (!tenantStandsInHost(site) || ofHost !== undefined) return undefined;
  const tenant = hint?.tenant ?? redirectTenant;
  if (tenant === undefined || tenant === issuerName) {
    throw new Problem('openid-session-unknown', { expected: 'an id_token_hint', actual: 'no tenant' });
  }
  const found = hasTwoIssuers(sites, site) ? await tenants.find(site.app.id, tenant) : undefined;
  return originOf((found && standingSite(sites, found)) ?? site, tenant);
}

function originAt({ place: { site, tenant } }: AskedSignOut): string {
  return tenant === undefined ? site.origin : originOf(site, tenant);
}

/** The session cookie is SameSite=Lax: a form of another site brings none. Another host of the same site is refused. */
function isOwnForm(request: EndpointRequest, asked: AskedSignOut): boolean {
  return formSender(request, originAt(asked)) !== 'another-origin';
}

function isHinted({ hint }: AskedSignOut, { cookie }: PresentedSession): boolean {
  return hint !== undefined && hint.session === cookie.flow && hint.tenant === cookie.tenant;
}

/** Returns where the client gets the browser back: only for the session's own tenant. */
function targetOf(
  { client, redirectUri, redirectTenant, state, hint, place }: AskedSignOut,
  session: PresentedSession | undefined,
): string | undefined {
  if (client === undefined || redirectUri === undefined) return undefined;
  const tenant: TenantId | undefined = session?.cookie.tenant ?? hint?.tenant ?? place.tenant;
  if (tenant !== undefined && !maySignIn(client, tenant)) return undefined;
  if (redirectTenant !== undefined && tenant !== undefined && redirectTenant !== tenant) return undefined;
  if (state === undefined) return redirectUri;
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${new URLSearchParams({ state })}`;
}

async function endSession(
  deps: EndSessionDependencies,
  request: EndpointRequest,
  asked: AskedSignOut,
  session: PresentedSession,
): Promise<Answer> {
  const target = targetOf(asked, session);
  const { location, directory, cookies } = await endBrowserSession(deps, request, { returnTo: target });
  const answer =
    directory?.location === undefined
      ? signedOut(request, asked, {
          target,
          signInHref: location && signOnHref(location),
          directory: directory && { state: 'offered', organisation: directory.organisation },
        })
      : redirect(directory.location);
  return withCookies(answer, ...cookies);
}

function confirmation({ language }: EndpointRequest, { place, client, sent }: AskedSignOut): Answer {
  const { app }: Site = place.site;
  // Not the hint: it did not prove this session.
  const { id_token_hint: _, ...fields } = sent;
  const view = {
    app,
    action: endSessionPath,
    fields: { ...fields, ...(client === undefined ? {} : { client_id: client.id }), confirmed: '1' },
    stayHref: app.landingPath,
  };
  return page(200, confirmSignOutPage(view, language), 'page-towards-directory');
}

function signedOut(
  { language }: EndpointRequest,
  { place }: AskedSignOut,
  { target, ...view }: SignedOutAnswer,
): Answer {
  if (target !== undefined) return redirect(target);
  const kind = view.directory === undefined ? 'page' : 'page-with-form';
  return page(200, signedOutPage({ app: place.site.app, ...view }, language), kind);
}

interface SignedOutAnswer {
  /** Where the browser goes. Undefined: a page says what happened. */
  readonly target: string | undefined;
  readonly signInHref?: string | undefined;
  readonly directory?: Parameters<typeof signedOutPage>[0]['directory'];
}
