import { Problem } from '../../shared/problems/problem.ts';
import { type SignInAttempt, type SignInOutcome, signIn } from '../../shared/sign-in/sign-in.ts';
import type { CachedTenantStore } from '../../shared/tenants/store/cached-tenant-store.ts';
import type { AssertionConsumerDependencies, PostedResponse } from './posted-response.ts';
import { type VerifiedSignIn, verifyMessageFresh } from './verify-message.ts';

/** How often a message is verified whose tenant changes again and again. */
const maximumVerifications = 4;

/** A sign-in by a tenant that was still the same when the user was read. */
export interface VerifiedSignInResult {
  readonly verified: VerifiedSignIn;
  readonly outcome: Exclude<SignInOutcome, { kind: 'tenant-changed' }>;
}

/**
 * Signs in by what was verified. A remembered tenant may be a minute old: where the store has another version of it,
 * the message is verified again by that one. So a key that was retired, a connection that was replaced or a tenant that
 * was disabled a moment ago counts at once. One more read of the tenant and one of the user, and only then.
 * @throws Problem those of the verification and of `signIn`; `store-unavailable` where the tenant keeps changing
 */
export async function signInAsVerified(
  deps: Omit<AssertionConsumerDependencies, 'tenants'> & { readonly tenants: CachedTenantStore },
  posted: PostedResponse,
  first: VerifiedSignIn,
  attempt: Omit<SignInAttempt, keyof VerifiedSignIn>,
): Promise<VerifiedSignInResult> {
  let verified = first;
  for (let judgement = 1; judgement < maximumVerifications; judgement += 1) {
    const outcome = await signIn(deps, { ...attempt, ...verified });
    if (outcome.kind !== 'tenant-changed') return { verified, outcome };
    verified = await verifyMessageFresh(deps.tenants, posted);
  }
  throw Problem.authenticated('store-unavailable', { actual: 'the tenant changes again and again' });
}
