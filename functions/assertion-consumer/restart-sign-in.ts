import { endpointUrl } from '../../shared/apps/urls.ts';
import { type Answer, redirect, withCookies } from '../../shared/http/answer.ts';
import { restartCookie, wasRestarted } from '../../shared/http/restart-cookie.ts';
import { Problem } from '../../shared/saml/inbound/problem.ts';
import type { Arrival } from './arrival.ts';

/**
 * Answers a genuine unsolicited response where only we may start a sign-in (Entra's Test button, a tile
 * without Sign on URL): by starting one, once.
 * @throws Problem `unsolicited-repeated` where that has just been done and led here again
 */
export function restartSignIn({
  request,
  location: { site, tenant },
}: Pick<Arrival, 'request' | 'location'>): Answer {
  if (wasRestarted(request.cookies, site.app.id, tenant)) {
    throw new Problem(
      'unsolicited-repeated',
      { expected: 'an answer to our request', actual: 'no InResponseTo' },
      true,
    );
  }
  return withCookies(redirect(endpointUrl(site, tenant, 'sign-on')), restartCookie(site.app.id, tenant));
}
