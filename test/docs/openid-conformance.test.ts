import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { requirements } from '../../infra/documents/openid-conformance.ts';

const root = new URL('../../', import.meta.url);

it.each(requirements)('$section: $requirement has its test', ({ test: [file, title] }) => {
  const path = new URL(file, root);
  expect(existsSync(path)).toBe(true);
  expect(readFileSync(path, 'utf8')).toContain(title);
});

it('names each requirement once', () => {
  const named = requirements.map(({ section, requirement }) => `${section}: ${requirement}`);
  expect(new Set(named).size).toBe(named.length);
});
