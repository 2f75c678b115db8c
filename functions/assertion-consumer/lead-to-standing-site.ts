import type { Site } from '../../shared/apps/site.ts';
import { tenantUrls } from '../../shared/apps/urls.ts';
import { type Answer, redirect, withCookies } from '../../shared/http/answer.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { restartCookie, wasRestarted } from '../../shared/sign-in/browser/restart-cookie.ts';
import { signOnHref } from '../location.ts';
import type { AssertionConsumerDependencies } from './dependencies.ts';
import type { PostedResponse } from './posted-response.ts';
import { decidedBy } from './rejection.ts';
import { startAgainHref } from './start-again.ts';
import type { VerifiedSignIn } from './verify-message.ts';

/**
 * Answers a response that was verified at an address where its tenant does not stand, while the app moves to another
 * one: it makes no session and leads to the Sign-on URL at the right address, once, with the person's destination. So a
 * request that began before the move, and a directory that still names the other Reply URL first, both end signed in.
 * At most one read.
 * @throws Rejection `reply-url-mistaken` where that has just led here again
 */
export async function leadToStandingSite(
  deps: Pick<AssertionConsumerDependencies, 'flows' | 'sites'>,
  posted: PostedResponse,
  verified: VerifiedSignIn,
  site: Site,
): Promise<Answer> {
  const { request, location } = posted;
  const { app } = location.site;
  const there = { ...location, site };
  return decidedBy(verified, async () => {
    if (wasRestarted(request.cookies, app.id, location.tenant)) {
      throw Problem.authenticated('reply-url-mistaken', {
        expected: tenantUrls(site, location.tenant).replyUrl,
        actual: `the Reply URL of another address: ${tenantUrls(location.site, location.tenant).replyUrl}`,
      });
    }
    const href = await startAgainHref(
      deps,
      { ...posted, location: there },
      { authenticated: true },
      verified,
    );
    return withCookies(redirect(href ?? signOnHref(there)), restartCookie(app.id, location.tenant));
  });
}
