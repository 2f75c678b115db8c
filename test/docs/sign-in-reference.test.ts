import { expect, it } from 'vitest';
import { documentAt, tableIn } from './document.ts';

const reference = documentAt('docs/reference/sign-in.md');
const plain = (cell = '') => cell.replaceAll('`', '');

it.each(
  tableIn(reference, 'refusal').map(([refusal = '', code, file]) => ({
    refusal,
    code: plain(code),
    file: plain(file),
  })),
)('names the file that decides on "$refusal"', ({ code, file }) => {
  expect(documentAt(file)).toContain(`'${code}'`);
});
