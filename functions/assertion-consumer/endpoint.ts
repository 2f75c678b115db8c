import {
  type EndpointOptions,
  endpoint,
  type LambdaHandler,
  type RouteHandler,
} from '../../shared/endpoint/endpoint.ts';
import { ProblemResponse } from '../../shared/endpoint/problem-response.ts';
import type { Answer } from '../../shared/http/answer.ts';
import { readSamlForm } from '../../shared/http/form.ts';
import { answeredFlowId } from '../../shared/ids/flow-id.ts';
import { newSecret } from '../../shared/ids/secret.ts';
import { defined } from '../../shared/objects/defined.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { readMessage } from '../../shared/saml/inbound/response.ts';
import { attributeOf } from '../../shared/saml/inbound/xml/element.ts';
import { readFlowCookie } from '../../shared/sign-in/browser/flow-cookie.ts';
import { wasRestarted } from '../../shared/sign-in/browser/restart-cookie.ts';
import { signOutPathTo } from '../../shared/sign-in/browser/sign-out-path.ts';
import { contentKeyOf } from '../../shared/sign-in/content-key.ts';
import { initiationOf, isSolicited } from '../../shared/sign-in/initiation.ts';
import { flowIdOf } from '../../shared/sign-in/sign-in.ts';
import { type CertificateGracePeriod, gracePeriodAt } from '../../shared/tenants/certificate-grace-period.ts';
import { problemContextOf, requireTenant } from '../location.ts';
import { askBeforeReplacing } from './ask-before-replacing.ts';
import { answerDroppedFlow } from './dropped-flow.ts';
import { delayFailure, systemMonotonicClock, watchKeyUse } from './failure-delay.ts';
import type { AssertionConsumerDependencies, PostedResponse } from './posted-response.ts';
import { mistakenReplyUrlProblem, resolvePostTarget } from './posted-to.ts';
import { recordRejection } from './record-rejection.ts';
import { rejectedMessage } from './rejected-message.ts';
import { restartSignIn } from './restart-sign-in.ts';
import { signInAsVerified } from './sign-in-as-verified.ts';
import { itemOf, startAgainHref } from './start-again.ts';
import { startSession } from './start-session.ts';
import { answerFailure } from './test/failed-test.ts';
import { answerTest } from './test/test-answer.ts';
import { answerUnsolicitedTest, rememberingRead, testDraftBestEffort } from './test/unsolicited-test.ts';
import { verifyMessage } from './verify-message.ts';

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
 * POST of a SAML response: to the Reply URL (the ACS), or to an address that was entered in its place, where nobody is
 * signed in. The message is read before the tenant is looked for: what is no Response
 * costs no read, and is answered alike whether or not there is such a tenant. One read of the tenant (none
 * while it is cached and the message is its directory's), one of the user with the tenant as it is then, and the one
 * write that makes the session; the same browser that posts the same answer again within 30 seconds gets that session,
 * with one read more. Where the assertion is encrypted and the tenant takes such, also one use of each of our
 * keys, at most two, and every failure from there on is answered at a fixed time.
 */
function assertionConsumerHandler(deps: AssertionConsumerDependencies): RouteHandler {
  return async (request) => {
    const { location, mistaken } = resolvePostTarget(deps.sites, request);
    const { samlResponse, relayState } = readSamlForm(request);
    const posted = { request, samlResponse, relayState };
    const unverified = readMessage(samlResponse);
    if (unverified.kind === 'failed') return answerFailure(deps, { ...posted, location }, unverified);
    const named = requireTenant(location);
    const arrival = {
      ...posted,
      location: named,
      unverified,
      ...defined({ mistaken }),
    };
    const { decryptionKeys, random, clock = systemMonotonicClock } = deps;
    // At an address that was entered in place of the Reply URL no key of ours is used, and no refusal waits.
    if (unverified.kind === 'plain' || mistaken !== undefined || decryptionKeys === undefined) {
      return verifyAndSignIn(deps, arrival);
    }
    const keyUse = watchKeyUse(decryptionKeys);
    const contentKey = contentKeyOf(unverified.encryptedAssertion, keyUse.keys, random);
    return delayFailure(clock, keyUse, () => verifyAndSignIn(deps, { ...arrival, contentKey, keyUse }));
  };
}

async function verifyAndSignIn(deps: AssertionConsumerDependencies, posted: PostedResponse): Promise<Answer> {
  const { request, location, unverified } = posted;
  // Until the message is believed, the flow that it claims to answer: a label for the log and no more.
  const inResponseTo = attributeOf(unverified.response, 'InResponseTo');
  const tested = await answerTest(deps, posted, inResponseTo);
  if (tested !== undefined) return tested;
  let flow = answeredFlowId(inResponseTo ?? '');
  const { tenants, lastRead, lastJudged } = rememberingRead(deps.tenants);
  const restarted = wasRestarted(request.cookies, location.site.app.id, location.tenant);
  try {
    const first = await verifyMessage(tenants, posted);
    const { tenant, accepted } = first;
    if (posted.mistaken !== undefined) throw mistakenReplyUrlProblem(location, posted.mistaken, request);
    if (!isSolicited(accepted.confirmation.inResponseTo)) await testDraftBestEffort(deps, posted, tenant);
    if (accepted.disclosed) flow = flowIdOf(accepted);
    const idpInitiated = location.site.app.idpInitiated && deps.limits?.takesUnsolicited !== false;
    if (idpInitiated && !isSolicited(accepted.confirmation.inResponseTo)) {
      await askBeforeReplacing(deps, posted, first);
    }
    const { verified, outcome } = await signInAsVerified({ ...deps, tenants }, posted, first, {
      idpInitiated,
      maximumSessionSeconds: deps.limits?.maximumSessionSeconds,
      browserSecretOf: (id) => readFlowCookie(request.cookies, id)?.secret,
      wasRestarted: restarted,
      unsolicitedSecret: newSecret(deps.random),
      now: request.receivedAt,
    });
    return outcome.kind === 'unsolicited'
      ? restartSignIn(posted)
      : await startSession(deps, posted, verified, outcome);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const dropped =
      error.code === 'flow-other-browser' ? await answerDroppedFlow(deps, posted, flow) : undefined;
    if (dropped !== undefined && 'ledOn' in dropped) return dropped.ledOn;
    // Whatever else does not fit in what the directory signed: the address that it sends to comes first.
    const isSentElsewhere = posted.mistaken !== undefined && error.authenticated;
    const problem = isSentElsewhere
      ? mistakenReplyUrlProblem(location, posted.mistaken, request)
      : (dropped?.problem ?? error);
    const launch = initiationOf(inResponseTo, restarted);
    if (!error.authenticated && !isSolicited(inResponseTo)) {
      const arrived = await answerUnsolicitedTest(deps, posted, lastRead());
      if (arrived !== undefined) return arrived;
    }
    const message = () => rejectedMessage(deps, posted, problem);
    await recordRejection(deps.rejections, posted, problem, { tenant: lastJudged(), flow, launch, message });
    const grace = gracePeriodNow(deps, posted);
    const jobs =
      problem.code === 'session-of-another-person'
        ? { signOutAction: signOutPathTo(itemOf(location, posted.relayState)) }
        : {};
    const startAgain =
      dropped?.startAgainHref ??
      (await startAgainHref(deps, posted, problem, { tenant: lastJudged(), flow, inResponseTo }));
    const again = startAgain === undefined ? {} : { tryAgainHref: startAgain };
    throw new ProblemResponse(problem, {
      ...defined({ flow }),
      launch,
      grace,
      ...jobs,
      ...again,
    });
  }
}

/** The certificate grace period of the tenant as it was verified, for the log. No request. */
function gracePeriodNow(
  { tenants }: AssertionConsumerDependencies,
  { request, location }: PostedResponse,
): CertificateGracePeriod | undefined {
  const tenant = tenants.peekCached(location.site.app.id, location.tenant);
  return tenant && gracePeriodAt(tenant.connection, request.receivedAt);
}
