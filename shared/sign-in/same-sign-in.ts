import { createHmac } from 'node:crypto';
import type { FlowId } from '../ids/flow-id.ts';
import type { AcceptedAssertion } from '../saml/inbound/verify.ts';
import { type AccountStatus, isSessionValid } from './account-status.ts';
import type { Flow, SignedInFlow } from './flow.ts';

/** How long the same browser may post a used response again as the same sign-in, in seconds. */
export const sameSignInSeconds = 30;

/**
 * Returns the secret of the session that an answer to a request makes, base64url: HMAC-SHA-256, keyed by the flow
 * cookie's secret, over the flow and the assertion. A browser that posts one response twice (a double click, a slow
 * network) keeps one of the two answers, and it is not known which: so both name the same session. Computing
 * it takes the 256 random bits of the flow cookie, which the store does not hold and the answer removes.
 */
export function secretOfAnswer(
  browserSecret: string,
  flow: FlowId,
  { issuer, id }: Pick<AcceptedAssertion, 'issuer' | 'id'>,
): string {
  // No text of a message contains a NUL, so no two answers have the same input.
  return createHmac('sha256', browserSecret).update(`session\0${flow}\0${issuer}\0${id}`).digest('base64url');
}

/**
 * Whether `flow` is the running session of this very sign-in, spent at most {@link sameSignInSeconds} before `now`. An
 * equal hash means the same flow cookie and the same assertion, see {@link secretOfAnswer}.
 * @param status The person and the tenant as they are now: an invalid session does not count.
 */
export function isSameSignIn(
  flow: Flow | undefined,
  sessionHash: string,
  status: AccountStatus,
  now: Date,
): flow is SignedInFlow {
  return (
    flow?.state === 'signed-in' &&
    flow.sessionHash === sessionHash &&
    now.getTime() - flow.signedInAt.getTime() <= sameSignInSeconds * 1_000 &&
    isSessionValid(flow, status, now)
  );
}
