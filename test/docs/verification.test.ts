import { expect, it } from 'vitest';
import { checkRules, requestRules } from '../../infra/documents/verification/check-rules.ts';
import { logoutProblems } from '../../shared/problems/codes/logout.ts';
import { openIdProblems } from '../../shared/problems/codes/openid.ts';
import { openIdTokenProblems } from '../../shared/problems/codes/openid-tokens.ts';
import { setupProblems } from '../../shared/problems/codes/setup.ts';
import { allProblems } from '../../shared/problems/problem.ts';
import { type CheckDefinition, checkNames, checks } from '../../shared/saml/inbound/checks.ts';
import { checkOfProblem } from '../../shared/sign-in/log/check-of-problem.ts';
import { documentAt } from './document.ts';

const problems = allProblems();

/** Codes that refuse something other than a response: they are no check of a sign-in. */
const elsewhere = [
  ...Object.keys(logoutProblems),
  ...Object.keys(openIdProblems),
  ...Object.keys(setupProblems),
  ...Object.keys(openIdTokenProblems),
  'answer-too-large',
  'return-to-malformed',
  'sign-on-no-page',
  'store-unavailable',
  'internal',
];

const rules = Object.entries(checkRules);
const named = [...requestRules, ...rules.flatMap(([, each]) => each)].flatMap(({ codes }) => codes);

it('names every refusal of a sign-in by its code, each once', () => {
  expect([...named].sort()).toEqual(
    Object.keys(problems)
      .filter((code) => !elsewhere.includes(code))
      .sort(),
  );
});

it('has the rules of every check, in the order of the code', () => {
  const rows = documentAt('docs/verification.md').match(/^\| \d+ `[a-z-]+`/gm) ?? [];

  expect(rows).toEqual(checkNames.map((name, index) => `| ${index + 1} \`${name}\``));
});

it.each(rules)('%s has rules for codes of its own alone', (name, each) => {
  const { codes }: CheckDefinition = checks.find((check) => check.name === name) ?? expect.fail();

  for (const code of each.flatMap((rule) => rule.codes)) {
    expect(codes).toContain(code);
    expect([name, undefined]).toContain(checkOfProblem(code));
  }
});
