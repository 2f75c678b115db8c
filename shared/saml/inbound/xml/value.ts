import { Problem } from '../../../problems/problem.ts';

/** What does not stand for itself in text: control characters, line ends, references, what may end in `]]>`. */
const specialInText = /[\0-\x08\x0b-\x1f&\]\ufffe\uffff]/;
const specialInAttribute = /[\0-\x1f&<\ufffe\uffff]/;

/**
 * The characters that `raw` text between two tags stands for: line ends normalised, references replaced
 * (XML 1.0 2.4, 2.11, 4.1).
 * @throws Problem `xml-malformed`
 */
export function textValue(raw: string): string {
  if (!specialInText.test(raw)) return raw;
  refuseOtherCharacters(raw);
  if (raw.includes(']]>')) throw malformed(']]> in text');
  return withoutReferences(raw.replace(/\r\n?/g, '\n'));
}

/**
 * The value that `raw` characters between the quotes of an attribute stand for, normalised as CDATA is
 * (XML 1.0 3.1, 3.3.3).
 * @throws Problem `xml-malformed`
 */
export function attributeValue(raw: string): string {
  if (!specialInAttribute.test(raw)) return raw;
  refuseOtherCharacters(raw);
  if (raw.includes('<')) throw malformed('< in an attribute');
  return withoutReferences(raw.replace(/\r\n|[\t\n\r]/g, ' '));
}

/** What XML 1.0 2.2 has no character for. The text comes from UTF-8, which has no lone surrogates. */
const noCharacter = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;

function refuseOtherCharacters(raw: string): void {
  if (noCharacter.test(raw)) throw malformed('a character that XML does not have');
}

/** One reference at a time: `replace` would gather all of them before it looks at the first. */
function withoutReferences(text: string): string {
  let value = '';
  let from = 0;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', from)) {
    const end = text.indexOf(';', at);
    const name = text.slice(at + 1, Math.max(at, end));
    const character = predefined.get(name) ?? numbered(name);
    if (character === undefined) throw malformed(`the reference &${name}`);
    value += text.slice(from, at) + character;
    from = end + 1;
  }
  return value + text.slice(from);
}

const predefined: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function numbered(name: string): string | undefined {
  const [, hexadecimal, decimal = ''] = /^#(?:x([\dA-Fa-f]+)|(\d+))$/.exec(name) ?? [];
  const code = hexadecimal === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hexadecimal, 16);
  return isCharacter(code) ? String.fromCodePoint(code) : undefined;
}

/** Char of XML 1.0 2.2; no number is none. */
function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}

const malformed = (what: string) => new Problem('xml-malformed', { actual: what });
