import type { ClaimMapping } from '../claims/claim-mapping.ts';
import { mapClaims } from '../claims/map-claims.ts';
import { answeredFlowId, type FlowId, unsolicitedFlowId } from '../ids/flow-id.ts';
import { hashOfSecret } from '../ids/secret.ts';
import { defined } from '../objects/defined.ts';
import type { Authorization } from '../openid/authorization.ts';
import { Problem } from '../problems/problem.ts';
import type { AcceptedAssertion } from '../saml/inbound/verify.ts';
import type { User } from '../users/user.ts';
import type { UserStore } from '../users/user-store.ts';
import type { AccountStatusStore, TenantStatus } from './account-status.ts';
import { authenticationOf } from './authentication.ts';
import { findBoundUser } from './bound-user.ts';
import { completedSignIn, type SessionSource } from './complete-sign-in.ts';
import { type Flow, unlessOfEarlierTenant } from './flow.ts';
import type { CompletedSignIn, FlowStore } from './flow-store.ts';
import { codeSecretOfSignIn } from './grant/code-of-sign-in.ts';
import { isSolicited } from './initiation.ts';
import { requireMultiFactor } from './multi-factor.ts';
import { requireOpenRequest, whyNotOpen } from './open-request.ts';
import { replayProblem } from './replay.ts';
import { isSameSignIn, secretOfAnswer } from './same-sign-in.ts';

/** The stores that a sign-in reads and writes. */
export interface SignInStores {
  readonly users: UserStore;
  readonly flows: FlowStore;
  readonly accountStatuses: AccountStatusStore;
}

/** An accepted assertion that a person signs in with. */
export interface SignInAttempt extends SessionSource {
  /** The version in the store of the tenant that verified the message. Undefined counts as outdated. */
  readonly tenantVersion: number | undefined;
  /** What the application gets, by the rules of the tenant that verified the message. Default: nothing. */
  readonly claimMapping?: ClaimMapping;
  /** Whether an unsolicited response may sign in. */
  readonly idpInitiated: boolean;
  /** Returns the secret of this browser's flow cookie for a flow, if it has one. */
  readonly browserSecretOf: (flow: FlowId) => string | undefined;
  /** Whether an OpenID client waits for a code of a flow, as this browser's cookie says. Default: none does. */
  readonly wantsCode?: (flow: FlowId) => boolean;
  /** The session secret of an unsolicited response. That of an answer is `secretOfAnswer`. */
  readonly unsolicitedSecret: string;
}

/** A session, and what its browser gets. */
export interface NewSession {
  readonly signIn: CompletedSignIn;
  readonly sessionSecret: string;
  readonly returnTo?: string;
  /** The request of an OpenID client that this sign-in answers. Never of an unsolicited one. */
  readonly authorization?: Authorization;
  /** Whether this sign-in created the user. */
  readonly isNewUser: boolean;
  /**
   * Whether the session existed already: the same browser posted the same response a moment ago, or the write was tried
   * twice.
   */
  readonly repeated: boolean;
}

/**
 * `signed-in`: the person has a session. `tenant-changed`: the tenant changed after it verified the message, which must
 * be verified again; nothing was written. `unsolicited`: an unsolicited response may not sign in here; nothing was
 * written.
 */
export type SignInOutcome =
  | ({ readonly kind: 'signed-in' } & NewSession)
  | { readonly kind: 'tenant-changed' }
  | { readonly kind: 'unsolicited' };

/**
 * Signs in the person of an accepted assertion: the second half of the assertion consumer. It looks up the user and
 * makes the session by one write, which also uses up the request or the assertion. Either all of that happens or
 * nothing.
 *
 * | refused because of | decided by | problem |
 * |---|---|---|
 * | an unknown or inactive user, another identity | `recogniseUser` | `user-…` |
 * | a person whom the tenant does not admit, or who was removed | `newcomerOf`, `UserStore.admit` | `user-not-entitled`, `user-removed` |
 * | no evidence of several factors where the tenant requires it | `requireMultiFactor` | `multi-factor-missing` |
 * | a required claim that is missing, several values for one, a link to groups, too many claims | `mapClaims` | `claim-…`, `claims-too-large` |
 * | a missing flow cookie | the lookup of the cookie, before any write | `flow-other-browser` |
 * | another browser's cookie, an expired or used request | `openRequestCondition`, in the one write | `flow-…` |
 * | an authentication that is older than the request allows, another person where a session was to be renewed | `requiredAuthenticationCondition`, in the one write | `reauthentication-…` |
 * | an unsolicited assertion that was used before | `unusedAssertionCondition`, in the one write | `assertion-replayed` |
 *
 * A browser that posts the same answer again within `sameSignInSeconds` gets the running session, by one more read.
 * @throws Problem, always `authenticated`
 */
export async function signIn(stores: SignInStores, attempt: SignInAttempt): Promise<SignInOutcome> {
  try {
    return await attemptSignIn(stores, attempt);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const problem = error.afterVerification();
    throw attempt.accepted.disclosed ? problem : problem.withoutFacts();
  }
}

async function attemptSignIn(stores: SignInStores, attempt: SignInAttempt): Promise<SignInOutcome> {
  const { tenant, accepted, now } = attempt;
  const id = flowIdOf(accepted);
  const solicited = isSolicited(accepted.confirmation.inResponseTo);
  if (!solicited && !attempt.idpInitiated) return { kind: 'unsolicited' };

  const findFlow = () => stores.flows.find(tenant.app, tenant.id, id);
  const browserSecret = solicited ? attempt.browserSecretOf(id) : undefined;
  if (solicited && browserSecret === undefined) {
    throw whyNotOpen(unlessOfEarlierTenant(await findFlow(), tenant), id, now);
  }
  const sessionSecret =
    browserSecret === undefined ? attempt.unsolicitedSecret : secretOfAnswer(browserSecret, id, accepted);
  const sessionHash = hashOfSecret(sessionSecret);
  const status = await stores.accountStatuses.find(tenant.app, tenant.id, accepted.nameId.value);
  if (!isAsVerified(attempt, status.tenant)) return { kind: 'tenant-changed' };
  // Before anything is written: a message without evidence or a required claim must not bind the user either.
  requireMultiFactor(tenant, accepted);
  const claims = mapClaims(attempt.claimMapping ?? [], accepted.attributes);
  const person = { ...attempt, claims, named: status.user };
  const { authenticatedAt } = authenticationOf(accepted);
  const answerBy = (user: User | undefined) => ({
    authenticatedAt,
    user: user?.id,
    browserHash: browserSecret && hashOfSecret(browserSecret),
    now,
  });
  const { user, isNew: isNewUser } = await findBoundUser(stores.users, person, async (unbound) => {
    const flow = await findFlow();
    if (browserSecret === undefined) {
      if (flow !== undefined) throw replayProblem(accepted);
    } else if (unbound === undefined && isMadeBy(flow, sessionHash)) {
      // The first of two posts has created the user in the meantime; the write below tells whether it counts.
    } else if (
      !isSameSignIn(unlessOfEarlierTenant(flow, tenant), sessionHash, { ...status, user: unbound }, now)
    ) {
      requireOpenRequest(unlessOfEarlierTenant(flow, tenant), id, answerBy(unbound));
    }
  });
  const completed = completedSignIn(id, user, claims, sessionHash, attempt);
  const wantsCode = browserSecret !== undefined && attempt.wantsCode?.(id) === true;
  const codeHash = wantsCode ? hashOfSecret(codeSecretOfSignIn(sessionSecret, id)) : undefined;
  const signIn = { ...completed, ...defined({ codeHash }) };
  if (browserSecret === undefined) {
    if (!(await stores.flows.signInUnsolicited(signIn))) throw replayProblem(accepted);
    return { kind: 'signed-in', signIn, sessionSecret, isNewUser, repeated: false };
  }
  const spent = await stores.flows.signInSolicited(signIn, hashOfSecret(browserSecret), now);
  if ('refused' in spent) {
    throw whyNotOpen(unlessOfEarlierTenant(spent.refused, tenant), id, now, answerBy(user));
  }
  const { session, isNew } = spent;
  const known = unlessOfEarlierTenant(session, tenant);
  if (!isNew && !isSameSignIn(known, sessionHash, { ...status, user }, now)) {
    throw whyNotOpen(known, id, now);
  }
  return {
    kind: 'signed-in',
    signIn: isNew ? signIn : { ...session, launch: session.launch ?? signIn.launch },
    sessionSecret,
    isNewUser,
    repeated: !isNew,
    ...defined({ returnTo: session.returnTo, authorization: session.authorization }),
  };
}

/** Whether this answer made the session of a flow: an equal hash means the same browser and the same assertion. */
function isMadeBy(flow: Flow | undefined, sessionHash: string): boolean {
  return flow?.state === 'signed-in' && flow.sessionHash === sessionHash;
}

/** Whether the tenant is still the version that verified the message: its keys or state may have changed. */
function isAsVerified({ tenant, tenantVersion }: SignInAttempt, current: TenantStatus | undefined): boolean {
  const isSameLife = current?.createdAt.getTime() === tenant.createdAt.getTime();
  return isSameLife && current.isOpen && current.version === tenantVersion;
}

/**
 * Returns the flow of an accepted assertion: the request that it answers, or its own if it is unsolicited.
 * @throws Problem `flow-unknown` where InResponseTo is no id of a request
 */
export function flowIdOf(accepted: Pick<AcceptedAssertion, 'confirmation' | 'issuer' | 'id'>): FlowId {
  const { inResponseTo } = accepted.confirmation;
  if (!isSolicited(inResponseTo)) return unsolicitedFlowId(accepted.issuer, accepted.id);
  const id = answeredFlowId(inResponseTo);
  if (id === undefined) throw Problem.authenticated('flow-unknown', { actual: inResponseTo });
  return id;
}
