import type { Site } from '../../shared/apps/site.ts';
import { type Answer, redirect, withCookies } from '../../shared/http/answer.ts';
import type { FlowId } from '../../shared/ids/flow-id.ts';
import { logUnexpectedError } from '../../shared/observability/log.ts';
import { authorizePath } from '../../shared/openid/paths.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { landingPath } from '../../shared/sign-in/browser/landing.ts';
import { restartCookie, wasRestarted } from '../../shared/sign-in/browser/restart-cookie.ts';
import { type Flow, unlessOfEarlierTenant } from '../../shared/sign-in/flow.ts';
import { isSolicited } from '../../shared/sign-in/initiation.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { authorizeHref } from '../authorize-href.ts';
import { signOnHref, type TenantLocation } from '../location.ts';
import type { AssertionConsumerDependencies } from './dependencies.ts';
import type { PostedForm, PostedResponse } from './posted-response.ts';

/**
 * Answers a verified unsolicited response where such a response may not sign in (Entra's Test button, a tile without
 * Sign on URL): it starts a sign-in by request, once, which leads to the item that the Relay State names.
 * @throws Problem `unsolicited-repeated` where a restart has just led here again
 */
export function restartSignIn({
  request,
  location,
  relayState,
}: Pick<PostedForm, 'request' | 'location' | 'relayState'>): Answer {
  const { site, tenant } = location;
  if (wasRestarted(request.cookies, site.app.id, tenant)) {
    throw Problem.authenticated('unsolicited-repeated', {
      expected: 'an answer to our request',
      actual: 'no InResponseTo',
    });
  }
  const href = signOnHref(location, { returnTo: itemOf(location, relayState) });
  return withCookies(redirect(href), restartCookie(site.app.id, tenant));
}

/** The request that a rejected message answers, and the tenant that rejected it. */
export interface AnsweredRequest {
  readonly tenant: Tenant | undefined;
  readonly flow: FlowId | undefined;
}

/**
 * Returns the URL of "Try again" after a rejection, by which the person lands where they wanted to go: the `returnTo`
 * of the answered request, or the item that an unsolicited Relay State names. One read of the request, and only for a
 * message that a trusted key signed; undefined for any other, and where the store fails.
 */
export async function startAgainHref(
  { flows, sites }: Pick<AssertionConsumerDependencies, 'flows' | 'sites'>,
  { request, location, relayState, inResponseTo }: PostedResponse,
  { authenticated }: Pick<Problem, 'authenticated'>,
  { tenant, flow }: AnsweredRequest,
): Promise<string | undefined> {
  if (!authenticated) return undefined;
  if (!isSolicited(inResponseTo)) return signOnHref(location, { returnTo: itemOf(location, relayState) });
  if (flow === undefined || tenant === undefined) return undefined;
  try {
    const begun = unlessOfEarlierTenant(await flows.find(tenant.app, tenant.id, flow), tenant);
    return begun && beginAgainHref(sites, location, begun);
  } catch (error) {
    logUnexpectedError(error, request.reference);
    return undefined;
  }
}

/** Returns the URL that begins a flow again: at the Sign-on URL, or with the request of an OpenID client. */
export function beginAgainHref(
  sites: readonly Site[],
  location: TenantLocation,
  flow: Pick<Flow, 'returnTo' | 'authorization'> | undefined,
): string {
  const { authorization } = flow ?? {};
  return authorization === undefined
    ? signOnHref(location, flow)
    : authorizeHref(sites, location, authorization);
}

/** Returns the URL that signs in another account, with the destination of `tryAgainHref` if there is one. */
export function anotherAccountHref(location: TenantLocation, tryAgainHref: string | undefined): string {
  const url = new URL(tryAgainHref ?? signOnHref(location));
  if (url.pathname === authorizePath) {
    const prompt = url.searchParams.get('prompt');
    url.searchParams.set('prompt', prompt === null ? 'select_account' : `${prompt} select_account`);
    return url.href;
  }
  const returnTo = url.searchParams.get('returnTo') ?? undefined;
  return signOnHref(location, { returnTo, asksForAccount: true });
}

/** Returns the path of the item that an unsolicited Relay State names; undefined where it names none. */
export function itemOf(
  { site: { app } }: Pick<TenantLocation, 'site'>,
  relayState: string | undefined,
): string | undefined {
  const path = landingPath(app, { relayState });
  return path === app.landingPath ? undefined : path;
}
