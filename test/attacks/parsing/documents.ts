import { Buffer } from 'node:buffer';
import type { Acceptance, Attack } from '../attack.ts';
import { after, swap, without } from '../splice.ts';

const before = (name: string, prolog: string, code: Attack['code'], control?: string): Attack => ({
  name,
  attack: ({ message }) => prolog + message,
  ...(control === undefined ? {} : { control: ({ message }) => control + message }),
  code,
});

const entities =
  '<!DOCTYPE samlp:Response [<!ENTITY a "a"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>';

/** DOCTYPE in any form: nothing that it could declare is ever looked at. */
export const doctypes: readonly Attack[] = [
  before('a DOCTYPE', '<!DOCTYPE samlp:Response>', 'xml-doctype'),
  before('a DOCTYPE behind the declaration', '<?xml version="1.0"?><!DOCTYPE a>', 'xml-doctype'),
  before('a DOCTYPE behind white space', '\n<!DOCTYPE a>', 'xml-doctype'),
  before('an external DTD', '<!DOCTYPE a SYSTEM "https://evil.example/a.dtd">', 'xml-doctype'),
  before('a public DTD', '<!DOCTYPE a PUBLIC "-//x" "https://evil.example/a.dtd">', 'xml-doctype'),
  before('an external entity', '<!DOCTYPE a [<!ENTITY xxe SYSTEM "file:///etc/hostname">]>', 'xml-doctype'),
  before(
    'a parameter entity',
    '<!DOCTYPE a [<!ENTITY % p SYSTEM "https://evil.example/">%p;]>',
    'xml-doctype',
  ),
  before('entities that multiply', entities, 'xml-doctype'),
  before('a default attribute', '<!DOCTYPE a [<!ATTLIST Assertion ID CDATA "_x">]>', 'xml-doctype'),
  before('an attribute list that types ID', '<!DOCTYPE a [<!ATTLIST x y ID #IMPLIED>]>', 'xml-doctype'),
  before(
    'a DOCTYPE that hides a second document (ruby-saml 2025-25291)',
    '<!DOCTYPE a [<!NOTATION b PUBLIC "<!-- -->">]>',
    'xml-doctype',
  ),
  before('a DOCTYPE that never ends', '<!DOCTYPE a [', 'xml-doctype'),
  before('a small doctype', '<!doctype a>', 'xml-malformed'),
  before('an entity declaration without DOCTYPE', '<!ENTITY a "b">', 'xml-malformed'),
  {
    name: 'a DOCTYPE after the root',
    attack: ({ message }) => `${message}<!DOCTYPE a>`,
    code: 'xml-doctype',
  },
  {
    name: 'a DOCTYPE within the root',
    attack: ({ message }) => after(message, '</Issuer>', '<!DOCTYPE a>'),
    code: 'xml-doctype',
  },
  {
    name: 'a reference to an entity that a DOCTYPE declares',
    attack: ({ message }) => `<!DOCTYPE a [<!ENTITY n "admin">]>${swap(message, '>B.Simon', '>&n;')}`,
    code: 'xml-doctype',
  },
];

/** Declarations and encodings. */
export const encodings: readonly Attack[] = [
  ...['ISO-8859-1', 'UTF-16', 'UTF-7', 'utf8', 'US-ASCII', 'windows-1252', 'EBCDIC-CP-US'].map((encoding) =>
    before(
      `a declared encoding ${encoding}`,
      `<?xml version="1.0" encoding="${encoding}"?>`,
      'xml-encoding',
      '<?xml version="1.0" encoding="UTF-8"?>',
    ),
  ),
  before('XML 1.1', '<?xml version="1.1"?>', 'xml-version', '<?xml version="1.0"?>'),
  before('XML 1.1 in UTF-8', '<?xml version="1.1" encoding="UTF-8"?>', 'xml-version'),
  before('XML 2.0', '<?xml version="2.0"?>', 'xml-malformed'),
  before('a declaration without version', '<?xml encoding="UTF-8"?>', 'xml-malformed'),
  before('a declaration in capitals', '<?XML version="1.0"?>', 'xml-processing-instruction'),
  before('a declaration behind white space', ' <?xml version="1.0"?>', 'xml-processing-instruction'),
  before('a declaration that never ends', '<?xml version="1.0"', 'xml-malformed'),
  before('a byte order mark', '\ufeff', 'xml-not-utf-8'),
  before('two byte order marks', '\ufeff\ufeff', 'xml-not-utf-8'),
  {
    name: 'UTF-16 with its byte order mark',
    attack: ({ message }) => Buffer.from(`\ufeff${message}`, 'utf16le'),
    code: 'xml-not-utf-8',
  },
  {
    name: 'UTF-16 without a byte order mark',
    attack: ({ message }) => Buffer.from(message, 'utf16le'),
    code: 'xml-malformed',
  },
  {
    name: 'UTF-16 the other way round',
    attack: ({ message }) => Buffer.from(`\ufeff${message}`, 'utf16le').swap16(),
    code: 'xml-not-utf-8',
  },
  {
    name: 'UTF-32',
    attack: ({ message }) =>
      Buffer.from([...message].flatMap((character) => [0, 0, 0, character.charCodeAt(0)])),
    code: 'xml-malformed',
  },
  {
    name: 'UTF-7',
    attack: ({ message }) => message.replaceAll('<', '+ADw-'),
    code: 'xml-malformed',
  },
];

const malformed = (
  name: string,
  attack: (message: string) => string,
  code: Attack['code'] = 'xml-malformed',
): Attack => ({
  name,
  attack: ({ message }) => attack(message),
  code,
});

/** What is no well-formed XML, however many readers mend it. */
export const illFormed: readonly Attack[] = [
  malformed('text before the root', (message) => `x${message}`),
  malformed('text after the root', (message) => `${message}x`),
  malformed('a NUL after the root', (message) => `${message}\0`),
  malformed('a no-break space after the root', (message) => `${message}\u00a0`),
  malformed('a reference after the root', (message) => `${message}&#32;`),
  malformed('two roots', (message) => message + message),
  malformed('an empty element after the root', (message) => `${message}<a/>`),
  malformed('an end tag after the root', (message) => `${message}</samlp:Response>`),
  malformed('an unquoted attribute', (message) => message.replace(' Version="2.0"', ' Version=2.0')),
  malformed('an attribute without value', (message) => message.replace(' Version="2.0"', ' Version="2.0" x')),
  malformed('an attribute twice', (message) =>
    message.replace(' Version="2.0"', ' Version="2.0" Version="2.0"'),
  ),
  malformed('an attribute twice under two prefixes of one namespace', (message) =>
    message.replace('<samlp:Response ', '<samlp:Response xmlns:a="urn:a" xmlns:b="urn:a" a:x="1" b:x="2" '),
  ),
  malformed('a namespace declared twice', (message) =>
    message.replace(
      '<samlp:Response ',
      '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ',
    ),
  ),
  malformed('no white space between attributes', (message) => message.replace('" Version=', '"Version=')),
  malformed('a quotation mark that is not closed', (message) =>
    message.replace(' Version="2.0"', ' Version="2.0'),
  ),
  malformed('a less-than in an attribute', (message) =>
    message.replace(' Version="2.0"', ' Version="2.0" x="<"'),
  ),
  malformed('an undeclared prefix on an element', (message) =>
    message.replace('<samlp:Status>', '<a:x/><samlp:Status>'),
  ),
  malformed('an undeclared prefix on an attribute', (message) =>
    message.replace(' Version="2.0"', ' Version="2.0" a:x="1"'),
  ),
  malformed('the root without its declaration', (message) =>
    without(message, ' xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"'),
  ),
  malformed('an end tag of another name', (message) => message.replace('</samlp:Status>', '</samlp:State>')),
  malformed('an end tag of another prefix', (message) => message.replace('</samlp:Status>', '</Status>')),
  malformed('an end tag in another case', (message) => message.replace('</samlp:Status>', '</samlp:status>')),
  malformed('an end tag with an attribute', (message) =>
    message.replace('</samlp:Status>', '</samlp:Status x="1">'),
  ),
  malformed('an element that is not closed', (message) => message.replace('</samlp:Status>', '')),
  malformed('a name of two colons', (message) =>
    message.replace('<samlp:Status>', '<samlp:a:b/><samlp:Status>'),
  ),
  malformed('a name that begins with a colon', (message) =>
    message.replace('<samlp:Status>', '<:a/><samlp:Status>'),
  ),
  malformed('a name that ends in a colon', (message) =>
    message.replace('<samlp:Status>', '<samlp:/><samlp:Status>'),
  ),
  malformed('a local name that begins with a digit', (message) =>
    message.replace('<samlp:Status>', '<samlp:1/><samlp:Status>'),
  ),
  malformed('an attribute whose local name begins with a digit', (message) =>
    message.replace('<samlp:Status>', '<samlp:Status samlp:1="1">'),
  ),
  malformed('a prefix that begins with a hyphen', (message) =>
    message.replace('<samlp:Response ', '<samlp:Response xmlns:-a="urn:a" '),
  ),
  malformed('a name that begins with a digit', (message) =>
    message.replace('<samlp:Status>', '<1/><samlp:Status>'),
  ),
  malformed('an element of the prefix xmlns', (message) =>
    message.replace('<samlp:Status>', '<xmlns:a/><samlp:Status>'),
  ),
  malformed('a slash before the end of a tag', (message) =>
    message.replace('<samlp:Status>', '<samlp:Status/ >'),
  ),
  malformed('a declared section', (message) =>
    message.replace('<samlp:Status>', '<![INCLUDE[]]><samlp:Status>'),
  ),
];

/** "Accepted: white space after the root, any order and quoting of attributes." */
export const welcomeDocuments: readonly Acceptance[] = [
  ...['\n', '\r\n', '\r', '   ', '\t\n \r\n'].map(
    (space): Acceptance => ({
      name: `${JSON.stringify(space)} after the root`,
      message: ({ message }) => message + space,
    }),
  ),
  { name: 'white space before the root', message: ({ message }) => `\n  ${message}` },
  ...[
    '<?xml version="1.0"?>',
    "<?xml version='1.0' encoding='utf-8'?>",
    '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\r\n',
    '<?xml\n version="1.0"\tencoding="UTF-8"?>',
    '<?xml\tversion="1.0"?>',
  ].map(
    (declaration): Acceptance => ({
      name: `the declaration ${JSON.stringify(declaration)}`,
      message: ({ message }) => declaration + message,
    }),
  ),
  {
    name: 'single quotes around every attribute',
    message: ({ message }) => message.replaceAll('"', "'"),
  },
  {
    name: 'white space around equals signs and before the ends of tags',
    message: ({ message }) =>
      message
        .replace(/ ([\w:]+)="([^"]*)"/g, '\n\t$1 = "$2"')
        .replace(/<\/([\w:]+)>/g, '</$1\r\n>')
        .replace(/([\w"])>/g, '$1 >'),
  },
  {
    name: 'attributes in the reverse order',
    message: ({ message }) =>
      message.replace(/<([\w:]+)((?: [\w:]+="[^"]*")+)/g, (_, name: string, list: string) => {
        return `<${name}${(list.match(/ [\w:]+="[^"]*"/g) ?? []).reverse().join('')}`;
      }),
  },
  {
    name: 'start and end tags for every empty element',
    message: ({ message }) => message.replace(/<([\w:]+)((?: [\w:]+="[^"]*")*)\/>/g, '<$1$2></$1>'),
  },
  {
    name: 'references for quotation marks and a greater-than left as it is',
    message: ({ write }) =>
      write({ claims: [['a', '1 > 2 "quoted"']] }).replace('1 &gt; 2 "quoted"', '1 > 2 &quot;quoted&#x22;'),
    attribute: ['a', '1 > 2 "quoted"'],
  },
  {
    name: 'a namespace name written with a reference',
    message: ({ message }) => message.replace('"urn:oasis', '"urn&#58;oasis'),
  },
  {
    name: 'namespaces declared and never used',
    message: ({ message }) =>
      message.replace('<samlp:Response ', '<samlp:Response xmlns:a="urn:a" xmlns:b="urn:b" '),
  },
];
