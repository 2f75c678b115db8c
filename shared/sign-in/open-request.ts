import type { FlowId } from '../ids/flow-id.ts';
import { hashOfSecret } from '../ids/secret.ts';
import { Problem } from '../problems/problem.ts';
import type { Flow } from './flow.ts';

/** Why the store would not spend a request. */
export function whyNotOpen(flow: Flow | undefined, id: FlowId, now: Date): Problem {
  if (flow === undefined) return new Problem('flow-unknown', { actual: id });
  if (flow.state !== 'requested') return new Problem('flow-spent', { actual: id });
  if (flow.expiresAt <= now) {
    return new Problem('flow-expired', {
      expected: `by ${flow.expiresAt.toISOString()}`,
      actual: now.toISOString(),
    });
  }
  return new Problem('flow-other-browser', { expected: `the cookie of ${id}` });
}

/**
 * Looks ahead at what the one write will decide: throws where `flow`, as it is now, is no open request of this
 * browser.
 */
export function requireOpenRequest(
  flow: Flow | undefined,
  id: FlowId,
  browserSecret: string | undefined,
  now: Date,
): void {
  const isOpen = flow?.state === 'requested' && flow.expiresAt > now;
  const isOfThisBrowser =
    isOpen && browserSecret !== undefined && flow.browserHash === hashOfSecret(browserSecret);
  if (!isOfThisBrowser) throw whyNotOpen(flow, id, now);
}
