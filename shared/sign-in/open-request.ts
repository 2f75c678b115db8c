import type { FlowId } from '../ids/flow-id.ts';
import { Problem } from '../problems/problem.ts';
import type { Flow } from './flow.ts';
import {
  type AnsweringSignIn,
  requiredAuthenticationCondition,
  unmetRequirement,
} from './required-authentication.ts';

/** A sign-in that answers a request, and the browser that posts it. */
export interface RequestAnswer extends AnsweringSignIn {
  /** SHA-256 of the flow cookie's secret. Undefined: this browser has no cookie of the flow. */
  readonly browserHash: string | undefined;
}

/**
 * Decides whether a request may still be answered: the condition of the one write that uses it up and makes the
 * session, in the terms of the table `flows`. Of any number of answers at the same time, one write succeeds. If it does
 * not hold, {@link whyNotOpen} names the reason:
 *
 * | condition | decides about | problem |
 * |---|---|---|
 * | `#state = :requested` | replay: a request is answered once | `flow-spent` |
 * | `#browserHash = :browserHash` | wrong browser: the flow cookie is from the browser that began | `flow-other-browser` |
 * | `#expiresAt > :now` | expired request, whether or not it has been deleted | `flow-expired` |
 * | `#tenantCreatedAt = :tenantCreatedAt` | wrong tenant: a request of an earlier tenant of the name | `flow-unknown` |
 * | `requiredAuthenticationCondition` | an authentication that is too old, or another person's, where the request demands more | `reauthentication-…` |
 *
 * A request of the previous release does not say which tenant of the name began it.
 * @param tenantCreatedAt Undefined: not compared.
 */
export function openRequestCondition(
  answer: RequestAnswer & { readonly browserHash: string },
  tenantCreatedAt: Date | undefined,
): { readonly condition: string; readonly values: Readonly<Record<string, string | number>> } {
  const ofSameTenant =
    tenantCreatedAt === undefined
      ? ''
      : ' AND (attribute_not_exists(#tenantCreatedAt) OR #tenantCreatedAt = :tenantCreatedAt)';
  const required = requiredAuthenticationCondition(answer);
  const { browserHash, now } = answer;
  return {
    condition: `#state = :requested AND #browserHash = :browserHash AND #expiresAt > :now${ofSameTenant} AND ${required.condition}`,
    values: { requested: 'requested', browserHash, now: now.toISOString(), ...required.values },
  };
}

/**
 * Applies {@link openRequestCondition} to `flow` as it was read, before anything is written: a first sign-in must not
 * bind a person by a message that cannot be used.
 * @throws Problem as {@link whyNotOpen}
 */
export function requireOpenRequest(flow: Flow | undefined, id: FlowId, answer: RequestAnswer): void {
  const { browserHash, now } = answer;
  const isOpen = flow?.state === 'requested' && flow.expiresAt > now;
  const isOfThisBrowser = isOpen && browserHash !== undefined && flow.browserHash === browserHash;
  if (!isOfThisBrowser || unmetRequirement(flow, answer) !== undefined)
    throw whyNotOpen(flow, id, now, answer);
}

/**
 * Returns why `flow` cannot be answered in this browser. It only names the reason of a decision made elsewhere.
 * @param answer Default: none that comes from the browser of the request
 */
export function whyNotOpen(flow: Flow | undefined, id: FlowId, now: Date, answer?: RequestAnswer): Problem {
  if (flow === undefined) return new Problem('flow-unknown', { actual: id });
  if (flow.state !== 'requested') return new Problem('flow-spent', { actual: id });
  if (flow.expiresAt <= now) {
    return new Problem('flow-expired', {
      expected: `by ${flow.expiresAt.toISOString()}`,
      actual: now.toISOString(),
    });
  }
  const unmet = answer?.browserHash === flow.browserHash ? unmetRequirement(flow, answer) : undefined;
  return unmet ?? new Problem('flow-other-browser', { expected: `the cookie of ${id}` });
}
