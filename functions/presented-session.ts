import { locationsAt, type TenantInUrl } from '../shared/apps/locate.ts';
import type { Site } from '../shared/apps/site.ts';
import { tenantStandsInHost } from '../shared/apps/site.ts';
import type { EndpointRequest } from '../shared/http/request.ts';
import type { TenantId } from '../shared/ids/tenant-id.ts';
import { readSessionCookie, type SessionCookie } from '../shared/sign-in/browser/session-cookie.ts';
import { findSession, type RunningSession, type SessionStores } from '../shared/sign-in/session.ts';
import type { Tenant } from '../shared/tenants/tenant.ts';

/** A session cookie, and its site. Only the store can tell whether the cookie is valid. */
export interface PresentedSession {
  readonly site: Site;
  readonly cookie: SessionCookie;
}

/**
 * Returns the session that a request presents. Undefined without a session cookie, with one of an app that is not at
 * this host, and with one of another tenant than the host names. No read.
 */
export function presentedSessionOf(
  sites: readonly Site[],
  request: EndpointRequest,
): PresentedSession | undefined {
  const cookie = readSessionCookie(request.cookies);
  const here = locationsAt(sites, request).find(({ site }) => site.app.id === cookie?.app);
  if (cookie === undefined || here === undefined) return undefined;
  const isOfThisHost = !tenantStandsInHost(here.site) || isNamed(here.tenant, cookie.tenant);
  return isOfThisHost ? { site: here.site, cookie } : undefined;
}

function isNamed(tenant: TenantInUrl, id: TenantId): boolean {
  return tenant.kind === 'named' && tenant.id === id;
}

/** Returns the running session of a request. Two reads; one where the cookie proves nothing. */
export function findPresentedSession(
  stores: SessionStores,
  { cookie }: PresentedSession,
  now: Date,
): Promise<RunningSession | undefined> {
  return findSession(stores, cookie.app, cookie, now);
}

/** Returns the running session of a request, if it is one of `tenant`. Two reads; none with a session of another tenant. */
export async function findSessionOfTenant(
  { sites, ...stores }: SessionStores & { readonly sites: readonly Site[] },
  request: EndpointRequest,
  tenant: Pick<Tenant, 'app' | 'id'>,
): Promise<RunningSession | undefined> {
  const presented = presentedSessionOf(sites, request);
  if (presented?.cookie.app !== tenant.app || presented.cookie.tenant !== tenant.id) return undefined;
  return findPresentedSession(stores, presented, request.receivedAt);
}
