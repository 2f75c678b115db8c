import { redactAddresses, redactSignInName } from '../../../shared/observability/redact.ts';
import type { TestResult } from '../../../shared/tenants/draft/test-result.ts';

/**
 * `result` without who it was about, as the list of sign-ins has it: what a draft keeps of a colleague who signs in and
 * tests nothing. The names of claims stay, no value does.
 */
export function maskTest({ checks, nameId, claims, user, ...result }: TestResult): TestResult {
  return {
    ...result,
    checks: checks.map(({ problem, ...check }) =>
      problem === undefined
        ? check
        : { ...check, problem: { ...problem, actual: problem.actual && redactAddresses(problem.actual) } },
    ),
    nameId: nameId && redactSignInName(nameId),
    claims: claims.map(({ name }) => ({ name, value: '…' })),
    user: user && { ...user, signInName: user.signInName && redactSignInName(user.signInName) },
  };
}
