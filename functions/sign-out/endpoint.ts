import { type Location, locationsAt } from '../../shared/apps/locate.ts';
import { type SignOutReach, signOutReaches } from '../../shared/apps/sign-out-reach.ts';
import { originOf } from '../../shared/apps/site.ts';
import {
  type EndpointOptions,
  endpoint,
  type LambdaHandler,
  type RouteHandler,
} from '../../shared/endpoint/endpoint.ts';
import { ProblemResponse } from '../../shared/endpoint/problem-response.ts';
import { type Answer, withCookies } from '../../shared/http/answer.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { formSender } from '../../shared/http/same-origin.ts';
import { page } from '../../shared/pages/page-answer.ts';
import { type SignedOutView, signedOutPage } from '../../shared/pages/signed-out-page.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { parseReturnTo } from '../../shared/sign-in/browser/return-to.ts';
import {
  everywhereParameter,
  reachParameter,
  signOutPath,
} from '../../shared/sign-in/browser/sign-out-path.ts';
import { type EndBrowserSessionDependencies, endBrowserSession } from '../end-browser-session.ts';
import type { DirectoryPart } from '../lead-to-directory.ts';
import { problemContextWithoutRetry, signOnHref, type TenantLocation } from '../location.ts';
import { signOutOfDirectory } from './sign-out-of-directory.ts';

/** Returns the handler of POST /sign-out. `clock`: the system’s by default. */
export function signOutEndpoint(
  deps: EndBrowserSessionDependencies,
  options: Pick<EndpointOptions, 'clock'> = {},
): LambdaHandler {
  return endpoint(signOutHandler(deps), {
    methods: ['POST'],
    problemContext: (request) => problemContextWithoutRetry(deps.sites, request),
    ...options,
  });
}

/**
 * Handles POST /sign-out: ends the session on the server and clears its cookies ({@link endBrowserSession}); then the
 * page leads to the directory, or offers to sign out there too. The page leads there by a refresh and not by a redirect:
 * browsers apply the policy of the page with the form to every redirect after it, and an application's own policy may
 * allow its own origin alone. `?reach=` overrides what tenant and app chose. "Sign in again" leads to `?returnTo=`.
 *
 * Only a page of this exact origin may send it, not another host of the same site. Without a header that names the
 * sender (a browser from before 2023, a proxy that strips headers), the request is accepted. The session cookie is
 * SameSite=Lax, so no other site's form sends it, and a refusal would leave people signed in who want to sign out.
 * @throws Problem `tenant-not-found` at a host that no site has
 * @throws ProblemResponse `sign-out-other-origin`, whose page has a button that signs out
 */
function signOutHandler(deps: EndBrowserSessionDependencies): RouteHandler {
  return async (request) => {
    const here = locationsAt(deps.sites, request);
    if (here.length === 0) throw new Problem('tenant-not-found', { actual: 'no such address' });
    refuseOtherOrigin(request, here);
    const query = new URLSearchParams(request.rawQuery);
    const reach = reachIn(query);
    const { location, directory, cookies } = await endBrowserSession(deps, request, { reach });
    if (location !== undefined) {
      return withCookies(signedOut(request, location, query, viewOf(directory)), ...cookies);
    }
    const earlier = await signOutOfDirectory(deps, request, reach);
    if (earlier !== undefined) {
      const { location: there, cookie, view } = earlier;
      return withCookies(signedOut(request, there, query, view), ...(cookie === undefined ? [] : [cookie]));
    }
    const [only, ...others] = here;
    return page(200, signedOutPage(others.length > 0 ? {} : { app: only?.site.app }, request.language));
  };
}

function signedOut(
  { language }: EndpointRequest,
  location: TenantLocation,
  query: URLSearchParams,
  directory: SignedOutView['directory'],
): Answer {
  const view = {
    app: location.site.app,
    signInHref: signOnHref(location, { returnTo: returnToIn(query) }),
    directory,
    isEverywhere: query.has(everywhereParameter),
  };
  return page(200, signedOutPage(view, language), directory === undefined ? 'page' : 'page-with-form');
}

function viewOf(directory: DirectoryPart | undefined): SignedOutView['directory'] {
  if (directory === undefined) return undefined;
  const { organisation, location } = directory;
  return location === undefined
    ? { state: 'offered', organisation }
    : { state: 'leaving', organisation, href: location };
}

/** Returns the reach that the query names, or undefined where it names none that there is. */
function reachIn(query: URLSearchParams): SignOutReach | undefined {
  const [wanted, ...more] = query.getAll(reachParameter);
  return more.length > 0 ? undefined : signOutReaches.find((reach) => reach === wanted);
}

/** Returns the target of "Sign in again": a path of this origin, or undefined where the query has no valid one. */
function returnToIn(query: URLSearchParams): string | undefined {
  const [wanted, ...more] = query.getAll('returnTo');
  return wanted === undefined || more.length > 0 ? undefined : parseReturnTo(wanted);
}

function refuseOtherOrigin(request: EndpointRequest, here: readonly Location[]): void {
  // Sites at one host differ only by the tenant in their origin.
  const senders = here.map((location) => formSender(request, originAt(location)));
  if (senders.some((sender) => sender !== 'another-origin')) return;
  throw new ProblemResponse(
    new Problem('sign-out-other-origin', {
      expected: 'a form of this origin',
      actual: request.header('sec-fetch-site') ?? request.header('origin') ?? 'another origin',
    }),
    { signOutAction: signOutPath },
  );
}

function originAt({ site, tenant }: Location): string {
  return tenant.kind === 'named' ? originOf(site, tenant.id) : site.origin;
}
