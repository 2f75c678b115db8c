import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decisionRecords } from '../../infra/documents/decisions.ts';
import { documentAt } from './document.ts';

const records = decisionRecords();

describe('the decision records', () => {
  it('have consecutive numbers, which begin their file names', () => {
    const numbers = records.map((_, index) => String(index + 1).padStart(4, '0'));
    expect(records.map(({ number }) => number)).toEqual(numbers);
    expect(records.filter(({ file, number }) => !file.startsWith(`${number}-`))).toEqual([]);
  });

  it.each(records)('$file has a context, a decision and consequences', ({ text }) => {
    const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(['Context', 'Decision', 'Consequences']);
  });

  it('are there where a comment in the code names one', () => {
    const cwd = fileURLToPath(new URL('../../', import.meta.url));
    const named = globSync('{shared,functions,infra,test}/**/*.ts', { cwd }).flatMap((file) =>
      [...documentAt(file).matchAll(/decision[\s*]+(\d{4}-[a-z-]+)/g)].map(([, name]) => `${name}.md`),
    );
    const files = records.map(({ file }) => file);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !files.includes(name))).toEqual([]);
  });
});
