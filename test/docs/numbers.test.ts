import { describe, expect, it } from 'vitest';
import { writtenDocuments } from '../../infra/documents/documents.ts';
import { fillIn, namesIn } from '../../infra/documents/numbers/fill-in.ts';
import { numbers } from '../../infra/documents/numbers/numbers.ts';
import { tables } from '../../infra/documents/numbers/tables.ts';
import { bytes, milliseconds, seconds } from '../../infra/documents/numbers/units.ts';
import { documentAt } from './document.ts';

const documents = writtenDocuments();

describe('the numbers in documents', () => {
  it.each(documents)('%s has those of the code: run `npm run docs`', (path) => {
    expect(fillIn(documentAt(path))).toBe(documentAt(path));
  });

  it('are each quoted somewhere', () => {
    const marked = new Set(documents.flatMap((path) => namesIn(documentAt(path))));
    const rules = documentAt('infra/documents/verification/check-rules.ts');
    const names = [...Object.keys(numbers), ...Object.keys(tables)];

    expect(names.filter((name) => !marked.has(name) && !rules.includes(`numbers.${name}`))).toEqual([]);
  });

  it('follow the code wherever they are marked', () => {
    expect(fillIn('at most <!--bodySize-->1 kB<!--/--> and <!--xmlDepth-->7<!--/--> deep')).toBe(
      `at most <!--bodySize-->${numbers.bodySize}<!--/--> and <!--xmlDepth-->${numbers.xmlDepth}<!--/--> deep`,
    );
    expect(fillIn('<!--largestItems--><!--/-->')).toContain(`\n\n| largest item |`);
  });

  it.each([
    ['an unknown name', 'of <!--nothing-->1<!--/-->', 'called nothing'],
    [
      'a marker without its end',
      'of <!--bodySize-->1 kB and <!--xmlDepth-->7<!--/-->',
      '2 markers have 1 ends',
    ],
    ['an end without its marker', 'of 1 kB<!--/-->', 'have 1 ends'],
    ['a number at the start of a line', '- <!--bodySize-->1 kB<!--/-->', 'bodySize stands at the start'],
  ])('refuse %s', (_, document, message) => {
    expect(() => fillIn(document)).toThrow(message);
  });

  it('have the units that people speak of', () => {
    expect([30, 180, 900, 3_600, 86_700, 259_200].map(seconds)).toEqual([
      '30 seconds',
      '180 seconds',
      '15 minutes',
      '1 hour',
      '24 hours 5 minutes',
      '3 days',
    ]);
    expect(milliseconds(8_000)).toBe('8 seconds');
    expect(() => milliseconds(1)).toThrow(RangeError);
    expect([512, 8_192, 1_048_576, 1_500].map(bytes)).toEqual(['512 bytes', '8 kB', '1 MB', '1,500 bytes']);
  });
});

/** Numbers with a unit, or of four digits: what stands in a sentence by chance is seldom one of them. */
const telling = Object.entries(numbers).filter(([, text]) => /\d [a-zA-Z]|\d,\d/.test(text));

/** Whether a document has a date: what it says of a release or a decision does not change any more. */
const isHistory = (path: string) => path === 'CHANGELOG.md' || path.startsWith('docs/decisions/');

/** Where a document means something else by the same number: DynamoDB's units, KMS, alarms, a measurement. */
const others = [
  'more than 2,048 bytes',
  '7 to 30 days',
  'within 30 days',
  'within 3 days',
  'within 14 days',
  '60, 30 and 7 days',
  'at up to 256 kB',
  '20,000 tenants',
  'from 16 to 256 kB',
];

describe('a number that the code decides', () => {
  it.each(documents.filter((path) => !isHistory(path)))('is marked wherever %s has it', (path) => {
    const written = documentAt(path).replaceAll(/<!--([a-z][A-Za-z]*)-->[\s\S]*?<!--\/-->/g, '');
    const unmarked = others.reduce((text, other) => text.replaceAll(other, ''), written);
    const found = telling.filter(([, text]) => new RegExp(`(?<![\\d.,])${text}\\b`).test(unmarked));

    expect(found.map(([name, text]) => `${text}: ${name}`)).toEqual([]);
  });
});
