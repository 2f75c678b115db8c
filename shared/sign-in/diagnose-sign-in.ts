import type { MappedClaims } from '../claims/map-claims.ts';
import { answeredFlowId, type FlowId } from '../ids/flow-id.ts';
import { hashOfSecret } from '../ids/secret.ts';
import type { UserId } from '../ids/user-id.ts';
import { NotReached } from '../saml/inbound/check-runner.ts';
import type { MessageFacts } from '../saml/inbound/message-facts.ts';
import type { Diagnosis } from '../saml/inbound/report.ts';
import type { AcceptedAssertion } from '../saml/inbound/verify.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { UserFinder } from '../users/recognise-user.ts';
import { recogniseOrAdmit } from './bound-user.ts';
import { unlessOfEarlierTenant } from './flow.ts';
import type { FlowStore } from './flow-store.ts';
import { isSolicited } from './initiation.ts';
import { requireOpenRequest, whyNotOpen } from './open-request.ts';
import { replayProblem } from './replay.ts';
import { unmetRequirement } from './required-authentication.ts';
import { flowIdOf } from './sign-in.ts';

/** What a diagnosis reads of the stores. */
export interface SignInLookups {
  readonly users: UserFinder;
  readonly flows: Pick<FlowStore, 'find'>;
}

/** Whose sign-in is diagnosed, and when. */
export interface DiagnosedSignIn {
  readonly tenant: Tenant;
  readonly now: Date;
  /** The claims of the message, if its mapping passed. Undefined: no user would be created. */
  readonly claims?: MappedClaims | undefined;
  /** The flow cookie's secret that this browser has for a flow. Undefined: there is no browser. */
  readonly browserSecretOf?: ((flow: FlowId) => string | undefined) | undefined;
}

type Assertion = Pick<
  AcceptedAssertion,
  'id' | 'issuer' | 'confirmation' | 'nameId' | 'identity' | 'attributes' | 'disclosed'
> & { readonly authnInstant: Date | undefined };

/** Runs the checks `request` and `user`, in the order of the assertion consumer; only for what a trusted key signed. */
export async function diagnoseSignIn(
  { list, undisclosedFacts: facts, isDisclosed }: Diagnosis,
  { users, flows }: SignInLookups,
  circumstances: DiagnosedSignIn,
): Promise<void> {
  const assertion = list.authenticated ? wholeAssertion(facts, isDisclosed) : undefined;
  if (assertion === undefined) return list.complete(['request', 'user']);
  const { browserSecretOf } = circumstances;
  let recognised: UserId | undefined;
  const request = () =>
    list.ask('request', () => requireRequest(assertion, flows, circumstances, recognised));
  const user = () =>
    list.ask('user', async () => {
      const found = await recogniseOrAdmit(users, { ...circumstances, accepted: assertion });
      recognised = 'user' in found ? found.user.id : undefined;
    });
  // If the browser has the cookie, the assertion consumer decides on the request last: by the one write.
  const { inResponseTo } = assertion.confirmation;
  const answered = isSolicited(inResponseTo) ? answeredFlowId(inResponseTo) : undefined;
  const hasCookie = answered !== undefined && browserSecretOf?.(answered) !== undefined;
  for (const check of hasCookie ? [user, request] : [request, user]) await check();
}

function wholeAssertion(
  { id, issuer, confirmation, nameId, identity, authnInstant, attributes = new Map() }: MessageFacts,
  disclosed: boolean,
): Assertion | undefined {
  if (id === undefined || issuer === undefined || confirmation === undefined || nameId === undefined)
    return undefined;
  return { id, issuer, confirmation, nameId, identity, authnInstant, attributes, disclosed };
}

/**
 * @param user Undefined where the check `user` has not passed, or not run.
 * @throws Problem `flow-…`, `reauthentication-…`, `assertion-replayed`
 */
async function requireRequest(
  assertion: Assertion,
  flows: SignInLookups['flows'],
  { tenant, now, browserSecretOf }: DiagnosedSignIn,
  user: UserId | undefined,
): Promise<void> {
  const { inResponseTo } = assertion.confirmation;
  const id = flowIdOf(assertion);
  const found = await flows.find(tenant.app, tenant.id, id);
  // A used assertion stays used at every later tenant of the name; a request belongs to one tenant only.
  const flow = isSolicited(inResponseTo) ? unlessOfEarlierTenant(found, tenant) : found;
  if (browserSecretOf !== undefined) {
    const secret = browserSecretOf(id);
    const browserHash = secret === undefined ? undefined : hashOfSecret(secret);
    const answer = { authenticatedAt: assertion.authnInstant, user, browserHash, now };
    if (isSolicited(inResponseTo)) requireOpenRequest(flow, id, answer);
    else if (flow !== undefined) throw replayProblem(assertion);
    return;
  }
  // A captured message may have used its request itself, or the request may have been deleted since.
  if (flow === undefined && isSolicited(inResponseTo)) throw new NotReached();
  const isItsOwn = flow === undefined || (flow.state !== 'requested' && flow.assertionId === assertion.id);
  if (isItsOwn) return;
  if (flow.state !== 'requested' || flow.expiresAt <= now) throw whyNotOpen(flow, id, now);
  // Whose answer it is, the check `user` finds only afterwards.
  const unmet = unmetRequirement(flow, {
    authenticatedAt: assertion.authnInstant,
    user: flow.reauthenticates,
    now,
  });
  if (unmet !== undefined) throw unmet;
}
