import { locationsAt, type TenantInUrl } from '../shared/apps/locate.ts';
import type { SignOutReach } from '../shared/apps/sign-out-reach.ts';
import { type Site, tenantStandsInHost } from '../shared/apps/site.ts';
import type { EndpointRequest } from '../shared/http/request.ts';
import { hashOfSecret } from '../shared/ids/secret.ts';
import { clearSessionCookie, readSessionCookie } from '../shared/sign-in/browser/session-cookie.ts';
import {
  clearSessionEndCookie,
  readSessionEndCookie,
  type SessionEnd,
} from '../shared/sign-in/browser/session-end-cookie.ts';
import type { SignedInFlow } from '../shared/sign-in/flow.ts';
import type { Deployment } from './deployment.ts';
import { type DirectoryPart, leadToDirectory } from './lead-to-directory.ts';
import type { TenantLocation } from './location.ts';
import type { LogoutRequestWriter } from './logout-request-location.ts';

/** What ends the session of a browser. */
export type EndBrowserSessionDependencies = Pick<Deployment, 'sites' | 'tenants' | 'flows'> &
  LogoutRequestWriter;

/** How a session is ended. */
export interface EndBrowserSessionOptions {
  /** Default: what the tenant or else the app chose. */
  readonly reach?: SignOutReach | undefined;
  /**
   * Where the directory's answer leads on to: an absolute http or https address of at most 1,024 characters, which the
   * caller has checked. Any other is ignored. Default: a page that says what happened.
   */
  readonly returnTo?: string | undefined;
}

/** What became of the session of a browser. */
export interface EndedBrowserSession {
  /** The site and the tenant that a cookie named. Undefined: this browser has no session here. */
  readonly location?: TenantLocation;
  /** The session as it ended, now or by an earlier request. Undefined: the cookies proved none. */
  readonly session?: SignedInFlow;
  /** What to do about the directory's own session. Undefined where there is no session to name to it. */
  readonly directory?: DirectoryPart;
  /** `Set-Cookie` values for the answer, whatever it is. */
  readonly cookies: readonly string[];
}

/**
 * Ends the session of this browser here, at once and for every copy of its cookie; then says where to send the browser.
 * The session ends before anything else is asked, so no later fault leaves it running. Serves `POST /sign-out` and the
 * provider's end-session endpoint, at the host that has the session cookie (the tenant's).
 *
 * - `directory.location` is there where the directory is to be signed out of too: the directory's Logout URL with a
 *   LogoutRequest. Send the browser there, with `cookies`. The directory answers at the tenant's Logout Url, which says
 *   what happened, or redirects to `returnTo` where the directory reports success. The cookie `__Host-signed-out` binds
 *   that answer to this browser and carries `returnTo` for 15 minutes.
 * - Otherwise the sign-out ends here: redirect to `returnTo` yourself, or show a page. `directory.isOffered` says that
 *   `POST /sign-out?reach=single-logout` can still sign the person out of the directory.
 *
 * One write; one read more if the session had ended already. One read of the tenant (none while it is cached) and, where
 * the tenant's requests are signed, one use of a key: if either fails, that is logged and the sign-out ends here.
 * @throws the store's error if it is unknown whether the session ended: then set no cookie and say so
 * @example ```ts
 * const { directory, cookies } = await endBrowserSession(deps, request, { returnTo });
 * return withCookies(redirect(directory?.location ?? returnTo), ...cookies);
 * ```
 */
export async function endBrowserSession(
  deps: EndBrowserSessionDependencies,
  request: EndpointRequest,
  options: EndBrowserSessionOptions = {},
): Promise<EndedBrowserSession> {
  const named = namedSessions(deps.sites, request);
  const ended = await Promise.all(named.map((each) => endNamed(deps, each, request.receivedAt)));
  const [first] = named;
  if (first === undefined) return { cookies: [] };
  const cleared = [clearSessionCookie(), clearSessionEndCookie()];
  const index = ended.findIndex((each) => each !== undefined);
  const session = ended[index];
  const { site, end } = named[index] ?? first;
  const location = { site, tenant: end.tenant };
  if (session === undefined) return { location, cookies: cleared };
  const directory = await leadToDirectory(deps, request, { site, session, ...options });
  return {
    location,
    session,
    ...(directory === undefined ? {} : { directory }),
    cookies: [...cleared, ...(directory === undefined ? [] : [directory.cookie])],
  };
}

/** A session that a cookie of this browser can end, and its site. */
interface NamedBrowserSession {
  readonly site: Site;
  readonly end: SessionEnd;
}

/**
 * Returns the sessions that the cookies of a request can end at this host: that of the session cookie, and that of the
 * session-end cookie where it is another one or the first is unreadable. No read.
 */
function namedSessions(sites: readonly Site[], request: EndpointRequest): readonly NamedBrowserSession[] {
  const cookie = readSessionCookie(request.cookies);
  const own = cookie && { ...cookie, sessionHash: hashOfSecret(cookie.secret) };
  const other = readSessionEndCookie(request.cookies);
  const isAnother = other?.flow !== own?.flow || other?.tenant !== own?.tenant || other?.app !== own?.app;
  const ends = [own, isAnother ? other : undefined].filter((each) => each !== undefined);
  return ends.flatMap((end) => {
    const site = siteOf(sites, request, end);
    return site === undefined ? [] : [{ site, end }];
  });
}

/** Returns the site at this host whose session `end` names; undefined at another app's or another tenant's host. */
export function siteOf(
  sites: readonly Site[],
  request: EndpointRequest,
  { app, tenant }: Pick<SessionEnd, 'app' | 'tenant'>,
): Site | undefined {
  const here = locationsAt(sites, request).find(({ site }) => site.app.id === app);
  if (here === undefined) return undefined;
  return !tenantStandsInHost(here.site) || isNamed(here.tenant, tenant) ? here.site : undefined;
}

function isNamed(named: TenantInUrl, id: string): boolean {
  return named.kind === 'named' && named.id === id;
}

/**
 * Ends a session, and returns it also where an earlier request had ended it: of two at once, the browser keeps either
 * answer.
 */
async function endNamed(
  { flows }: Pick<Deployment, 'flows'>,
  { end }: NamedBrowserSession,
  at: Date,
): Promise<SignedInFlow | undefined> {
  const ended = await flows.signOut(end.app, end.tenant, end.flow, end.sessionHash, {
    reason: 'signed-out',
    at,
  });
  return ended ?? findEnded(flows, end);
}

/** Returns the ended session of this hash. Undefined where there is none, or it runs. One read. */
export async function findEnded(
  flows: Pick<Deployment['flows'], 'find'>,
  { app, tenant, flow, sessionHash }: SessionEnd,
): Promise<SignedInFlow | undefined> {
  const found = await flows.find(app, tenant, flow);
  return found?.state === 'signed-out' && found.sessionHash === sessionHash ? found : undefined;
}
