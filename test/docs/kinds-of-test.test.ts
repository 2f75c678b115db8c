import { globSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import config from '../../vitest.config.ts';
import { documentAt, tableIn } from './document.ts';

interface Kind {
  readonly test: { readonly name: string; readonly include: string[]; readonly exclude?: string[] };
}

const kinds = (config.test?.projects ?? []) as readonly Kind[];
const files = globSync('test/**/*.test.ts', { cwd: fileURLToPath(new URL('../../', import.meta.url)) });

/** The projects that run a file; `real-clock` runs the corpus a second time. */
function kindsOf(file: string): readonly string[] {
  const matches = (patterns: readonly string[] = []) => patterns.some((each) => matchesGlob(file, each));
  return kinds
    .filter(({ test }) => test.name !== 'real-clock' && matches(test.include) && !matches(test.exclude))
    .map(({ test }) => test.name);
}

it('every file of tests is run by one project, and by one alone', () => {
  expect(files.length).toBeGreaterThan(200);
  const others = files
    .map((file) => [file, kindsOf(file)] as const)
    .filter(([, names]) => names.length !== 1);
  expect(others).toEqual([]);
});

it('CONTRIBUTING.md says of each project what it proves', () => {
  const told = tableIn(documentAt('CONTRIBUTING.md'), 'project').map(([name = '']) =>
    name.replaceAll('`', ''),
  );
  expect(told).toEqual(kinds.map(({ test }) => test.name));
});
