import type { Problem, ProblemCode } from '../problems/problem.ts';
import type { ProblemClass } from '../problems/problem-kind.ts';
import type { MetricName } from './metric-names.ts';

/** The one code of every failure between the wrapped key and the signature in the plaintext. */
export const failedDecryption = 'decryption-failed' satisfies ProblemCode;

/** The fields of a decision that determine its metrics. */
export type CountedDecision =
  | { readonly event: 'sign-in.accepted' }
  | { readonly event: 'sign-in.refused' | 'request.refused'; readonly problem: Problem };

const refusedAs: Readonly<Record<ProblemClass, MetricName>> = {
  configuration: 'RefusedConfiguration',
  expiry: 'RefusedExpiry',
  attack: 'RefusedAttack',
  person: 'RefusedPerson',
  fault: 'RefusedFault',
};

/** The codes of problems with a signature, its key or its certificate; the runbook's query has the same pattern. */
export const signatureCodes = /^(signature|key|certificate)-/;

/**
 * Returns the metrics that a decision counts in. An accepted sign-in counts in none: a filter counts its log line
 * (`infra/constructs/accepted-sign-ins.ts`), for it is most of what is logged. An expired message does not count as a
 * signature problem: it was signed correctly.
 */
export function metricsOf(decision: CountedDecision): readonly MetricName[] {
  if (decision.event === 'sign-in.accepted') return [];
  const { code, kind } = decision.problem;
  const metrics: MetricName[] = decision.event === 'sign-in.refused' ? [refusedAs[kind.class]] : [];
  if (code === 'assertion-replayed') metrics.push('Replays');
  if (code === failedDecryption) metrics.push('FailedDecryptions');
  if (signatureCodes.test(code) && kind.class !== 'expiry') metrics.push('SignatureFailures');
  return metrics;
}
