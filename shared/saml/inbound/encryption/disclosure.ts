import { Problem } from '../../../problems/problem.ts';
import { type Assertion, checkAssertion } from '../assertion/assertion.ts';
import { type Expectations, requireAudience, requireRecipient } from '../assertion/expectations.ts';
import { CheckCollector, type CheckRunner, ifReached } from '../check-runner.ts';
import { type CheckDefinition, type CheckName, checks } from '../checks.ts';
import type { ClaimedAssertion } from '../signature/check-signatures.ts';

/**
 * Whether the contents of an assertion may be shown, logged or stored. An assertion in the clear always may. A
 * decrypted one may only if the signature inside verified, and its Recipient and Audience are those of this tenant; where
 * tenants share them, its InResponseTo too. The issuer does not count, because an administrator enters it. Outcomes (the name of a check, the code of a problem) are
 * not contents.
 * @param claimed `signed-inside` only after that signature verified
 */
export function isDisclosed(
  { assertion, origin }: Pick<ClaimedAssertion, 'assertion' | 'origin'>,
  expectations: Expectations,
): boolean {
  if (origin !== 'signed-inside') return origin === 'in-the-clear';
  return isMeantFor(assertion, expectations);
}

/** Whether the Audience and the Recipient of an assertion are those of `expectations`, and its request where that tells. */
export function isMeantFor(assertion: ClaimedAssertion['assertion'], expectations: Expectations): boolean {
  const { conditions, subject } = checkAssertion(assertion, new CheckCollector().check, expectations);
  const isMeant = ifReached(() => {
    requireAudience(conditions(), expectations);
    requireRecipient(subject(), expectations);
    return isOfOwnRequest(subject(), expectations);
  });
  return isMeant === true;
}

function isOfOwnRequest(
  { confirmation: { inResponseTo } }: Pick<Assertion, 'confirmation'>,
  { sharedReplyUrl }: Expectations,
): boolean {
  if (sharedReplyUrl === undefined) return true;
  return inResponseTo !== undefined && inResponseTo === sharedReplyUrl.answerTo;
}

/** Runs checks by `runner`; a problem that quotes the assertion loses its facts unless `disclosed`. */
export function redactingRunner(runner: CheckRunner, disclosed: () => boolean): CheckRunner {
  return (name, step) =>
    runner(name, () => {
      try {
        return step();
      } catch (error) {
        throw error instanceof Problem ? redactProblem(name, error, disclosed) : error;
      }
    });
}

const quoting: ReadonlySet<CheckName> = new Set(
  checks.flatMap((check: CheckDefinition & { readonly name: CheckName }) =>
    check.quotesAssertion ? [check.name] : [],
  ),
);

/**
 * Returns `problem` of the check `name`, without its facts where they would quote an assertion that is not `disclosed`.
 */
export function redactProblem(name: CheckName, problem: Problem, disclosed: () => boolean): Problem {
  return quoting.has(name) && !disclosed() ? problem.withoutFacts() : problem;
}
