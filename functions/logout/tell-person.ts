import { locationsAt } from '../../shared/apps/locate.ts';
import { endpointUrl, tenantUrls } from '../../shared/apps/urls.ts';
import type { Answer } from '../../shared/http/answer.ts';
import type { Language } from '../../shared/http/language.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { page } from '../../shared/pages/page-answer.ts';
import { type SignedOutView, signedOutPage } from '../../shared/pages/signed-out-page.ts';
import { stillSignedInPage } from '../../shared/pages/still-signed-in-page.ts';
import { readSessionEndCookie } from '../../shared/sign-in/browser/session-end-cookie.ts';
import { readSignedOutCookie } from '../../shared/sign-in/browser/signed-out-cookie.ts';
import { findSessionByHash } from '../../shared/sign-in/session-by-hash.ts';
import type { Deployment } from '../deployment.ts';
import type { TenantLocation } from '../location.ts';
import { findPresentedSession, presentedSessionOf } from '../presented-session.ts';

type TellPersonDependencies = Pick<Deployment, 'sites' | 'flows' | 'accountStatuses'>;

/**
 * Returns the page for a browser whose session still runs; undefined where it has none. Two reads per cookie, none
 * without one.
 * @param isAnswer Whether the browser brings the directory's answer to a sign-out. Default: a LogoutRequest.
 */
export async function pageOfRunningSession(
  { sites, ...stores }: TellPersonDependencies,
  request: EndpointRequest,
  named: TenantLocation,
  isAnswer = false,
): Promise<Answer | undefined> {
  const { cookies, language, receivedAt } = request;
  const presented = presentedSessionOf(sites, request);
  // A browser sends the session-end cookie in a frame and after a cross-site POST, but not the session cookie.
  const end = readSessionEndCookie(cookies);
  const session =
    (presented && (await findPresentedSession(stores, presented, receivedAt))) ??
    (end && (await findSessionByHash(stores, end, receivedAt)));
  if (session === undefined) return undefined;
  // A cookie belongs to its host, and so does the session's site.
  const here = locationsAt(sites, request).find(({ site }) => site.app.id === session.app);
  const site = here?.site ?? named.site;
  const hasSignedInAgain = isAnswer && readSignedOutCookie(cookies) !== undefined;
  const view = { app: site.app, goOnHref: endpointUrl(site, session.tenant, 'sign-on'), hasSignedInAgain };
  return page(200, stillSignedInPage(view, language), 'page-with-form');
}

/** Answers the person: "You are signed out" only where this browser has no running session. */
export async function tellPerson(
  deps: TellPersonDependencies,
  request: EndpointRequest,
  named: TenantLocation,
): Promise<Answer> {
  return (await pageOfRunningSession(deps, request, named)) ?? signedOut(named, request.language);
}

/** Returns the page "You are signed out", with what is known of the directory. */
export function signedOut(
  { site, tenant }: TenantLocation,
  language: Language,
  more: Pick<SignedOutView, 'directory' | 'continueHref'> = {},
): Answer {
  const { signOnUrl } = tenantUrls(site, tenant);
  const view = { app: site.app, signInHref: signOnUrl, ...more };
  return page(200, signedOutPage(view, language), more.directory === undefined ? 'page' : 'page-with-form');
}
