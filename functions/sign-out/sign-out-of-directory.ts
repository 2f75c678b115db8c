import type { SignOutReach } from '../../shared/apps/sign-out-reach.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import type { DirectoryView } from '../../shared/pages/signed-out-page.ts';
import { readSignedOutCookie } from '../../shared/sign-in/browser/signed-out-cookie.ts';
import { type EndBrowserSessionDependencies, findEnded, siteOf } from '../end-browser-session.ts';
import { leadToDirectory } from '../lead-to-directory.ts';
import type { TenantLocation } from '../location.ts';

/** What to say of the directory to a browser whose session ended a moment ago. */
interface EarlierSignOut {
  readonly location: TenantLocation;
  readonly view: DirectoryView | undefined;
  /** A `Set-Cookie` value. */
  readonly cookie?: string;
}

/**
 * Signs a browser out of the directory whose session ended here a moment ago, if `reach` is `single-logout`; otherwise
 * it says what is known of the directory. Undefined for a browser that ended no session here. One read, and one of the
 * tenant (none while it is cached).
 */
export async function signOutOfDirectory(
  deps: EndBrowserSessionDependencies,
  request: EndpointRequest,
  reach: SignOutReach | undefined,
): Promise<EarlierSignOut | undefined> {
  const ended = readSignedOutCookie(request.cookies);
  const site = ended && siteOf(deps.sites, request, ended);
  if (ended === undefined || site === undefined) return undefined;
  const session = await findEnded(deps.flows, ended);
  if (session === undefined) return undefined;
  const location = { site, tenant: ended.tenant };
  const { returnTo } = ended;
  const part = await leadToDirectory(deps, request, { site, session, reach: reach ?? 'local', returnTo });
  if (part === undefined) return { location, view: undefined };
  const { organisation, location: href, cookie } = part;
  if (href !== undefined) return { location, view: { state: 'leaving', organisation, href }, cookie };
  // The directory was asked and has not answered in this browser.
  const state = ended.request === undefined ? 'offered' : 'unconfirmed';
  return { location, view: { state, organisation } };
}
