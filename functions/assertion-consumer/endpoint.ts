import {
  type EndpointOptions,
  endpoint,
  type LambdaHandler,
  type RouteHandler,
} from '../../shared/endpoint/endpoint.ts';
import type { Answer } from '../../shared/http/answer.ts';
import { problemContextOf } from '../location.ts';
import { askBeforeReplacing } from './ask-before-replacing.ts';
import type { AssertionConsumerDependencies } from './dependencies.ts';
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
 * A sign-in from the post to the cookie, in the order of its steps.
 *
 * | who or what is refused | decided by | in |
 * |---|---|---|
 * | a message that cannot be read | `readMessage` | `shared/saml/inbound/response.ts` |
 * | a disabled or unknown tenant | `requireActive` | `functions/find-tenant.ts` |
 * | an unknown key, a changed message | `checkSignature` | `shared/saml/inbound/signature/signature.ts` |
 * | an expired certificate | `requireValidCertificate` | `shared/saml/inbound/signature/check-signatures.ts` |
 * | the wrong tenant | `requireIssuer`, `requireAudience`, `requireRecipient` | `shared/saml/inbound/assertion/expectations.ts` |
 * | an expired assertion | `requireTimes` | `shared/saml/inbound/assertion/times.ts` |
 * | another person's running session | `askBeforeReplacing` | `ask-before-replacing.ts` |
 * | an unknown or inactive user | `recogniseUser` | `shared/users/recognise-user.ts` |
 * | the wrong browser, an expired or used request | `openRequestCondition` | `shared/sign-in/open-request.ts` |
 * | an unsolicited assertion that was used before | `unusedAssertionCondition` | `shared/sign-in/replay.ts` |
 *
 * Requests: one read of the tenant (none while it is cached and its directory signed the message), one of the user
 * together with the tenant, and one write, which uses up the request or the assertion and makes the session. A browser
 * that posts the same answer again within `sameSignInSeconds` gets that session, by one more read. An encrypted assertion also
 * costs one use of each private key, at most two. A message that cannot be read costs no request.
 */
function assertionConsumerHandler(deps: AssertionConsumerDependencies): RouteHandler {
  return async (request) => {
    const posted = readPostedResponse(deps, request);
    const test = await answerTest(deps, posted); // Only in a browser with the cookie of a test sign-in.
    if (test !== undefined) return test;
    if (posted.kind === 'failed') throw posted.problem;

    return rejecting(deps, posted, async () => {
      const verified = await verifyMessage(deps.tenants, posted);
      return decidedBy(verified, () => signInVerified(deps, posted, verified));
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
  return signedIn.outcome.kind === 'unsolicited'
    ? restartSignIn(posted)
    : startSession(deps, posted, signedIn.verified, signedIn.outcome);
}
