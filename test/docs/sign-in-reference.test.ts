import { describe, expect, it } from 'vitest';
import { documentAt, tableIn } from './document.ts';

const reference = documentAt('docs/reference/sign-in.md');
const plain = (cell = '') => cell.replaceAll('`', '');

describe.each(
  tableIn(reference, 'refusal').map(([refusal = '', code, file, name]) => ({
    refusal,
    code: plain(code),
    file: plain(file),
    name: plain(name),
  })),
)('the row of "$refusal"', ({ code, file, name }) => {
  it('names a file with its code', () => {
    expect(documentAt(file)).toMatch(new RegExp(`['\`]${code}['\`]`));
  });

  it('names what decides there', () => {
    expect(documentAt(file)).toMatch(new RegExp(`\\b(?:function|const) ${name}\\b`));
  });
});
