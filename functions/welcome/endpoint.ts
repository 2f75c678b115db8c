import { type Location, locationsAt } from '../../shared/apps/locate.ts';
import { endpointUrl, signOnPathOf } from '../../shared/apps/urls.ts';
import {
  type EndpointOptions,
  endpoint,
  type LambdaHandler,
  type RouteHandler,
} from '../../shared/endpoint/endpoint.ts';
import { type Answer, redirect, redirectWithBody } from '../../shared/http/answer.ts';
import type { Language } from '../../shared/http/language.ts';
import { page } from '../../shared/pages/page-answer.ts';
import { chooseAppPage } from '../../shared/pages/sign-on-pages.ts';
import { welcomePage } from '../../shared/pages/welcome-page.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { signOutPath } from '../../shared/sign-in/browser/sign-out-path.ts';
import { bestEffort } from '../best-effort.ts';
import type { Deployment } from '../deployment.ts';
import { problemContextOf } from '../location.ts';
import { noteUse } from '../note-use.ts';
import { findPresentedSession, presentedSessionOf } from '../presented-session.ts';
import { ownSessions } from './own-sessions.ts';
import { signOutEverywhere } from './sign-out-everywhere.ts';

/** The dependencies of the welcome endpoint. */
type WelcomeDependencies = Pick<Deployment, 'sites' | 'flows' | 'sessions' | 'accountStatuses' | 'users'>;

/** Returns the handler of GET and POST /welcome. `clock`: the system’s by default. */
export function welcomeEndpoint(
  deps: WelcomeDependencies,
  options: Pick<EndpointOptions, 'clock'> = {},
): LambdaHandler {
  return endpoint(welcomeHandler(deps), {
    methods: ['GET', 'POST'],
    problemContext: (request) => problemContextOf(deps.sites, request),
    ...options,
  });
}

/**
 * Handles GET /welcome, where a sign-in without another destination lands. It redirects a person who is not signed in
 * to sign-on, which asks for the tenant where the address does not name it. At a host that several apps share, a page
 * asks for the app first. It shows where the person is signed in; if that cannot be read, it leaves it out. Four reads
 * where there is a session cookie, and those of {@link noteUse}. POST ends every session of the person:
 * {@link signOutEverywhere}.
 * @throws Problem `tenant-not-found` at a host that no site has
 */
function welcomeHandler({ sites, ...stores }: WelcomeDependencies): RouteHandler {
  return async (request) => {
    const here = locationsAt(sites, request).filter(({ tenant }) => tenant.kind !== 'malformed');
    const presented = presentedSessionOf(sites, request);
    const session = presented && (await findPresentedSession(stores, presented, request.receivedAt));
    if (presented === undefined || session === undefined) {
      // A second click, or a session that has ended: the person wants to be signed out, not in.
      return request.method === 'POST' && here.length > 0
        ? redirectWithBody(signOutPath)
        : towardsSignOn(here, request.language);
    }
    if (request.method === 'POST') {
      return signOutEverywhere(stores, request, { site: presented.site, session });
    }
    await noteUse({ flows: stores.flows }, session, request);
    const { reference, receivedAt } = request;
    const sessions = await bestEffort(reference, () => ownSessions(stores.sessions, session, receivedAt));
    const { user, sessionExpiresAt, tenantDisplayName } = session;
    const view = {
      app: presented.site.app,
      tenant: session.tenant,
      tenantDisplayName,
      signInName: user.signInName,
      displayName: user.displayName,
      sessionEndsAt: sessionExpiresAt,
      sessions,
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
