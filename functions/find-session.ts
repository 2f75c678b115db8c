import { locate } from '../shared/apps/locate.ts';
import type { Site } from '../shared/apps/site.ts';
import { tenantStandsInHost } from '../shared/apps/site.ts';
import type { SignedInFlow } from '../shared/flows/flow.ts';
import type { FlowStore } from '../shared/flows/flow-store.ts';
import { findSession } from '../shared/flows/session.ts';
import type { EndpointRequest } from '../shared/http/request.ts';
import { readSessionCookie, type SessionCookie } from '../shared/http/session-cookie.ts';

/** The site that a request came to, and the session cookie that may be used there. */
export interface Visit {
  readonly site: Site;
  /** Undefined where there is none, or one of another tenant than the host names. */
  readonly cookie: SessionCookie | undefined;
}

/** Who visits, as far as the request tells; undefined at a host that no site has. No read. */
export function visitOf(sites: readonly Site[], request: EndpointRequest): Visit | undefined {
  const location = locate(sites, request);
  if (location === undefined) return undefined;
  const { site, tenant } = location;
  const cookie = readSessionCookie(request.cookies);
  const isOfThisHost = !tenantStandsInHost(site) || cookie?.tenant === tenant;
  return { site, cookie: isOfThisHost ? cookie : undefined };
}

/** The running session of a visit. One read where there is a cookie, none otherwise. */
export async function sessionOf(
  flows: FlowStore,
  { site, cookie }: Visit,
  now: Date,
): Promise<SignedInFlow | undefined> {
  return cookie === undefined ? undefined : findSession(flows, site.app.id, cookie, now);
}
