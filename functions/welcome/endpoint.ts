import { type Location, locationsAt } from '../../shared/apps/locate.ts';
import { endpointUrl, signOnPathOf } from '../../shared/apps/urls.ts';
import {
  type EndpointOptions,
  endpoint,
  type LambdaHandler,
  type RouteHandler,
} from '../../shared/endpoint/endpoint.ts';
import { type Answer, redirect } from '../../shared/http/answer.ts';
import type { Language } from '../../shared/http/language.ts';
import { page } from '../../shared/pages/page-answer.ts';
import { chooseAppPage } from '../../shared/pages/sign-on-pages.ts';
import { welcomePage } from '../../shared/pages/welcome-page.ts';
import { Problem } from '../../shared/problems/problem.ts';
import type { Deployment } from '../deployment.ts';
import { problemContextOf } from '../location.ts';
import { noteUse } from '../note-use.ts';
import { findPresentedSession, presentedSessionOf } from '../presented-session.ts';

/** The dependencies of the welcome endpoint. */
type WelcomeDependencies = Pick<Deployment, 'sites' | 'flows' | 'accountStatuses'>;

/** Returns the handler of GET /welcome. `clock`: the system’s by default. */
export function welcomeEndpoint(
  deps: WelcomeDependencies,
  options: Pick<EndpointOptions, 'clock'> = {},
): LambdaHandler {
  return endpoint(welcomeHandler(deps), {
    methods: ['GET'],
    problemContext: (request) => problemContextOf(deps.sites, request),
    ...options,
  });
}

/**
 * Handles GET /welcome, where a sign-in without another destination lands. It redirects a person who is not signed in
 * to sign-on, which asks for the tenant where the address does not name it. At a host that several apps share, a page
 * asks for the app first. Two reads where there is a session cookie.
 * @throws Problem `tenant-not-found` at a host that no site has
 */
function welcomeHandler({ sites, ...stores }: WelcomeDependencies): RouteHandler {
  return async (request) => {
    const here = locationsAt(sites, request).filter(({ tenant }) => tenant.kind !== 'malformed');
    const presented = presentedSessionOf(sites, request);
    const session = presented && (await findPresentedSession(stores, presented, request.receivedAt));
    if (presented === undefined || session === undefined) return towardsSignOn(here, request.language);
    await noteUse({ flows: stores.flows }, session, request);
    const { user, sessionExpiresAt, tenantDisplayName } = session;
    const view = {
      app: presented.site.app,
      tenant: session.tenant,
      tenantDisplayName,
      signInName: user.signInName,
      displayName: user.displayName,
      sessionEndsAt: sessionExpiresAt,
    };
    return page(200, welcomePage(view, request.language), 'page-with-form');
  };
}

function towardsSignOn(here: readonly Location[], language: Language): Answer {
  const [only, ...others] = here;
  if (only === undefined) throw new Problem('tenant-not-found', { actual: 'no such address' });
  if (others.length === 0) return redirect(signOnOf(only));
  return page(
    200,
    chooseAppPage(
      here.map((location) => ({ appName: location.site.app.displayName, signInHref: signOnOf(location) })),
      language,
    ),
  );
}

function signOnOf({ site, tenant }: Location): string {
  return tenant.kind === 'named' ? endpointUrl(site, tenant.id, 'sign-on') : (signOnPathOf(site) ?? '/');
}
