import type { Step } from '../../shared/endpoint/endpoint.ts';
import { Refusal } from '../../shared/endpoint/problem-response.ts';
import type { Answer } from '../../shared/http/answer.ts';
import { readSamlForm } from '../../shared/http/form.ts';
import { answeredFlowId } from '../../shared/ids/flow-id.ts';
import { newSecret } from '../../shared/ids/secret.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { readMessage } from '../../shared/saml/inbound/response.ts';
import { attributeOf } from '../../shared/saml/inbound/xml/element.ts';
import { readFlowCookie } from '../../shared/sign-in/browser/flow-cookie.ts';
import { wasRestarted } from '../../shared/sign-in/browser/restart-cookie.ts';
import { signOutPathTo } from '../../shared/sign-in/browser/sign-out-path.ts';
import { contentKeyOf } from '../../shared/sign-in/content-key.ts';
import { isSolicited, launchOf } from '../../shared/sign-in/initiation.ts';
import { flowOf } from '../../shared/sign-in/sign-in.ts';
import { type Grace, graceAt } from '../../shared/tenants/certificate-grace-period.ts';
import { requireTenantName } from '../location.ts';
import { askBeforeReplacing } from './ask-before-replacing.ts';
import { answerDroppedFlow } from './dropped-flow.ts';
import { failSteadily, systemPace, watchUse } from './failure-delay.ts';
import type { Arrival, AssertionConsumerPorts } from './posted-response.ts';
import { mistakenReplyUrl, postedTo } from './posted-to.ts';
import { recordRefusal } from './record-rejection.ts';
import { refusedMessage } from './rejected-message.ts';
import { restartSignIn } from './restart-sign-in.ts';
import { signInAsJudged } from './sign-in-as-verified.ts';
import { itemOf, startAgainHref } from './start-again.ts';
import { letIn } from './start-session.ts';
import { answerFailure } from './test/failed-test.ts';
import { answerTest } from './test/test-answer.ts';
import { answerUnsolicitedTest, rememberingRead, tryBesides } from './test/unsolicited-test.ts';
import { judgeMessage } from './verify-message.ts';

/**
 * POST of a SAML response: to the Reply URL (the ACS), or to an address that was entered in its place, where nobody is
 * signed in. The message is read before the tenant is looked for: what is no Response
 * costs no read, and is answered alike whether or not there is such a tenant. One read of the tenant (none
 * while it is cached and the message is its directory's), one of the user with the tenant as it is then, and the one
 * write that makes the session; the same browser that posts the same answer again within 30 seconds gets that session,
 * with one read more. Where the assertion is encrypted and the tenant takes such, also one use of each of our
 * keys, at most two, and every failure from there on is answered at a fixed time.
 */
export function assertionConsumerStep(ports: AssertionConsumerPorts): Step {
  return async (request) => {
    const { location, mistaken } = postedTo(ports.sites, request);
    const { samlResponse, relayState } = readSamlForm(request);
    const posted = { request, samlResponse, relayState };
    const unverified = readOrRefuse(samlResponse);
    if (unverified instanceof Problem) return answerFailure(ports, { ...posted, location }, unverified);
    const named = requireTenantName(location);
    const arrival = {
      ...posted,
      location: named,
      unverified,
      ...(mistaken === undefined ? {} : { mistaken }),
    };
    const { decryptionKeys, random, pace = systemPace } = ports;
    // At an address that was entered in place of the Reply URL no key of ours is used, and no refusal waits.
    const isDecrypted = 'encryptedAssertion' in unverified && mistaken === undefined;
    if (!isDecrypted || decryptionKeys === undefined) {
      return judgeAndSignIn(ports, arrival);
    }
    const keyUse = watchUse(decryptionKeys);
    const contentKey = contentKeyOf(unverified.encryptedAssertion, keyUse.keys, random);
    return failSteadily(pace, keyUse, () => judgeAndSignIn(ports, { ...arrival, contentKey, keyUse }));
  };
}

function readOrRefuse(samlResponse: string): ReturnType<typeof readMessage> | Problem {
  try {
    return readMessage(samlResponse);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

async function judgeAndSignIn(ports: AssertionConsumerPorts, arrival: Arrival): Promise<Answer> {
  const { request, location, unverified } = arrival;
  // Until the message is believed, the flow that it claims to answer: a label for the log and no more.
  const inResponseTo = attributeOf(unverified.response, 'InResponseTo');
  const tested = await answerTest(ports, arrival, inResponseTo);
  if (tested !== undefined) return tested;
  let flow = answeredFlowId(inResponseTo ?? '');
  const { tenants, lastRead, lastJudged } = rememberingRead(ports.tenants);
  const restarted = wasRestarted(request.cookies, location.site.app.id, location.tenant);
  try {
    const first = await judgeMessage(tenants, arrival);
    const { tenant, accepted } = first;
    if (arrival.mistaken !== undefined) throw mistakenReplyUrl(location, arrival.mistaken, request);
    if (!isSolicited(accepted.confirmation.inResponseTo)) await tryBesides(ports, arrival, tenant);
    if (accepted.disclosed) flow = flowOf(accepted);
    const idpInitiated = location.site.app.idpInitiated && ports.limits?.takesUnsolicited !== false;
    if (idpInitiated && !isSolicited(accepted.confirmation.inResponseTo)) {
      await askBeforeReplacing(ports, arrival, first);
    }
    const { judged, outcome } = await signInAsJudged({ ...ports, tenants }, arrival, first, {
      idpInitiated,
      maximumSessionSeconds: ports.limits?.maximumSessionSeconds,
      browserSecretOf: (id) => readFlowCookie(request.cookies, id)?.secret,
      wasRestarted: restarted,
      unsolicitedSecret: newSecret(ports.random),
      now: request.receivedAt,
    });
    return outcome.kind === 'unsolicited'
      ? restartSignIn(arrival)
      : await letIn(ports, arrival, judged, outcome);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const dropped =
      error.code === 'flow-other-browser' ? await answerDroppedFlow(ports, arrival, flow) : undefined;
    if (dropped !== undefined && 'ledOn' in dropped) return dropped.ledOn;
    // Whatever else does not fit in what the directory signed: the address that it sends to comes first.
    const isSentElsewhere = arrival.mistaken !== undefined && error.authenticated;
    const problem = isSentElsewhere
      ? mistakenReplyUrl(location, arrival.mistaken, request)
      : (dropped?.problem ?? error);
    const launch = launchOf(inResponseTo, restarted);
    if (!error.authenticated && !isSolicited(inResponseTo)) {
      const arrived = await answerUnsolicitedTest(ports, arrival, lastRead());
      if (arrived !== undefined) return arrived;
    }
    const message = () => refusedMessage(ports, arrival, problem);
    await recordRefusal(ports.refusals, arrival, problem, { tenant: lastJudged(), flow, launch, message });
    const grace = graceNow(ports, arrival);
    const asks =
      problem.code === 'session-of-another-person'
        ? { signOutAction: signOutPathTo(itemOf(location, arrival.relayState)) }
        : {};
    const startAgain =
      dropped?.startAgainHref ??
      (await startAgainHref(ports, arrival, problem, { tenant: lastJudged(), flow, inResponseTo }));
    const again = startAgain === undefined ? {} : { tryAgainHref: startAgain };
    throw new Refusal(problem, { ...(flow === undefined ? {} : { flow }), launch, grace, ...asks, ...again });
  }
}

/** The grace of the tenant as it was judged, for the log. No request. */
function graceNow({ tenants }: AssertionConsumerPorts, { request, location }: Arrival): Grace | undefined {
  const tenant = tenants.remembered(location.site.app.id, location.tenant);
  return tenant && graceAt(tenant.connection, request.receivedAt);
}
