import { expect, test } from 'vitest';
import { csvDocument } from '../../shared/http/csv.ts';

test('a CSV document keeps what is in it, quotes and line ends too', () => {
  expect(
    csvDocument([
      ['a', 'b "c"'],
      ['d,e', 'f\r\ng'],
    ]),
  ).toBe('\ufeff"a","b ""c"""\r\n"d,e","f\r\ng"\r\n');
});

test.each(['=1+1', '+49', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
  'holds no formula where a cell is %j',
  (text) => {
    expect(csvDocument([[text]])).toBe(`\ufeff"'${text}"\r\n`);
  },
);
