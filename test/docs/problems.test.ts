import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { problemsDocument } from '../../infra/documents/problems.ts';
import { keysOf } from '../../shared/objects/keys-of.ts';
import { remedyText } from '../../shared/pages/text/remedy.ts';
import { allProblems } from '../../shared/problems/problem.ts';

const codes = keysOf(allProblems());

describe('docs/problems.md', () => {
  it('is what the code says: run `npm run docs`', async () => {
    const written = await readFile(new URL('../../docs/problems.md', import.meta.url), 'utf8');

    expect(written).toBe(problemsDocument());
  });

  it.each(codes)('has exactly one entry for %s', (code) => {
    const entries = problemsDocument()
      .split('\n')
      .filter((line) => line === `### ${code}` || line.startsWith(`| \`${code}\` |`));

    expect(entries).toHaveLength(1);
  });

  it('says what to do about each', () => {
    for (const code of codes) expect(problemsDocument()).toContain(remedyText(code, 'en'));
  });
});
