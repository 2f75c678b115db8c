import {
  type EndpointOptions,
  endpoint,
  type LambdaHandler,
  type RouteHandler,
} from '../../shared/endpoint/endpoint.ts';
import { ProblemResponse } from '../../shared/endpoint/problem-response.ts';
import type { Answer } from '../../shared/http/answer.ts';
import { defined } from '../../shared/objects/defined.ts';
import { problemContextOf } from '../location.ts';
import { administrationOf, openAdministration } from './administration/open-administration.ts';
import { setupHrefOf } from './administration/set-up-href.ts';
import { askBeforeReplacing } from './ask-before-replacing.ts';
import type { AssertionConsumerDependencies } from './dependencies.ts';
import { leadToStandingSite } from './lead-to-standing-site.ts';
import { requireReplyUrl } from './post-target.ts';
import { type PostedResponse, readPostedResponse } from './posted-response.ts';
import { rejecting } from './rejecting.ts';
import { decidedBy } from './rejection.ts';
import { signInAsVerified } from './sign-in-as-verified.ts';
import { restartSignIn } from './start-again.ts';
import { startSession } from './start-session.ts';
import { answerTest } from './test/test-answer.ts';
import { testDraftBestEffort } from './test/unsolicited-test.ts';
import { type VerifiedSignIn, verifyMessage } from './verify-message.ts';

/** Answers POST of an app’s Reply URL. `clock`: the system’s by default. */
export function assertionConsumerEndpoint(
  deps: AssertionConsumerDependencies,
  options: Pick<EndpointOptions, 'clock'> = {},
): LambdaHandler {
  return endpoint(assertionConsumerHandler(deps), {
    methods: ['POST'],
    event: 'sign-in.refused',
    problemContext: (request) => problemContextOf(deps.sites, request),
    ...options,
  });
}

/**
 * Handles a sign-in from the post to the cookie, in the order of its steps. docs/reference/sign-in.md describes each
 * step, and its table 'Who decides what' names the function that decides on each refusal.
 *
 * Requests: one read of the tenant (none while it is cached and its directory signed the message), one of the user
 * together with the tenant, and one write, which uses up the request or the assertion and makes the session. A browser
 * that posts the same answer again within `sameSignInSeconds` gets that session, by one more read. An encrypted assertion also
 * costs one use of each private key, at most two. A message that cannot be read costs no request.
 */
function assertionConsumerHandler(deps: AssertionConsumerDependencies): RouteHandler {
  return async (request) => {
    const posted = await readPostedResponse(deps, request);
    const test = await answerTest(deps, posted); // Only in a browser with the cookie of a test sign-in.
    if (test !== undefined) return test;
    if (posted.kind === 'failed') {
      throw new ProblemResponse(posted.problem, defined({ tryAgainHref: setupHrefOf(posted) }));
    }

    return rejecting(deps, posted, async () => {
      const verified = await verifyMessage(deps.tenants, posted);
      const administration = administrationOf(verified);
      return decidedBy(verified, () =>
        administration === undefined
          ? signInVerified(deps, posted, verified)
          : openAdministration(deps, posted, verified, administration),
      );
    });
  };
}

async function signInVerified(
  deps: AssertionConsumerDependencies,
  posted: PostedResponse,
  verified: VerifiedSignIn,
): Promise<Answer> {
  requireReplyUrl(posted);
  await testDraftBestEffort(deps, posted, verified); // Only if unsolicited, and while a draft waits for its test.
  await askBeforeReplacing(deps, posted, verified);
  const signedIn = await signInAsVerified(deps, posted, verified);
  const { outcome } = signedIn;
  if (outcome.kind === 'elsewhere') {
    return leadToStandingSite(deps, posted, signedIn.verified, outcome.site); // Only while the app moves.
  }
  return outcome.kind === 'unsolicited'
    ? restartSignIn(posted)
    : startSession(deps, posted, signedIn.verified, outcome);
}
