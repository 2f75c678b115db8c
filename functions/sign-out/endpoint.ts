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

/** What the endpoint works with. */
type SignOutDependencies = Pick<Deployment, 'sites' | 'flows'>;

/** Answers POST /sign-out. `clock`: the system’s by default. */
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
 * POST /sign-out: ends the session on the server and clears its cookies. Only a page of this very origin may ask for
 * it, no neighbour of the same site. Where no header says who asks (a browser from before 2023, a proxy that strips
 * headers), the request counts: the session cookie is SameSite=Lax, so no other site's form brings it, and refusing
 * would leave people signed in who want to leave. `?returnTo=` is where "Sign in again" leads on to.
 * @throws Problem `tenant-not-found` at a host that no site has
 * @throws Refusal `sign-out-other-origin`, whose page has a button that signs out
 */
function signOutHandler({ sites, flows }: SignOutDependencies): RouteHandler {
  return async (request) => {
    const here = locationsAt(sites, request);
    if (here.length === 0) throw new Problem('tenant-not-found', { actual: 'no such address' });
    refuseOtherOrigin(request, here);
    const presented = presentedSessionOf(sites, request);
    if (presented === undefined) {
      const [only, ...others] = here;
      return page(
        200,
        signedOutPage(others.length > 0 ? {} : { appName: only?.site.app.displayName }, request.language),
      );
    }
    const { site, cookie } = presented;
    await endSession(flows, cookie.app, cookie);
    const view = {
      appName: site.app.displayName,
      signInHref: signOnHref({ site, tenant: cookie.tenant }, { returnTo: returnToIn(request.rawQuery) }),
    };
    return withCookies(
      page(200, signedOutPage(view, request.language)),
      clearSessionCookie(),
      clearSessionEndCookie(),
    );
  };
}

/** Where "Sign in again" leads on to: a path of this origin, or undefined where the query names none, or no path. */
function returnToIn(rawQuery: string): string | undefined {
  const [wanted, ...more] = new URLSearchParams(rawQuery).getAll('returnTo');
  return wanted === undefined || more.length > 0 ? undefined : parseReturnTo(wanted);
}

function refuseOtherOrigin(request: EndpointRequest, here: readonly Location[]): void {
  // Sites at one host have one origin, but for the tenant in it.
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
