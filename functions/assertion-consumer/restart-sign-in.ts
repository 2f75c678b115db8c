import { type Answer, redirect, withCookies } from '../../shared/http/answer.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { restartCookie, wasRestarted } from '../../shared/sign-in/browser/restart-cookie.ts';
import { signOnHref } from '../location.ts';
import type { PostedResponse } from './posted-response.ts';
import { itemOf } from './start-again.ts';

/**
 * Answers a genuine unsolicited response where only we may start a sign-in (Entra's Test button, a tile
 * without Sign on URL): by starting one, once, that leads on to the item that the Relay State names.
 * @throws Problem `unsolicited-repeated` where that has just been done and led here again
 */
export function restartSignIn({
  request,
  location,
  relayState,
}: Pick<PostedResponse, 'request' | 'location' | 'relayState'>): Answer {
  const { site, tenant } = location;
  if (wasRestarted(request.cookies, site.app.id, tenant)) {
    throw Problem.authenticated('unsolicited-repeated', {
      expected: 'an answer to our request',
      actual: 'no InResponseTo',
    });
  }
  const href = signOnHref(location, { returnTo: itemOf(location, relayState) });
  return withCookies(redirect(href), restartCookie(site.app.id, tenant));
}
