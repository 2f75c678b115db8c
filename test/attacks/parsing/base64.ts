import { Buffer } from 'node:buffer';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { toBase64 } from '../../fixtures/post.ts';
import type { Acceptance, Attack } from '../attack.ts';

/** A form field that is almost the base64 of a genuine message. */
const field = (name: string, change: (base64: string) => string): Attack => ({
  name,
  attack: ({ message }) => ({ message, field: change(padded(message)) }),
  control: ({ message }) => ({ message, field: padded(message) }),
  code: 'base64-malformed',
});

/** The message with as much white space behind as gives its base64 one padding character. */
function padded(message: string): string {
  const spare = (5 - (Buffer.byteLength(message) % 3)) % 3;
  return toBase64(message + ' '.repeat(spare));
}

const wrapped = (base64: string, columns: number, lineEnd: string) =>
  base64.replace(new RegExp(`.{${columns}}`, 'g'), (line) => line + lineEnd);

/** One spelling of base64: RFC 4648 section 4 with its padding. */
export const base64: readonly Attack[] = [
  field('an empty field', () => ''),
  field('a field of line breaks', () => '\r\n\r\n'),
  field('a field of padding', () => '===='),
  field('a field that is not base64 at all', () => 'undefined'),
  field('a blank within', (text) => `${text.slice(0, 40)} ${text.slice(40)}`),
  field('a blank before', (text) => ` ${text}`),
  field('a tab within', (text) => `${text.slice(0, 40)}\t${text.slice(40)}`),
  field('a NUL behind', (text) => `${text}\0`),
  field('a foreign character within', (text) => `${text.slice(0, 40)}*${text.slice(40)}`),
  field('a percent sign that nobody decoded', (text) => text.replace('=', '%3D')),
  field('a comma within', (text) => `${text.slice(0, 40)},${text.slice(40)}`),
  field(
    'a plus sign that became a blank',
    (text) => `${text.slice(0, -4).replace(/.$/, ' ')}${text.slice(-4)}`,
  ),
  field('the URL alphabet', (text) => `${text.slice(0, 40)}-_-_${text.slice(40)}`),
  field('padding that is missing', (text) => text.replace('=', '')),
  field('padding that is doubled', (text) => `${text}=`),
  field('padding that is doubled to a block', (text) => `${text}====`),
  field('padding within', (text) => `${text.slice(0, 40)}====${text.slice(40)}`),
  field('text behind the padding', (text) => `${text}AAAA`),
  field('bits behind the last byte', (text) => text.replace(/(.)=$/, (_, last: string) => `${next(last)}=`)),
  field('one character too few', (text) => text.slice(0, -2)),
  field('a data URL', (text) => `data:text/xml;base64,${text}`),
  field('the message itself', (text) => Buffer.from(text, 'base64').toString('utf8')),
  field('a Unicode line separator', (text) => `${text.slice(0, 40)}\u2028${text.slice(40)}`),
  field('a byte order mark before', (text) => `\ufeff${text}`),
];

const next = (character: string): string => String.fromCharCode(character.charCodeAt(0) + 1);

/** Right base64 of something else than XML in UTF-8. */
export const otherContent: readonly Attack[] = [
  { name: 'base64 of base64', attack: ({ message }) => toBase64(message), code: 'base64-malformed' },
  { name: 'JSON', attack: ({ message }) => JSON.stringify({ message }), code: 'xml-malformed' },
  { name: 'HTML', attack: () => '<html><body>Sign in</body></html>', code: 'response-root' },
  { name: 'white space', attack: () => ' \n ', code: 'xml-malformed' },
  {
    name: 'a compressed message of the Redirect binding',
    attack: ({ message }) => deflateRawSync(message),
    code: 'xml-not-utf-8',
  },
  { name: 'a gzipped message', attack: ({ message }) => gzipSync(message), code: 'xml-not-utf-8' },
  {
    name: 'half a message',
    attack: ({ message }) => message.slice(0, message.length / 2),
    code: 'xml-malformed',
  },
  {
    name: 'a message without its last character',
    attack: ({ message }) => message.slice(0, -1),
    code: 'xml-malformed',
  },
];

/** "Accepted: base64 wrapped in lines". */
export const wrappedBase64: readonly Acceptance[] = [
  [76, '\r\n'] as const,
  [64, '\n'] as const,
  [4, '\r\n'] as const,
  [1, '\n'] as const,
  [60, '\r'] as const,
].map(([columns, lineEnd]) => ({
  name: `base64 in lines of ${columns} that end in ${JSON.stringify(lineEnd)}`,
  message: ({ message }) => ({ message, field: `${wrapped(toBase64(message), columns, lineEnd)}${lineEnd}` }),
}));
