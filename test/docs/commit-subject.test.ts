import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const hook = fileURLToPath(new URL('../../.githooks/commit-msg', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'latchkey-commit-subject-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The hook's exit code for a commit message. */
function exitCodeFor(message: string): number | null {
  const file = join(folder, 'message');
  writeFileSync(file, message);
  return spawnSync('sh', [hook, file]).status;
}

describe('the hook commit-msg', () => {
  it.each([
    'feat(setup): show unproven keys',
    'fix: compare the audience exactly',
    'refactor(saml)!: rename the check',
    '# A comment of git\n\ndocs: say how to release\n\nA body of any length, with a full stop.',
    `test(x): ${'a'.repeat(63)}`,
    "Merge branch 'main'",
    'fixup! feat(setup): show unproven keys',
  ])('accepts %s', (message) => {
    expect(exitCodeFor(message)).toBe(0);
  });

  it.each([
    'Show unproven keys',
    'feature(setup): show unproven keys',
    'feat(Setup): show unproven keys',
    'feat(setup) show unproven keys',
    'feat(setup): show unproven keys.',
    'feat(setup):show unproven keys',
    `test(x): ${'a'.repeat(64)}`,
    '',
  ])('refuses %s', (message) => {
    expect(exitCodeFor(message)).toBe(1);
  });
});
