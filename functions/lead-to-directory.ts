import type { SignOutReach } from '../shared/apps/sign-out-reach.ts';
import type { Site } from '../shared/apps/site.ts';
import type { EndpointRequest } from '../shared/http/request.ts';
import { defined } from '../shared/objects/defined.ts';
import { isReturnAddress, signedOutCookie } from '../shared/sign-in/browser/signed-out-cookie.ts';
import type { SignedInFlow } from '../shared/sign-in/flow.ts';
import { signOutReachOf } from '../shared/tenants/sign-out-rules.ts';
import { bestEffort } from './best-effort.ts';
import type { Deployment } from './deployment.ts';
import {
  isKnownToDirectory,
  type LogoutRequestWriter,
  logoutRequestLocation,
} from './logout-request-location.ts';

/** A session that has ended here, and how far the sign-out is to reach. */
export interface EndedHere {
  readonly site: Site;
  readonly session: SignedInFlow;
  readonly reach?: SignOutReach | undefined;
  readonly returnTo?: string | undefined;
}

/** What remains to do about the directory's own session. */
export interface DirectoryPart {
  /** The organisation, as pages call it. */
  readonly organisation: string;
  /** The directory's Logout URL with a LogoutRequest. Undefined: the sign-out ends here. */
  readonly location?: string;
  /** Whether the person can still be signed out of the directory. */
  readonly isOffered: boolean;
  /** The `Set-Cookie` value that remembers the ended session: for the directory's answer, or for the offer. */
  readonly cookie: string;
}

/**
 * Returns what to do about the directory's own session once the session here has ended; undefined where the directory
 * cannot be asked, or the tenant is not readable. One read of the tenant, none while it is cached; one use of a key where
 * its requests are signed. A fault is logged, and the sign-out ends here.
 */
export async function leadToDirectory(
  deps: Pick<Deployment, 'tenants'> & LogoutRequestWriter,
  { reference, receivedAt: now }: EndpointRequest,
  { site, session, reach, returnTo }: EndedHere,
): Promise<DirectoryPart | undefined> {
  const { app, tenant: id, id: flow, sessionHash } = session;
  const tenant = await bestEffort(reference, () => deps.tenants.find(app, id));
  if (tenant === undefined || !isKnownToDirectory({ tenant, session })) return undefined;
  const organisation = tenant.displayName ?? id;
  const ended = { app, tenant: id, flow, sessionHash };
  const isToSend = (reach ?? signOutReachOf(site.app, tenant)) === 'single-logout';
  const request = isToSend
    ? await bestEffort(reference, () => logoutRequestLocation(deps, { site, tenant, session, now }))
    : undefined;
  if (request === undefined) return { organisation, isOffered: true, cookie: signedOutCookie(ended) };
  const address = returnTo !== undefined && isReturnAddress(returnTo) ? returnTo : undefined;
  return {
    organisation,
    location: request.location,
    isOffered: false,
    cookie: signedOutCookie({ ...ended, request: request.id, ...defined({ returnTo: address }) }),
  };
}
