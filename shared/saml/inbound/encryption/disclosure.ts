import { Problem } from '../../../problems/problem.ts';
import { checkAssertion } from '../assertion/assertion.ts';
import { type Expectations, requireAudience, requireRecipient } from '../assertion/conditions.ts';
import { CheckCollector, ifReached } from '../check-collector.ts';
import type { CheckName, CheckRunner } from '../checks.ts';
import type { ClaimedAssertion } from '../signature/check-signatures.ts';

/** Checks whose problems quote the assertion. What the others say stands around it, or is the tenant's own. */
const quoting: ReadonlySet<CheckName> = new Set([
  'assertion',
  'claims',
  'subject',
  'conditions',
  'authentication',
  'identity',
  'issuer',
  'audience',
  'recipient',
  'answer',
  'times',
  'request',
  'user',
]);

/**
 * Whether anything that an assertion says may be shown, logged or stored: out of a cipher text only where the
 * signature inside verified and its Recipient and Audience are this tenant's. The issuer decides nothing here: an
 * administrator types it. Outcomes (a check's name, a problem's code) are no values.
 * @param claimed `signed-inside` only after that signature verified
 */
export function isDisclosed(
  { assertion, origin }: Pick<ClaimedAssertion, 'assertion' | 'origin'>,
  expectations: Expectations,
): boolean {
  if (origin !== 'signed-inside') return origin === 'in-the-clear';
  return isMeantFor(assertion, expectations);
}

/** Whether the Audience and the Recipient of an assertion are those of `expectations`. */
export function isMeantFor(assertion: ClaimedAssertion['assertion'], expectations: Expectations): boolean {
  const { conditions, subject } = checkAssertion(assertion, new CheckCollector().check, expectations);
  const isMeant = ifReached(() => {
    requireAudience(conditions(), expectations);
    requireRecipient(subject(), expectations);
    return true;
  });
  return isMeant === true;
}

/** Takes steps as `check` does; the problems of those that quote the assertion lose their facts unless `disclosed`. */
export function redactingRunner(check: CheckRunner, disclosed: () => boolean): CheckRunner {
  return (name, step) =>
    check(name, () => {
      try {
        return step();
      } catch (error) {
        throw error instanceof Problem ? redactProblem(name, error, disclosed) : error;
      }
    });
}

/** `problem` of the check `name`, without its facts where they would quote an assertion that is not `disclosed`. */
export function redactProblem(name: CheckName, problem: Problem, disclosed: () => boolean): Problem {
  return quoting.has(name) && !disclosed() ? problem.withoutFacts() : problem;
}
