import { answeredFlowId, type FlowId, unsolicitedFlowId } from '../ids/flow-id.ts';
import { hashOfSecret } from '../ids/secret.ts';
import { defined } from '../objects/defined.ts';
import { Problem } from '../problems/problem.ts';
import { acceptedUntil } from '../saml/inbound/assertion/clock-skew.ts';
import type { AcceptedAssertion } from '../saml/inbound/verify.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { recogniseUser, type UserFinder } from '../users/recognise-user.ts';
import type { User } from '../users/user.ts';
import type { UserStore } from '../users/user-store.ts';
import type { AccountStatusStore, TenantStatus } from './account-status.ts';
import { unlessOfEarlierTenant } from './flow.ts';
import type { CompletedSignIn, FlowStore } from './flow-store.ts';
import { initiationOf, isSolicited } from './initiation.ts';
import { requireOpenRequest, whyNotOpen } from './open-request.ts';
import { responseProfileOf } from './response-profile.ts';
import { isSameSignIn, secretOfAnswer } from './same-sign-in.ts';

/** The stores that a sign-in reads and writes. */
export interface SignInStores {
  readonly users: UserStore;
  readonly flows: FlowStore;
  readonly accountStatuses: AccountStatusStore;
}

/** One accepted assertion on its way to a session. */
export interface SignInAttempt {
  /** As it was when it verified the message; it may have been remembered since. */
  readonly tenant: Tenant;
  /** Its version in the store. Undefined counts as another than the one of now. */
  readonly tenantVersion: number | undefined;
  readonly accepted: AcceptedAssertion;
  /** Whether the app lets an unsolicited response sign in. */
  readonly idpInitiated: boolean;
  /** No session is longer; default: what the tenant says. */
  readonly maximumSessionSeconds?: number | undefined;
  /** The flow cookie's secret that this browser has for a flow, if it has one. */
  readonly browserSecretOf: (flow: FlowId) => string | undefined;
  /** Whether this browser has just been sent on to a sign-in of our own. Default false. */
  readonly wasRestarted?: boolean;
  /** The secret of a session that answers no request. Of one that does, see `secretOfAnswer`. */
  readonly unsolicitedSecret: string;
  readonly now: Date;
}

/** A session, and what its browser is to be given. */
export interface NewSession {
  readonly signIn: CompletedSignIn;
  readonly sessionSecret: string;
  readonly returnTo?: string;
  /**
   * Whether the session was there: the same browser had posted the same response a moment ago, or its write was tried
   * twice.
   */
  readonly repeated: boolean;
}

/**
 * Somebody is signed in; or the response was unsolicited where only we may start a sign-in; or the tenant has changed
 * since it verified the message, which is to be verified again. Only the first has written anything.
 */
export type SignInOutcome =
  | ({ readonly kind: 'signed-in' } & NewSession)
  | { readonly kind: 'tenant-changed' }
  | { readonly kind: 'unsolicited' };

/** The flow that an accepted assertion belongs to: the request it answers, or itself. */
export function flowIdOf(accepted: Pick<AcceptedAssertion, 'confirmation' | 'issuer' | 'id'>): FlowId {
  const { inResponseTo } = accepted.confirmation;
  if (!isSolicited(inResponseTo)) return unsolicitedFlowId(accepted.issuer, accepted.id);
  const id = answeredFlowId(inResponseTo);
  if (id === undefined) throw Problem.authenticated('flow-unknown', { actual: inResponseTo });
  return id;
}

/**
 * The second half of the ACS, from the accepted assertion to the session: the flow, the user, and the one
 * write that spends the flow and makes the session together, or changes nothing. A browser that posts the answer to
 * its request again within `sameSignInSeconds` gets the session that runs: one read more.
 * @throws Problem `flow-…`, `assertion-replayed`, `user-…`, all `authenticated`
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
  const user = await userOf(stores.users, attempt, status.user, async (unbound) => {
    const flow = await findFlow();
    if (browserSecret === undefined) {
      if (flow !== undefined) throw replayProblem(accepted);
    } else if (
      !isSameSignIn(unlessOfEarlierTenant(flow, tenant), sessionHash, { ...status, user: unbound }, now)
    ) {
      requireOpenRequest(unlessOfEarlierTenant(flow, tenant), id, browserSecret, now);
    }
  });
  const signIn = signInOf(id, user, sessionHash, attempt);
  if (browserSecret === undefined) {
    if (!(await stores.flows.signInUnsolicited(signIn))) throw replayProblem(accepted);
    return { kind: 'signed-in', signIn, sessionSecret, repeated: false };
  }
  const spent = await stores.flows.signInSolicited(signIn, hashOfSecret(browserSecret), now);
  if ('refused' in spent) throw whyNotOpen(unlessOfEarlierTenant(spent.refused, tenant), id, now);
  const { session, isNew } = spent;
  const known = unlessOfEarlierTenant(session, tenant);
  if (!isNew && !isSameSignIn(known, sessionHash, { ...status, user }, now)) {
    throw whyNotOpen(known, id, now);
  }
  return {
    kind: 'signed-in',
    signIn: isNew ? signIn : { ...session, launch: session.launch ?? signIn.launch },
    sessionSecret,
    repeated: !isNew,
    ...defined({ returnTo: session.returnTo }),
  };
}

/** The refusal of an assertion that was spent before. */
export function replayProblem({ id }: Pick<AcceptedAssertion, 'id'>): Problem {
  return new Problem('assertion-replayed', { actual: id });
}

/**
 * Whether the tenant of now is the very one that verified: what changed since may be a key, a state or a generation.
 */
function isAsVerified({ tenant, tenantVersion }: SignInAttempt, current: TenantStatus | undefined): boolean {
  const isSameLife = current?.createdAt.getTime() === tenant.createdAt.getTime();
  return isSameLife && current.isOpen && current.version === tenantVersion;
}

/** How often a user is looked up who is changed at the same moment. */
const bindingAttempts = 3;

/**
 * The user, bound to the identity at a first sign-in; but to none by a message that cannot be spent. Where the user
 * changed between read and write, the user of now decides.
 * @param named The user of the message's sign-in name, read a moment ago.
 */
async function userOf(
  users: UserStore,
  { tenant, accepted, now }: SignInAttempt,
  named: User | undefined,
  lookAhead: (user: User) => Promise<void>,
): Promise<User> {
  const person = { signInName: accepted.nameId.value, identity: accepted.identity };
  let finder: UserFinder = {
    findByIdentity: users.findByIdentity,
    findBySignInName: async (app, id, signInName) =>
      signInName === person.signInName ? named : users.findBySignInName(app, id, signInName),
  };
  for (let attempt = 1; ; attempt += 1) {
    const { user, toBind } = await recogniseUser(finder, tenant.app, tenant.id, person);
    if (toBind === undefined) return user;
    if (attempt === 1) await lookAhead(user);
    if (await users.bindIdentity(user, toBind, now)) return user;
    if (attempt === bindingAttempts) {
      throw new Problem('user-other-identity', { actual: `object id ${toBind.objectId}` });
    }
    finder = users;
  }
}

function signInOf(id: FlowId, user: User, sessionHash: string, attempt: SignInAttempt): CompletedSignIn {
  const { tenant, accepted, now, wasRestarted = false } = attempt;
  const { maximumSessionSeconds = Number.POSITIVE_INFINITY } = attempt;
  const { confirmation, conditions, sessionNotOnOrAfter, sessionIndex } = accepted;
  const lengthEnds = now.getTime() + Math.min(tenant.sessionLengthSeconds, maximumSessionSeconds) * 1_000;
  const sessionEnds = Math.min(lengthEnds, sessionNotOnOrAfter?.getTime() ?? Number.POSITIVE_INFINITY);
  // The item is the replay guard too: it outlives the assertion, however short the session. The Conditions end it,
  // which are a day at most; a confirmation may be dated to an end that no store can write.
  const profile = responseProfileOf(accepted);
  const assertionEnds = acceptedUntil(conditions.notOnOrAfter).getTime();
  return {
    app: tenant.app,
    tenant: tenant.id,
    id,
    tenantCreatedAt: tenant.createdAt,
    initiatedBy: isSolicited(confirmation.inResponseTo) ? 'sp' : 'idp',
    launch: initiationOf(confirmation.inResponseTo, wasRestarted),
    signedInAt: now,
    sessionExpiresAt: new Date(sessionEnds),
    expiresAt: new Date(Math.max(sessionEnds, assertionEnds)),
    sessionHash,
    user: {
      id: user.id,
      signInName: user.signInName,
      ...defined({ displayName: user.displayName }),
    },
    // Of the user and the tenant as they were read: what ends their sessions from then on ends this one.
    ...defined({ userGeneration: user.sessionGeneration, tenantGeneration: tenant.sessionGeneration }),
    issuer: accepted.issuer,
    assertionId: accepted.id,
    nameId: accepted.disclosed ? accepted.nameId.value : user.signInName,
    ...defined({ sessionIndex, shape: profile }),
  };
}
