import { locationsAt } from '../../shared/apps/locate.ts';
import { endpointUrl } from '../../shared/apps/urls.ts';
import { endSession } from '../../shared/flows/session.ts';
import { page, withCookies } from '../../shared/http/answer.ts';
import type { Step } from '../../shared/http/endpoint.ts';
import { clearSessionCookie } from '../../shared/http/session-cookie.ts';
import { clearSessionEndCookie } from '../../shared/http/session-end-cookie.ts';
import { signedOutPage } from '../../shared/http/signed-out-page.ts';
import { Problem } from '../../shared/saml/inbound/problem.ts';
import type { Deployment } from '../deployment.ts';
import { visitOf } from '../find-session.ts';

/**
 * POST /sign-out: ends the session on the server and clears its cookies. A request without a session cookie,
 * which is what another site's form makes, changes nothing.
 * @throws Problem `tenant-not-found` at a host that no site has
 */
export function signOutStep({ sites, flows }: Pick<Deployment, 'sites' | 'flows'>): Step {
  return async (request) => {
    const here = locationsAt(sites, request);
    if (here.length === 0) throw new Problem('tenant-not-found', { actual: 'no such address' });
    const visit = visitOf(sites, request);
    if (visit === undefined) {
      const [only, ...others] = here;
      return page(
        200,
        signedOutPage(others.length > 0 ? {} : { appName: only?.site.app.displayName }, request.language),
      );
    }
    const { site, cookie } = visit;
    await endSession(flows, cookie.app, cookie);
    const view = {
      appName: site.app.displayName,
      signInHref: endpointUrl(site, cookie.tenant, 'sign-on'),
    };
    return withCookies(
      page(200, signedOutPage(view, request.language)),
      clearSessionCookie(),
      clearSessionEndCookie(),
    );
  };
}
