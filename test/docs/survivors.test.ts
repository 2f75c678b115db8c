import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { survivors } from '../mutation/survivors.ts';

const lines = new Map<string, readonly string[]>();
const linesOf = (file: string): readonly string[] => {
  const known =
    lines.get(file) ?? readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8').split('\n');
  lines.set(file, known);
  return known;
};

// `npm run mutation` takes hours. This tells at once that a line moved away from under its explanation.
it('each mutant that may survive is of a line that there is', () => {
  const gone = survivors
    .filter(({ file, line }) => !linesOf(file).some((each) => each.includes(line)))
    .map(({ file, line, mutant }) => `${file}: ${line}: ${mutant}`);
  expect(gone).toEqual([]);
});
