import { describe, expect, it } from 'vitest';
import { type CsvError, readCsv } from '../../../shared/users/import/csv-rows.ts';

async function* pieces(bytes: Uint8Array, size: number) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function read(text: string | Uint8Array, size = 1_024) {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const rows: { line: number; cells: readonly string[] }[] = [];
  for await (const row of readCsv(pieces(bytes, size))) rows.push(row);
  return rows;
}

describe('a CSV file', () => {
  it.each<[string, string, string[][]]>([
    [
      'with commas',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'with semicolons',
      'a;b\n1,5;2',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'with tabs',
      'a\tb\r\n1\t2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['with a byte order mark', '\ufeffa,b\n', [['a', 'b']]],
    [
      'with quotes',
      'a,b\n"Simon, B.","say ""hi"""\n',
      [
        ['a', 'b'],
        ['Simon, B.', 'say "hi"'],
      ],
    ],
    [
      'with line ends in quotes',
      'a,b\n"1\r\n2",3\n',
      [
        ['a', 'b'],
        ['1\r\n2', '3'],
      ],
    ],
    [
      'with empty cells and lines',
      'a,b\n\n1,\n,2\n',
      [
        ['a', 'b'],
        ['1', ''],
        ['', '2'],
      ],
    ],
    ['with rows that were cleared in Excel', 'a,b\r\n,\r\n"",""\r\n \u00a0,\t\r\n', [['a', 'b']]],
    ["with Excel's line of the separator", 'sep=;\r\na,1;b\r\n', [['a,1', 'b']]],
    ['with that line in quotes', '"sep=,"\na,b\n', [['a', 'b']]],
    [
      "with a template's version before semicolons",
      'version:v1.0\na;b,c\n',
      [['version:v1.0'], ['a', 'b,c']],
    ],
    ['of one column with commas in its rows', 'a\nb;c\n', [['a'], ['b;c']]],
    ['of one column', 'a\n1\n2', [['a'], ['1'], ['2']]],
    ['of no line', '', []],
    [
      'of other scripts',
      'a,b\n山田,Ünal 😀\n',
      [
        ['a', 'b'],
        ['山田', 'Ünal 😀'],
      ],
    ],
  ])('is read %s, however it is cut', async (_, text, expected) => {
    for (const size of [1, 3, 1_024]) {
      expect((await read(text, size)).map(({ cells }) => cells)).toEqual(expected);
    }
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['little-endian', (bytes) => bytes],
    ['big-endian', (bytes) => bytes.swap16()],
  ])('is read in UTF-16 with a byte order mark, %s', async (_, ordered) => {
    for (const size of [1, 3, 1_024]) {
      const file = ordered(Buffer.from('\ufeffa;b\r\n"Ünal\r\n😀";2\r\n', 'utf16le'));
      expect((await read(file, size)).map(({ cells }) => cells)).toEqual([
        ['a', 'b'],
        ['Ünal\r\n😀', '2'],
      ]);
    }
  });

  it('says on which line a record begins', async () => {
    expect((await read('a\n"1\n2"\n\n3\n')).map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  it.each<[string, string | Uint8Array, number]>([
    ['a quote that is never closed', 'a,b\n"1,2\n3,4\n', 3],
    ['a quote inside a cell', 'a,b\n1"2,3\n', 2],
    ['something behind a quote', 'a,b\n"1"2,3\n', 2],
    ['lines that end with CR alone', 'a,b\r1,2\r', 1],
    ['binary data', 'a,b\n\0', 2],
    ['UTF-16 without a byte order mark', Buffer.from('a,b\n', 'utf16le'), 1],
    ['Windows-1252', Buffer.from('a,b\nJosé,1\n', 'latin1'), 1],
    ['an endless cell', `a\n${'x'.repeat(8_193)}`, 2],
    ['endless cells', ','.repeat(600), 1],
  ])('is refused with %s', async (_, text, line) => {
    const error = await read(text).catch((thrown: CsvError) => thrown);
    expect(error).toMatchObject({ name: 'CsvError', line });
  });
});
