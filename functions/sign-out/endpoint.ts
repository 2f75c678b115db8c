import { type Location, locationsAt } from '../../shared/apps/locate.ts';
import { originOf } from '../../shared/apps/site.ts';
import {
  type EndpointOptions,
  endpoint,
  type LambdaHandler,
  type RouteHandler,
} from '../../shared/endpoint/endpoint.ts';
import { ProblemResponse } from '../../shared/endpoint/problem-response.ts';
import { withCookies } from '../../shared/http/answer.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { formSender } from '../../shared/http/same-origin.ts';
import { page } from '../../shared/pages/page-answer.ts';
import { signedOutPage } from '../../shared/pages/sign-out-pages.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { parseReturnTo } from '../../shared/sign-in/browser/return-to.ts';
import { clearSessionCookie } from '../../shared/sign-in/browser/session-cookie.ts';
import { clearSessionEndCookie } from '../../shared/sign-in/browser/session-end-cookie.ts';
import { signOutPath } from '../../shared/sign-in/browser/sign-out-path.ts';
import { endSession } from '../../shared/sign-in/session.ts';
import type { Deployment } from '../deployment.ts';
import { problemContextWithoutRetry, signOnHref } from '../location.ts';
import { presentedSessionOf } from '../presented-session.ts';

/** The dependencies of the sign-out endpoint. */
type SignOutDependencies = Pick<Deployment, 'sites' | 'flows'>;

/** Returns the handler of POST /sign-out. `clock`: the system’s by default. */
export function signOutEndpoint(
  deps: SignOutDependencies,
  options: Pick<EndpointOptions, 'clock'> = {},
): LambdaHandler {
  return endpoint(signOutHandler(deps), {
    methods: ['POST'],
    problemContext: (request) => problemContextWithoutRetry(deps.sites, request),
    ...options,
  });
}

/**
 * Handles POST /sign-out: ends the session on the server and clears its cookies. Only a page of this exact origin may
 * send it, not another host of the same site. Without a header that names the sender (a browser from before 2023, a
 * proxy that strips headers), the request is accepted. The session cookie is SameSite=Lax, so no other site's form
 * sends it, and a refusal would leave people signed in who want to sign out. "Sign in again" leads to `?returnTo=`.
 * @throws Problem `tenant-not-found` at a host that no site has
 * @throws ProblemResponse `sign-out-other-origin`, whose page has a button that signs out
 */
function signOutHandler({ sites, flows }: SignOutDependencies): RouteHandler {
  return async (request) => {
    const here = locationsAt(sites, request);
    if (here.length === 0) throw new Problem('tenant-not-found', { actual: 'no such address' });
    refuseOtherOrigin(request, here);
    const presented = presentedSessionOf(sites, request);
    if (presented === undefined) {
      const [only, ...others] = here;
      return page(200, signedOutPage(others.length > 0 ? {} : { app: only?.site.app }, request.language));
    }
    const { site, cookie } = presented;
    await endSession(flows, cookie.app, cookie, request.receivedAt);
    const view = {
      app: site.app,
      signInHref: signOnHref({ site, tenant: cookie.tenant }, { returnTo: returnToIn(request.rawQuery) }),
    };
    return withCookies(
      page(200, signedOutPage(view, request.language)),
      clearSessionCookie(),
      clearSessionEndCookie(),
    );
  };
}

/** Returns the target of "Sign in again": a path of this origin, or undefined where the query has no valid one. */
function returnToIn(rawQuery: string): string | undefined {
  const [wanted, ...more] = new URLSearchParams(rawQuery).getAll('returnTo');
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
