import { expect, it } from 'vitest';
import { logoutProblems } from '../../shared/problems/codes/logout.ts';
import { setupProblems } from '../../shared/problems/codes/setup.ts';
import { allProblems } from '../../shared/problems/problem.ts';
import { documentAt } from './document.ts';

const problems = allProblems();

/** Codes that refuse something other than a response: they are no check of a sign-in. */
const elsewhere = [
  ...Object.keys(logoutProblems),
  ...Object.keys(setupProblems),
  'answer-too-large',
  'return-to-malformed',
  'sign-on-no-page',
  'store-unavailable',
  'internal',
];

it('names every check of a sign-in by its code, each once, and no code that does not exist', () => {
  const order = documentAt('docs/verification.md').split('## How it is tested')[0] ?? '';
  const rows = order.split('\n').filter((line) => line.startsWith('| '));
  const named = rows.flatMap((row) => [...(row.split('|')[2] ?? '').matchAll(/`([a-z0-9-]+)`/g)]);

  expect(named.map(([, code]) => code).sort()).toEqual(
    Object.keys(problems)
      .filter((code) => !elsewhere.includes(code))
      .sort(),
  );
});
