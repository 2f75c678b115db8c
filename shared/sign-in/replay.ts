import { Problem } from '../problems/problem.ts';
import type { AcceptedAssertion } from '../saml/inbound/verify.ts';

/**
 * Decides whether an unsolicited assertion is new: the condition of the one write that makes its session. The key of
 * that item is made of app, tenant, issuer and Assertion ID (`unsolicitedFlowId`), and the item outlives the assertion.
 * An answer to a request is used once with its request, see `openRequestCondition`.
 */
export const unusedAssertionCondition = 'attribute_not_exists(#partitionKey)';

/** Returns the problem of an unsolicited assertion that was used before. */
export function replayProblem({ id }: Pick<AcceptedAssertion, 'id'>): Problem {
  return new Problem('assertion-replayed', { actual: id });
}
