import { expect } from 'vitest';
import { Problem } from '../../shared/problems/problem.ts';
import { secretOfAnswer } from '../../shared/sign-in/same-sign-in.ts';
import { findSession } from '../../shared/sign-in/session.ts';
import { flowIdOf, type SignInAttempt, type SignInStores, signIn } from '../../shared/sign-in/sign-in.ts';
import { facts } from '../fixtures/facts.ts';
import type { Database } from '../harness/database.ts';
import { attemptOf, openRequest, storesOf, tenantWith } from './attempt.ts';

const { signInName } = facts;

/** Signs people in on the tables of a database, and says what each attempt did and why it was refused. */
export function useSignIns(database: () => Database) {
  const stores = () => storesOf(database().tables);
  const requestsOf = (attempt: SignInAttempt) =>
    database().requestsOf(() => signIn(stores(), attempt).catch(() => undefined));
  const userOf = ({ tenant }: SignInAttempt) =>
    stores().users.findBySignInName(tenant.app, tenant.id, signInName);

  /** The session that an attempt would have made. */
  const sessionOf = ({ tenant, accepted, browserSecretOf, unsolicitedSecret, now }: SignInAttempt) => {
    const flow = flowIdOf(accepted);
    const held = browserSecretOf(flow);
    const secret = held === undefined ? unsolicitedSecret : secretOfAnswer(held, flow, accepted);
    return findSession(stores(), tenant.app, { tenant: tenant.id, flow, secret }, now);
  };

  /** Why an attempt was refused, of which it says that the directory had signed it. */
  async function refusalOf(attempt: SignInAttempt, at: SignInStores = stores()): Promise<string> {
    const error: unknown = await signIn(at, attempt).then(
      () => undefined,
      (thrown) => thrown,
    );
    if (!(error instanceof Problem)) throw error ?? new Error('signed in');
    expect(error.authenticated).toBe(true);
    expect(await sessionOf(attempt)).toBeUndefined();
    return error.code;
  }

  async function solicited(user = {}, parts = {}) {
    const tenant = await tenantWith(stores(), user);
    const { id, browserSecret } = await openRequest(stores(), tenant);
    return attemptOf(tenant, id, { [id]: browserSecret }, parts);
  }

  return { stores, requestsOf, userOf, sessionOf, refusalOf, solicited };
}
