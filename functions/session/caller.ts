import { type Location, locationsAt, tenantInQuery } from '../../shared/apps/locate.ts';
import { type Site, tenantStandsInHost } from '../../shared/apps/site.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { readSessionCookie } from '../../shared/sign-in/browser/session-cookie.ts';
import type { SessionRefusal } from '../../shared/sign-in/session-answer.ts';
import { type PresentedSession, presentedSessionOf } from '../presented-session.ts';

/** The parameter by which a caller names the app that it is, whatever the host. */
const appParameter = 'app';

/** The parameter by which a caller of any app names its tenant; an app's own parameter does the same. */
export const anyTenantParameter = 'tenant';

/**
 * The parameter by which a program says that it asks by itself, while the person may be away: `?background=1`. Such a
 * request does not count as a use, so it cannot keep a session from its idle time-out.
 */
const backgroundParameter = 'background';

/** What host and query say about the program that asks who is signed in. */
export interface SessionCaller {
  /** The sites at the host: at least one. */
  readonly here: readonly Location[];
  /** The app that the query names: any text, the empty one where it is named twice. Undefined: it names none. */
  readonly app: string | undefined;
  readonly rawQuery: string;
}

/** Returns the caller of a request. @throws Problem `tenant-not-found` at a host that no site has */
export function sessionCallerOf(sites: readonly Site[], request: EndpointRequest): SessionCaller {
  const here = locationsAt(sites, request);
  if (here.length === 0) throw new Problem('tenant-not-found', { actual: 'no such host' });
  const [app, ...more] = new URLSearchParams(request.rawQuery)
    .getAll(appParameter)
    .filter((text) => text !== '');
  return { here, app: more.length > 0 ? '' : app, rawQuery: request.rawQuery };
}

/**
 * Returns the session that a request presents to its caller. A host that names a tenant gets sessions of that tenant
 * alone, and the host of an app those of that app. At a host without a tenant, a caller gets a session of another app
 * of the stage only by naming that app: a program that reads the person's id alone would otherwise take a customer of
 * one app for the customer of the same name of another. No read.
 */
export function sessionPresentedTo(
  { here, app }: SessionCaller,
  sites: readonly Site[],
  request: EndpointRequest,
): PresentedSession | undefined {
  const presented = presentedSessionOf(sites, request);
  if (presented !== undefined) return presented;
  const cookie = readSessionCookie(request.cookies);
  if (cookie === undefined || cookie.app !== app) return undefined;
  if (here.some(({ site }) => tenantStandsInHost(site))) return undefined;
  const site = sites.find((each) => each.app.id === cookie.app);
  return site && { site, cookie };
}

/** Whether a request says that it is no use of the session. Any value but the empty one and `0` does. */
export function asksInBackground({ rawQuery }: Pick<EndpointRequest, 'rawQuery'>): boolean {
  const values = new URLSearchParams(rawQuery).getAll(backgroundParameter);
  return values.some((value) => value !== '' && value !== '0');
}

/** Returns why a proven session is not the one that the caller named. An invalid name counts as another one. */
export function mismatchOf(
  { here, app, rawQuery }: SessionCaller,
  { site, cookie }: PresentedSession,
): SessionRefusal | undefined {
  if (app !== undefined && app !== cookie.app) return 'other-app';
  const parameters = new Set([
    anyTenantParameter,
    site.app.tenantParameter,
    ...here.map((location) => location.site.app.tenantParameter),
  ]);
  const isNamed = [...parameters].every((parameter) => {
    const named = tenantInQuery(rawQuery, parameter);
    if (named.kind === 'absent') return true;
    // At a host that several apps share, the parameter of one app names a tenant of that app.
    const owners = here.filter((location) => location.site.app.tenantParameter === parameter);
    const isOfOwner = owners.length === 0 || owners.some((owner) => owner.site.app.id === cookie.app);
    return named.kind === 'named' && named.id === cookie.tenant && (app !== undefined || isOfOwner);
  });
  return isNamed ? undefined : 'other-tenant';
}
