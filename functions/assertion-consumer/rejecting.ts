import { ProblemResponse } from '../../shared/endpoint/problem-response.ts';
import type { Answer } from '../../shared/http/answer.ts';
import { answeredFlowId } from '../../shared/ids/flow-id.ts';
import { defined } from '../../shared/objects/defined.ts';
import type { Problem } from '../../shared/problems/problem.ts';
import { wasRestarted } from '../../shared/sign-in/browser/restart-cookie.ts';
import { signOutPathTo } from '../../shared/sign-in/browser/sign-out-path.ts';
import { initiationOf } from '../../shared/sign-in/initiation.ts';
import { gracePeriodAt } from '../../shared/tenants/certificate-grace-period.ts';
import { acceptsSignIns } from '../../shared/tenants/sso-entitlement.ts';
import { setupHrefOf } from './administration/set-up-href.ts';
import type { AssertionConsumerDependencies } from './dependencies.ts';
import { answerDroppedFlow } from './dropped-flow.ts';
import { delayFailure, systemMonotonicClock } from './failure-delay.ts';
import { mistakenReplyUrlProblem } from './post-target.ts';
import type { PostedResponse } from './posted-response.ts';
import { recordRejection } from './record-rejection.ts';
import { Rejection } from './rejection.ts';
import { anotherAccountHref, itemOf, startAgainHref } from './start-again.ts';
import { answerUnsolicitedTest } from './test/unsolicited-test.ts';

/**
 * Runs `signIn` and answers its {@link Rejection}, in this order:
 *
 * 1. A request whose cookie this browser lost to newer tabs leads on to the running session, if there is one.
 * 2. An unsolicited message of a draft's directory is answered as a test of that draft. This comes after the refusal,
 *    because a message that the running connection accepts is a sign-in.
 * 3. Everything else is recorded (two requests). A ProblemResponse carries it to the log and to the problem page, with
 *    the URL of "Try again". If the directory signed the message and sent it to a wrong address, the page names the
 *    Reply URL.
 *
 * If a private key was used, every failure comes out after a fixed delay.
 * @throws ProblemResponse
 */
export function rejecting(
  deps: AssertionConsumerDependencies,
  posted: PostedResponse,
  signIn: () => Promise<Answer>,
): Promise<Answer> {
  return delayFailure(deps.clock ?? systemMonotonicClock, posted.keyUse, async () => {
    try {
      return await signIn();
    } catch (error) {
      if (error instanceof Rejection) return await answerRejection(deps, posted, error);
      throw error;
    }
  });
}

async function answerRejection(
  deps: AssertionConsumerDependencies,
  posted: PostedResponse,
  rejection: Rejection,
): Promise<Answer> {
  const { request, location, relayState, inResponseTo } = posted;
  const { tenant } = rejection.by;
  // Of a message that was not verified, the flow that it claims to answer: only a label for the log.
  const flow = rejection.by.flow ?? answeredFlowId(inResponseTo ?? '');
  const dropped =
    rejection.problem.code === 'flow-other-browser' ? await answerDroppedFlow(deps, posted, flow) : undefined;
  if (dropped !== undefined && 'ledOn' in dropped) return dropped.ledOn;
  const test = await answerUnsolicitedTest(deps, posted, rejection);
  if (test !== undefined) return test;

  const problem = dropped?.problem ?? problemToShow(posted, rejection);
  const restarted = wasRestarted(request.cookies, location.site.app.id, location.tenant);
  const launch = initiationOf(inResponseTo, restarted);
  await recordRejection(deps.rejections, posted, problem, { tenant, flow, launch });
  const administrationHref = setupHrefOf(posted);
  const startAgain =
    dropped?.startAgainHref ?? (await startAgainHref(deps, posted, problem, { tenant, flow }));
  const isActive = tenant !== undefined && acceptsSignIns(location.site.app, tenant);
  throw new ProblemResponse(problem, {
    launch,
    grace: isActive ? gracePeriodAt(tenant.connection, request.receivedAt) : undefined,
    ...defined({
      flow,
      // Where the address names no tenant, for the log line: only what this tenant's directory signed.
      tenant: problem.authenticated ? tenant?.id : undefined,
      signOutAction: isBesideSession(problem) ? signOutPathTo(itemOf(location, relayState)) : undefined,
      tryAgainHref: administrationHref ?? startAgain,
      anotherAccountHref:
        administrationHref === undefined && hasAnotherAccount(problem)
          ? anotherAccountHref(location, startAgain)
          : undefined,
    }),
  });
}

/** Whether the session of another person runs in this browser: the page offers to end it. */
function isBesideSession({ code }: Problem): boolean {
  return code === 'session-of-another-person' || code === 'reauthentication-other-person';
}

/** Whether another account of the person may be the right one: the directory chose this one by itself. */
function hasAnotherAccount({ code }: Problem): boolean {
  return code === 'user-unknown' || code === 'user-not-active' || code === 'user-other-identity';
}

/** A signed message at a wrong address has that problem, whatever else is wrong with it. */
function problemToShow({ request, location, mistaken }: PostedResponse, { problem }: Rejection) {
  const isSentElsewhere = mistaken !== undefined && problem.authenticated;
  return isSentElsewhere ? mistakenReplyUrlProblem(location, mistaken, request) : problem;
}
