import { Buffer } from 'node:buffer';
import { Problem } from '../../problems/problem.ts';

/**
 * Returns the bytes of a `SAMLResponse` form field (SAML Bindings 3.5.4): standard base64 with its padding, on one
 * line or wrapped in lines by CR and LF, and nothing else.
 * @throws Problem `base64-malformed`, whose `actual` names the damage that proxies and scripts do on the way
 */
export function decodePostBinding(field: string): Uint8Array {
  const text = field.includes('\n') || field.includes('\r') ? field.replace(/[\r\n]+/g, '') : field;
  const bytes = strictBase64(text);
  if (bytes === undefined || bytes.length === 0) throw malformed(damageOf(text));
  if (isBase64OfMarkup(bytes)) throw malformed('base64, encoded twice');
  return bytes;
}

/**
 * The bytes of `text`, or undefined unless it is exactly their standard base64. Node's decoder skips what
 * it does not know; comparing with what it would have written leaves one spelling for each value.
 */
export function strictBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

const malformed = (damage: string | undefined) =>
  new Problem('base64-malformed', {
    expected: 'base64 of the message, encoded once, + / = in percent',
    ...(damage === undefined ? {} : { actual: damage }),
  });

/**
 * What damages a field on its way, and what undoes it. Only to name the damage: a repaired field is never read as a
 * message.
 */
const damages: readonly (readonly [damage: string, undone: (text: string) => string])[] = [
  ['blanks where + was: the form was not percent-encoded', (text) => text.replaceAll(' ', '+')],
  ['percent-encoded twice', (text) => undoPercent(text)],
  ['line ends written as text', (text) => text.replace(/\\[rn]|&#(?:13|10|x0?[da]);|%0[da]/gi, '')],
  ['blanks or tabs between the lines', (text) => text.replace(/[ \t\f]/g, '')],
  ['the URL alphabet, - and _', (text) => text.replaceAll('-', '+').replaceAll('_', '/')],
  ['no = at the end', (text) => text + '='.repeat((4 - (text.length % 4)) % 4)],
  [
    'the URL alphabet, without = at the end',
    (text) => text.replaceAll('-', '+').replaceAll('_', '/') + '='.repeat((4 - (text.length % 4)) % 4),
  ],
];

/** Returns the damage of a field; undefined if it is none of these. Linear in the length of the field. */
function damageOf(text: string): string | undefined {
  if (text === '') return 'nothing';
  if (text.startsWith('<')) return 'XML, not encoded';
  const [damage] = damages.find(([, undo]) => isWhole(undo(text))) ?? [];
  return damage ?? (/^[A-Za-z0-9+/=]+$/.test(text) ? 'cut off, or put together of pieces' : undefined);
}

function isWhole(text: string): boolean {
  const bytes = strictBase64(text);
  return bytes !== undefined && bytes[0] === lessThan;
}

/** Of the characters that base64 has: `%2B`, and `%252B` where it was done three times. */
function undoPercent(text: string): string {
  return text
    .replace(/%(?:25)*2b/gi, '+')
    .replace(/%(?:25)*2f/gi, '/')
    .replace(/%(?:25)*3d/gi, '=')
    .replace(/%(?:25)*0[da]/gi, '');
}

const lessThan = 0x3c;
const startOfBase64 = /^[A-Za-z0-9+/]{4}/;

/** Whether the result is base64 of markup again. Looks only at the first four characters. */
function isBase64OfMarkup(bytes: Uint8Array): boolean {
  const [start = ''] = startOfBase64.exec(Buffer.from(bytes.subarray(0, 4)).toString('latin1')) ?? [];
  return start !== '' && Buffer.from(start, 'base64')[0] === lessThan;
}
