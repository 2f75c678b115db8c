import { Buffer } from 'node:buffer';
import type { Attack } from '../attack.ts';
import { after } from '../splice.ts';

/** Text put into the NameID of a message. */
const inNameId = (name: string, insertion: string): Attack => ({
  name,
  attack: ({ message }) => after(message, '>B.Simon', insertion),
  code: 'xml-malformed',
});

/** Bytes put into the NameID of a message. */
const bytesInNameId = (name: string, ...bytes: number[]): Attack => ({
  name,
  attack: ({ message }) => {
    const whole = Buffer.from(message);
    const at = whole.indexOf('>B.Simon') + 8;
    return Buffer.concat([whole.subarray(0, at), Buffer.from(bytes), whole.subarray(at)]);
  },
  code: 'xml-not-utf-8',
});

const controls = [0x00, 0x01, 0x08, 0x0b, 0x0c, 0x0e, 0x1b, 0x1f].map((code) =>
  inNameId(`the control character ${code}`, String.fromCharCode(code)),
);

/** Characters that XML does not have, raw and by reference. */
export const characters: readonly Attack[] = [
  ...controls,
  inNameId('U+FFFE', '\ufffe'),
  inNameId('U+FFFF', '\uffff'),
  inNameId(']]> in text', ']]>'),
  bytesInNameId('an overlong solidus of two bytes', 0xc0, 0xaf),
  bytesInNameId('an overlong NUL', 0xc0, 0x80),
  bytesInNameId('an overlong less-than of three bytes', 0xe0, 0x80, 0xbc),
  bytesInNameId('an overlong less-than of four bytes', 0xf0, 0x80, 0x80, 0xbc),
  bytesInNameId('a lone high surrogate', 0xed, 0xa0, 0x80),
  bytesInNameId('a surrogate pair in CESU-8', 0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80),
  bytesInNameId('a code point beyond U+10FFFF', 0xf4, 0x90, 0x80, 0x80),
  bytesInNameId('a sequence of five bytes', 0xf8, 0x88, 0x80, 0x80, 0x80),
  bytesInNameId('a continuation byte alone', 0x80),
  bytesInNameId('a sequence that is cut off', 0xe2, 0x82),
  bytesInNameId('the byte FF', 0xff),
  bytesInNameId('Latin-1', 0xe9),
];

/** References to anything but the five predefined entities and legal characters. */
export const characterReferences: readonly Attack[] = [
  ...['&#0;', '&#1;', '&#x0;', '&#8;', '&#xB;', '&#xFFFE;', '&#xFFFF;'],
  ...['&#xD800;', '&#xDFFF;', '&#xD83D;&#xDE00;', '&#x110000;', '&#4294967361;', '&#x100000041;'],
  ...[
    '&#;',
    '&#x;',
    '&#X41;',
    '&#65a;',
    '&#x4g;',
    '&#-65;',
    '&#+65;',
    '&# 65;',
    '&#6 5;',
    '&#65.0;',
    '&#6e1;',
  ],
  ...['&;', '& ', '&amp', '&AMP;', '&Lt;', '& lt;', '&lt ;', '&nbsp;', '&eacute;', '&xxe;', '&%;', '&1;'],
  ...['&constructor;', '&__proto__;', '&toString;', '&hasOwnProperty;', '&valueOf;', '&#constructor;'],
].map((reference) => inNameId(`the reference ${reference}`, reference));

/** The same references where an attribute holds them. */
export const referencesInAttributes: readonly Attack[] = [
  '&#0;',
  '&xxe;',
  '&constructor;',
  '&',
  '&#xD800;',
].map((reference) => ({
  name: `the reference ${reference} in an attribute`,
  attack: ({ message }) => after(message, ' Recipient="', reference),
  code: 'xml-malformed',
}));
