import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { aligned, indented } from '../../../../infra/operator/command-result.ts';
import { wrappedHelp } from '../../../../infra/operator/layout/help-text.ts';
import { layOut } from '../../../../infra/operator/layout/lay-out.ts';
import { columnsOf } from '../../../../infra/operator/terminal.ts';

const people = aligned([
  ['SIGN-IN NAME', 'NAME', 'STATE'],
  ['a@b.example', '株式会社テスト', 'active'],
  ['b@b.example', '🙂 Ana', 'inactive'],
]);

describe('the layout of a table', () => {
  it('aligns wide characters by the columns that they take', () => {
    const states = layOut(people, undefined)
      .split('\n')
      .map((line) => stringWidth(line.slice(0, line.search(/\S+$/))));
    expect(states).toEqual([30, 30, 30]);
  });

  it('keeps every line whole without a width, and every line within one', () => {
    const issuer = 'https://sts.windows.net/3f9c2d10-7a64-4b1e-9c55-0d8e6f2a1b47/';
    const table = aligned([
      ['APP', 'TENANT', 'STATE', 'ISSUER', 'KEYS'],
      ['timetrack', 'acme', 'active', issuer, 'until 2027-03-02'],
    ]);
    expect(layOut(table, undefined)).toContain(`active  ${issuer}  until 2027-03-02`);
    const narrow = layOut(table, 80).split('\n');
    expect(narrow.length).toBe(3);
    expect(Math.max(...narrow.map((line) => stringWidth(line)))).toBeLessThanOrEqual(80);
  });

  it('puts a value that would break inside a word on its own line, to be copied', () => {
    const url = `https://acme.timetrack.example/${'a'.repeat(40)}`;
    const table = indented(aligned([['Reply URL (Assertion Consumer Service URL)', url]]));
    expect(layOut(table, 80)).toBe(`  Reply URL (Assertion Consumer Service URL)\n    ${url}`);
  });

  it('puts a last cell below the others where a word of it does not fit, whole', () => {
    const thumbprint = 'A7E517EEC34D8B75F35A2DD12F18BF2C60B02608';
    const table = aligned([
      ['', 'CHECK', 'AT', 'FOUND'],
      ['ok', 'security-headers', 'acme.timetrack.localhost:8755', 'all 8 are correct'],
      ['WARN', 'keys', 'trakstar acme', `Certificate ${thumbprint} expired on 2026-10-31: renew it`],
    ]);
    expect(layOut(table, 80)).toBe(
      [
        '      CHECK             AT                             FOUND',
        'ok    security-headers  acme.timetrack.localhost:8755  all 8 are correct',
        'WARN  keys              trakstar acme',
        `      Certificate ${thumbprint} expired on`,
        '      2026-10-31: renew it',
      ].join('\n'),
    );
  });

  it('loses no letter and no line end, at any width, of any text', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 60 });
    const rows = fc
      .integer({ min: 2, max: 5 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }),
      );
    // Wrapping composes letters: é of two code points becomes é of one.
    const letters = (text: string) => [...text.normalize().replaceAll(/\s/g, '')].sort().join('');
    fc.assert(
      fc.property(rows, fc.integer({ min: 40, max: 120 }), (table, columns) => {
        const text = aligned(table);
        expect(letters(layOut(text, columns))).toBe(letters(text));
      }),
    );
  });
});

describe('the layout of a line', () => {
  it('never breaks a command: it goes on a line of its own', () => {
    const command = 'npx latchkey tenant list timetrack --stage production --region eu-central-1 --profile x';
    expect(layOut(`To list tenants: ${command}`, 80)).toBe(`To list tenants:\n  ${command}`);
  });

  it('wraps a sentence at words, as deep as it began', () => {
    expect(layOut(`  ${'word '.repeat(20)}end`, 60).split('\n')).toEqual([
      `  ${'word '.repeat(11).trim()}`,
      `  ${'word '.repeat(9)}end`,
    ]);
  });
});

describe('the layout of help', () => {
  it('joins the lines of a paragraph, and keeps rows and commands', () => {
    const text = `${'one '.repeat(25).trim()}\ntwo\n\n  --local      ${'here '.repeat(20).trim()}\n  $ npx ${'x'.repeat(90)}`;
    const lines = wrappedHelp(text, 80).split('\n');
    expect(lines[1]).toBe(`${'one '.repeat(5)}two`);
    expect(lines[4]).toMatch(/^ {15}here/);
    expect(lines.at(-1)).toBe(`  $ npx ${'x'.repeat(90)}`);
  });
});

describe('the width', () => {
  it.each([
    ['COLUMNS before the terminal', { COLUMNS: '100' }, { isTTY: true, columns: 80 }, 100],
    ['the terminal', {}, { isTTY: true, columns: 80 }, 80],
    ['none in a pipe', {}, { columns: 80 }, undefined],
    ['COLUMNS in a pipe', { COLUMNS: '60' }, {}, 60],
    ['no nonsense', { COLUMNS: 'wide' }, {}, undefined],
    ['at least 40', { COLUMNS: '3' }, { isTTY: true, columns: 3 }, 40],
  ])('is %s', (_, environment, stream, columns) => {
    expect(columnsOf(environment, stream)).toBe(columns);
  });
});
