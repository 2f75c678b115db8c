import { describe, expect, it } from 'vitest';
import { readHead } from '../../../infra/operator/import/columns.ts';
import { type CsvError, readCsv } from '../../../infra/operator/import/csv-rows.ts';

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
      'a,b\n\n,\n"",""\n',
      [
        ['a', 'b'],
        ['', ''],
        ['', ''],
      ],
    ],
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

  it('says on which line a record begins', async () => {
    expect((await read('a\n"1\n2"\n\n3\n')).map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  it.each<[string, string | Uint8Array, number]>([
    ['a quote that is never closed', 'a,b\n"1,2\n3,4\n', 3],
    ['a quote inside a cell', 'a,b\n1"2,3\n', 2],
    ['something behind a quote', 'a,b\n"1"2,3\n', 2],
    ['lines that end with CR alone', 'a,b\r1,2\r', 1],
    ['binary data', 'a,b\n\0', 2],
    ['UTF-16', Buffer.from('\ufeffa,b\n', 'utf16le'), 1],
    ['Windows-1252', Buffer.from('a,b\nJosé,1\n', 'latin1'), 1],
    ['an endless cell', `a\n${'x'.repeat(8_193)}`, 2],
    ['endless cells', ','.repeat(600), 1],
  ])('is refused with %s', async (_, text, line) => {
    const error = await read(text).catch((thrown: CsvError) => thrown);
    expect(error).toMatchObject({ name: 'CsvError', line });
  });
});

describe('the head of a file of users', () => {
  it.each<[string, string[], object]>([
    [
      'Entra\'s "Download users"',
      [
        'userPrincipalName',
        'displayName',
        'surname',
        'mail',
        'givenName',
        'objectId',
        'userType',
        'accountEnabled',
      ],
      { signInName: 0, displayName: 1, objectId: 5, userType: 6, active: 7 },
    ],
    [
      "Entra's template",
      [
        'Name [displayName] Required',
        'User name [userPrincipalName] Required',
        'Block sign in (Yes/No) [accountEnabled]',
      ],
      { displayName: 0, signInName: 1, active: 2 },
    ],
    [
      'an export of a group',
      ['id', 'userPrincipalName', 'displayName'],
      { objectId: 0, signInName: 1, displayName: 2 },
    ],
    [
      'the list of the admin center',
      ['Display name', 'User principal name'],
      { displayName: 0, signInName: 1 },
    ],
    ['our own', ['Sign-in name', 'Name', 'Active'], { signInName: 0, displayName: 1, active: 2 }],
  ])('may be %s', (_, cells, columns) => expect(readHead(cells)).toEqual(columns));

  it.each([[['displayName', 'mail']], [['userPrincipalName', 'UserPrincipalName']], [['']]])(
    'may not be %s',
    (cells) => expect(readHead(cells)).toBeUndefined(),
  );
});
