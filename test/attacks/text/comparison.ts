import type { ProblemCode } from '../../../shared/problems/problem.ts';
import { facts } from '../../fixtures/facts.ts';
import type { Acceptance, Attack } from '../attack.ts';

/** Spellings of one value that somebody takes for equal: case, normal forms, blanks, encodings. */
const spellings: readonly (readonly [string, (value: string) => string])[] = [
  ['in upper case', (value) => value.toUpperCase()],
  ['with a blank before', (value) => ` ${value}`],
  ['with a blank behind', (value) => `${value} `],
  ['with a line break behind', (value) => `${value}\n`],
  ['with a carriage return behind', (value) => `${value}\r`],
  ['with a zero-width space', (value) => `${value}\u200b`],
  ['with a no-break space before', (value) => `\u00a0${value}`],
  ['with a combining mark', (value) => `${value}\u0301`],
  ['in fullwidth letters', (value) => value.replace('h', '\uff48')],
  [
    'with a Cyrillic letter',
    (value) => value.replace(/[ae]/, (letter) => (letter === 'a' ? '\u0430' : '\u0435')),
  ],
  ['with a dotless i or a long s', (value) => value.replace('s', '\u017f')],
  ['percent-encoded', (value) => value.replace('a', '%61')],
  ['with a slash more', (value) => `${value}/`],
  ['with a port', (value) => value.replace(/^(https:..[^/]+)/, '$1:443')],
  ['with a user part', (value) => value.replace('https://', 'https://x@')],
  ['with a fragment', (value) => `${value}#`],
  ['over http', (value) => value.replace('https:', 'http:')],
  ['cut by one', (value) => value.slice(0, -1)],
  ['as a prefix', (value) => `${value}.evil.example`],
  ['with a dot segment', (value) => value.replace(/([^/])\/(?!\/)|$/, '$1/./')],
];

type Value = readonly [
  name: string,
  own: 'issuer' | 'identifier' | 'replyUrl',
  part: 'issuer' | 'audience' | 'recipient' | 'destination',
  code: ProblemCode,
];

const values: readonly Value[] = [
  ['the issuer', 'issuer', 'issuer', 'issuer-mismatch'],
  ['the audience', 'identifier', 'audience', 'audience-mismatch'],
  ['the recipient', 'replyUrl', 'recipient', 'recipient-mismatch'],
  ['the destination', 'replyUrl', 'destination', 'destination-mismatch'],
];

/** Values are compared character for character. */
export const comparisons: readonly Attack[] = values.flatMap(([name, own, part, code]) =>
  spellings.map(
    ([spelling, spell]): Attack => ({
      name: `${name} ${spelling}`,
      attack: ({ write, world }) => write({ [part]: spell(world[own]) }),
      code,
    }),
  ),
);

/** Values that are unusual, legal and read exactly. */
export const exactValues: readonly Acceptance[] = [
  'line\rbreak',
  'line\r\nbreak',
  'tab\tand\nbreak',
  '  blanks  ',
  '<b>&amp;</b>',
  ']]&gt;',
  '"quoted" and \'quoted\'',
  'Zoë 张伟 محمد Ελένη Ольга अनिता ありさ',
  '\u{1F600}\u{10FFFD}',
  'e\u0301 and \u00e9',
  '\u0085\u2028\u2029',
  '\u007f\u0080\u009f',
].flatMap((text): Acceptance[] => [
  {
    name: `the value ${JSON.stringify(text)}`,
    message: ({ write }) => write({ claims: [['value', text]] }),
    attribute: ['value', text],
  },
  {
    name: `the NameID ${JSON.stringify(text)}`,
    message: ({ write }) => write({ nameId: text }),
    nameId: text,
  },
]);

/** Character references for what could stand there itself: one text for whoever reads and whoever digests. */
export const equivalents: readonly Acceptance[] = [
  ['&#66;.Simon@contoso.com', 'decimal'],
  ['&#x42;.Simon@contoso.com', 'hexadecimal'],
  ['&#x0000000042;.Simon&#64;contoso&#x2E;com', 'with zeros before'],
].map(([written = '', name]) => ({
  name: `a NameID with ${name} character references`,
  message: ({ message }) => message.replace(`>${facts.signInName}</NameID>`, `>${written}</NameID>`),
  nameId: facts.signInName,
}));
