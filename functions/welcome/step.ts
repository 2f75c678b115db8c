import { locate } from '../../shared/apps/locate.ts';
import { endpointUrl } from '../../shared/apps/urls.ts';
import { page, redirect } from '../../shared/http/answer.ts';
import type { Step } from '../../shared/http/endpoint.ts';
import { welcomePage } from '../../shared/http/welcome-page.ts';
import { Problem } from '../../shared/saml/inbound/problem.ts';
import type { Deployment } from '../deployment.ts';
import { sessionOf, visitOf } from '../find-session.ts';

/**
 * GET /welcome, where a sign-in lands that asked for nothing else. Whoever is not signed in is sent to
 * sign-on, which asks for the tenant where the host does not name it. One read.
 * @throws Problem `tenant-not-found` at a host that no site has
 */
export function welcomeStep({ sites, flows }: Pick<Deployment, 'sites' | 'flows'>): Step {
  return async (request) => {
    const location = locate(sites, request);
    const visit = visitOf(sites, request);
    if (location === undefined || visit === undefined || location.tenant === 'malformed') {
      throw new Problem('tenant-not-found', { actual: 'no such address' });
    }
    const { site, tenant } = location;
    const session = await sessionOf(flows, visit, request.receivedAt);
    if (session === undefined) {
      return redirect(
        tenant === 'absent' ? site.app.paths['sign-on'][0] : endpointUrl(site, tenant, 'sign-on'),
      );
    }
    const { user, sessionExpiresAt } = session;
    const view = {
      appName: site.app.displayName,
      tenant: session.tenant,
      signInName: user.signInName,
      displayName: user.displayName,
      sessionEndsAt: sessionExpiresAt,
    };
    return page(200, welcomePage(view), 'page-with-form');
  };
}
