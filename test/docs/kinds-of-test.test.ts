import { globSync, readFileSync } from 'node:fs';
import { dirname, join, matchesGlob, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import config from '../../vitest.config.ts';
import { documentAt, tableIn } from './document.ts';

interface Kind {
  readonly test: { readonly name: string; readonly include: string[]; readonly exclude?: string[] };
}

const kinds = (config.test?.projects ?? []) as readonly Kind[];
const root = fileURLToPath(new URL('../../', import.meta.url));
const files = globSync('test/**/*.test.ts', { cwd: root });
const embeddedDatabase = 'test/harness/embedded-dynamodb.ts';

/** The projects that run files of others a second time: by the real clock, and over tables in memory. */
const secondRuns = ['real-clock', 'store-in-memory'];

/** The projects that run a file, without second runs. */
function kindsOf(file: string): readonly string[] {
  const matches = (patterns: readonly string[] = []) => patterns.some((each) => matchesGlob(file, each));
  return kinds
    .filter(({ test }) => !secondRuns.includes(test.name) && matches(test.include) && !matches(test.exclude))
    .map(({ test }) => test.name);
}

it('every file of tests is run by one project, and by one alone', () => {
  expect(files.length).toBeGreaterThan(200);
  const others = files
    .map((file) => [file, kindsOf(file)] as const)
    .filter(([, names]) => names.length !== 1);
  expect(others).toEqual([]);
});

/** What a file of the project imports, directly or not. */
function importsOf(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const source = readFileSync(join(root, file), 'utf8');
  for (const [, path = ''] of source.matchAll(/(?:from|import\()\s*'(\.[^']+\.ts)'/g)) {
    importsOf(normalize(join(dirname(file), path)), seen);
  }
  return seen;
}

it('no file of the fast project reaches the embedded database', () => {
  const fast = files.filter((file) => kindsOf(file).includes('fast'));
  expect(fast.length).toBeGreaterThan(80);
  const reaching = (file: string) => [...importsOf(file)].some((each) => each === embeddedDatabase);
  expect(fast.filter(reaching)).toEqual([]);
  // The check finds one that does.
  expect(reaching('test/store/flow-store.test.ts')).toBe(true);
});

it('CONTRIBUTING.md says of each project what it proves', () => {
  const told = tableIn(documentAt('CONTRIBUTING.md'), 'project').map(([name = '']) =>
    name.replaceAll('`', ''),
  );
  expect(told).toEqual(kinds.map(({ test }) => test.name));
});
