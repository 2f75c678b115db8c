import { type CheckDefinition, type CheckName, checks } from '../../saml/inbound/checks.ts';

/**
 * Returns the check that a problem failed, for a rejection without a list of its failed checks: no trusted key had
 * signed the message, or every check of the message passed. Undefined where the code alone does not tell; so are the
 * codes of what an assertion says, because such a rejection always lists its failed checks.
 */
export function checkOfProblem(problem: string): CheckName | undefined {
  const failed = checks.filter(({ codes }: CheckDefinition) => codes.some((code) => code === problem));
  return failed.some(({ about }) => about === 'assertion') ? undefined : failed[0]?.name;
}
