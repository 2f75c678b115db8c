import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalXml } from '../../shared/saml/inbound/xml/canonical-xml.ts';
import { readXml } from '../../shared/saml/inbound/xml/read-xml.ts';
import { claimNames, claimsOfBSimon, withClaim } from '../fixtures/entra-parts.ts';
import { signedResponse } from '../fixtures/signed-response.ts';
import { xmlDocument } from './xml-document.ts';

const options = { exclusive: '--exc-c14n', inclusive: '--c14n' } as const;
type Form = keyof typeof options;

/** What libxml2 makes of the document; `-` is standard input, and nothing is fetched. */
function libxml2(xml: string, form: Form): string {
  return execFileSync('xmllint', ['--nonet', options[form], '-'], { input: xml, encoding: 'utf8' });
}

function ours(xml: string, form: Form): string {
  return canonicalXml(readXml(Buffer.from(xml, 'utf8')), { form });
}

const documents: readonly (readonly [name: string, xml: string])[] = [
  ['an empty element', '<a/>'],
  [
    'an XML declaration and white space after the root',
    '<?xml version="1.0" encoding="UTF-8"?>\n<a></a>\n\n',
  ],
  ['white space inside tags and end tags', '<a  b = "1"\n\tc=\'2\' ><d /></a  >'],
  ['attributes out of order', '<a z="1" y="2" B="3" b="4" _="5"/>'],
  ['attributes of several namespaces', '<a xmlns:z="u:1" xmlns:y="u:2" z:a="1" y:a="2" a="3" z:B="4"/>'],
  ['prefixes whose order is not that of their namespaces', '<b:a xmlns:b="u:2" xmlns:a="u:9" a:x="1"/>'],
  ['namespace declarations nobody uses', '<a xmlns:x="u:x" xmlns="u:d"><b xmlns:y="u:y"/></a>'],
  ['a declaration repeated below', '<x:a xmlns:x="u:x"><x:b xmlns:x="u:x"><x:c/></x:b></x:a>'],
  ['a prefix bound anew below and back again', '<x:a xmlns:x="u:1"><x:b xmlns:x="u:2"/><x:c/></x:a>'],
  ['a default namespace undone', '<a xmlns="u:d"><b xmlns=""><c xmlns=""/></b><d/></a>'],
  [
    'a default namespace undone under a prefix',
    '<x:a xmlns:x="u:x" xmlns="u:d"><x:b xmlns=""><c/></x:b></x:a>',
  ],
  ['a default namespace first used below', '<x:a xmlns:x="u:x" xmlns="u:d"><b/><x:c><d/></x:c></x:a>'],
  ['a prefix first used by siblings', '<a xmlns:x="u:x"><x:b/><x:c><x:d/></x:c><e x:f="1"/></a>'],
  ['two prefixes of one namespace', '<x:a xmlns:x="u:1" xmlns:y="u:1"><y:b x:c="1"/></x:a>'],
  [
    'the prefix xml declared',
    '<a xmlns:xml="http://www.w3.org/XML/1998/namespace" xml:lang="en"><b xmlns:xml="http://www.w3.org/XML/1998/namespace"/></a>',
  ],
  ['xml: attributes', '<a xml:lang="en" xml:space="preserve"><b xml:lang="de" xml:id="_1"/></a>'],
  ['predefined entities in text', '<a>&lt;&gt;&amp;&quot;&apos; > "\'</a>'],
  ['predefined entities in an attribute', '<a b="&lt;&gt;&amp;&quot;&apos; > \'"/>'],
  ['line ends of all kinds', '<a>1\r\n2\r3\n4</a>'],
  ['character references to white space in text', '<a>&#13;&#xD;&#10;&#9;&#32;</a>'],
  ['character references to white space in an attribute', '<a b="&#13;&#xA;&#x9; &#32;"/>'],
  ['white space in an attribute', '<a b="1\n2\t3\r\n4"/>'],
  ['characters of two, three and four bytes', '<a b="é€𝄞">é€𝄞&#xE9;&#x20AC;&#x1D11E;</a>'],
  ['names beyond ASCII', '<é xmlns:ü="u:u" ü:ö="1" ä="2"/>'],
  ['DEL, C1 controls and a non-character of plane 1', '<a>\u007f\u0085\u009f\u{1ffff}</a>'],
  ['white space between elements', '<a>\n  <b>\n\t<c/> </b>\r\n</a>'],
  ['text and elements mixed', '<a>one<b>two</b>three<c/>four</a>'],
  ['a deep tree', `${'<a xmlns="u:a"><x:b xmlns:x="u:b">'.repeat(15)}${'</x:b></a>'.repeat(15)}`],
  ["Entra's response, assertion signed", signedResponse()],
  ["Entra's response, both signed", signedResponse({}, { sign: 'both' })],
  [
    'claims with every character that needs care',
    signedResponse({
      nameId: 'ÅÄÖ&<>"\'\u{1F511}@contoso.com',
      claims: withClaim(claimsOfBSimon, claimNames.displayName, 'a\rb\tc\nd & <e> "f" \'g\''),
    }),
  ],
];

describe.each(['exclusive', 'inclusive'] as const)('%s canonical form', (form) => {
  test.each(documents)('of %s is what libxml2 writes', (_name, xml) => {
    expect(ours(xml, form)).toBe(libxml2(xml, form));
  });

  test('of any document is what libxml2 writes', () => {
    fc.assert(
      fc.property(xmlDocument, (xml) => {
        expect(ours(xml, form)).toBe(libxml2(xml, form));
      }),
      { numRuns: 150 },
    );
  });

  test('of a canonical document is itself', () => {
    fc.assert(
      fc.property(xmlDocument, (xml) => {
        const once = ours(xml, form);
        expect(ours(once, form)).toBe(once);
      }),
    );
  });
});

test('a namespace name that libxml2 makes ill-formed XML of is never canonicalised: the reader refuses it', () => {
  const xml = '<a xmlns="http://example.com/?a&amp;b"></a>';

  expect(libxml2(xml, 'exclusive')).toBe('<a xmlns="http://example.com/?a&b"></a>');
  expect(() => ours(xml, 'exclusive')).toThrow(expect.objectContaining({ code: 'xml-namespace' }));
});
