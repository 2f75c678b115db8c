/** A document and its canonical form, as libxml2 writes it. */
export interface CanonicalDocument {
  readonly name: string;
  readonly form: 'exclusive' | 'inclusive';
  readonly document: string;
  readonly expected: string;
}

export const canonicalDocuments: readonly CanonicalDocument[] = [
  {
    name: 'empty elements become start and end tags',
    form: 'exclusive',
    document: '<a><b/><c ></c ></a>',
    expected: '<a><b></b><c></c></a>',
  },
  {
    name: 'attributes come by namespace, then by local name',
    form: 'exclusive',
    document: '<a xmlns:z="urn:1" xmlns:y="urn:2" y:b="1" z:c="2" c="3" b="4" y:a="5"/>',
    expected: '<a xmlns:y="urn:2" xmlns:z="urn:1" b="4" c="3" z:c="2" y:a="5" y:b="1"></a>',
  },
  {
    name: 'attributes beyond U+FFFF come behind all others',
    form: 'exclusive',
    document: '<a \u{10000}="1" \ufb01="2" z="3"/>',
    expected: '<a z="3" \ufb01="2" \u{10000}="1"></a>',
  },
  {
    name: 'astral attributes with a common beginning come by their end',
    form: 'exclusive',
    document: '<a \u{10000}b="1" \u{10000}a="2" \u{10000}="3" \u{10001}="4"/>',
    expected: '<a \u{10000}="3" \u{10000}a="2" \u{10000}b="1" \u{10001}="4"></a>',
  },
  {
    name: 'the last low surrogate is one too',
    form: 'exclusive',
    document: '<a \u{103ff}="1" \u{103fe}="2"/>',
    expected: '<a \u{103fe}="2" \u{103ff}="1"></a>',
  },
  {
    name: 'upper case comes before lower case',
    form: 'exclusive',
    document: '<a b="1" B="2" _="3"/>',
    expected: '<a B="2" _="3" b="1"></a>',
  },
  {
    name: 'a shorter name comes before a longer one',
    form: 'exclusive',
    document: '<a ab="1" a="2" abc="3"/>',
    expected: '<a a="2" ab="1" abc="3"></a>',
  },
  {
    name: 'declarations come before attributes, by prefix, the default first',
    form: 'inclusive',
    document: '<b:a x="1" xmlns:c="urn:c" xmlns="urn:d" xmlns:b="urn:b" c:y="2"><e/></b:a>',
    expected: '<b:a xmlns="urn:d" xmlns:b="urn:b" xmlns:c="urn:c" x="1" c:y="2"><e></e></b:a>',
  },
  ...(['exclusive', 'inclusive'] as const).map((form) => ({
    name: `a declaration of the prefix xml is never written (${form})`,
    form,
    document: `<a xmlns:xml="http://www.w3.org/XML/1998/namespace" xml:lang="de"><b xmlns:xml="http://www.w3.org/XML/1998/namespace"/></a>`,
    expected: '<a xml:lang="de"><b></b></a>',
  })),
  {
    name: 'only what is visibly used is declared',
    form: 'exclusive',
    document: '<a xmlns:b="urn:b" xmlns:c="urn:c"><b:d c:e="1"/></a>',
    expected: '<a><b:d xmlns:b="urn:b" xmlns:c="urn:c" c:e="1"></b:d></a>',
  },
  {
    name: 'everything in scope is declared',
    form: 'inclusive',
    document: '<a xmlns:b="urn:b" xmlns:c="urn:c"><b:d c:e="1"/></a>',
    expected: '<a xmlns:b="urn:b" xmlns:c="urn:c"><b:d c:e="1"></b:d></a>',
  },
  {
    name: 'a declaration is not repeated below the element that wrote it',
    form: 'exclusive',
    document: '<b:a xmlns:b="urn:b"><b:c xmlns:b="urn:b"><b:d/></b:c></b:a>',
    expected: '<b:a xmlns:b="urn:b"><b:c><b:d></b:d></b:c></b:a>',
  },
  {
    name: 'siblings that use a prefix each declare it',
    form: 'exclusive',
    document: '<a xmlns:b="urn:b"><b:c/><b:c/></a>',
    expected: '<a><b:c xmlns:b="urn:b"></b:c><b:c xmlns:b="urn:b"></b:c></a>',
  },
  {
    name: 'a prefix that changes its namespace is declared anew, and again behind it',
    form: 'exclusive',
    document: '<b:a xmlns:b="urn:1"><b:a xmlns:b="urn:2"><b:a xmlns:b="urn:1"/></b:a><b:a/></b:a>',
    expected: '<b:a xmlns:b="urn:1"><b:a xmlns:b="urn:2"><b:a xmlns:b="urn:1"></b:a></b:a><b:a></b:a></b:a>',
  },
  {
    name: 'two prefixes of one namespace are two declarations',
    form: 'exclusive',
    document: '<a:e xmlns:a="urn:1" xmlns:b="urn:1"><b:e/></a:e>',
    expected: '<a:e xmlns:a="urn:1"><b:e xmlns:b="urn:1"></b:e></a:e>',
  },
  {
    name: 'the default namespace is undeclared where an ancestor declared one',
    form: 'exclusive',
    document: '<a xmlns="urn:1"><b xmlns=""><c xmlns="urn:1"/></b></a>',
    expected: '<a xmlns="urn:1"><b xmlns=""><c xmlns="urn:1"></c></b></a>',
  },
  {
    name: 'the default namespace is undeclared for the element that has none, however far below',
    form: 'exclusive',
    document: '<a xmlns="urn:1"><p:b xmlns="" xmlns:p="urn:p"><c/></p:b></a>',
    expected: '<a xmlns="urn:1"><p:b xmlns:p="urn:p"><c xmlns=""></c></p:b></a>',
  },
  {
    name: 'the default namespace is undeclared where it is said',
    form: 'inclusive',
    document: '<a xmlns="urn:1"><p:b xmlns="" xmlns:p="urn:p"><c/></p:b></a>',
    expected: '<a xmlns="urn:1"><p:b xmlns="" xmlns:p="urn:p"><c></c></p:b></a>',
  },
  {
    name: 'an undeclared default namespace is not undeclared again',
    form: 'inclusive',
    document: '<a xmlns=""><b xmlns=""/></a>',
    expected: '<a><b></b></a>',
  },
  {
    name: 'a default namespace that nobody uses is left out',
    form: 'exclusive',
    document: '<p:a xmlns="urn:1" xmlns:p="urn:p"><p:b/></p:a>',
    expected: '<p:a xmlns:p="urn:p"><p:b></p:b></p:a>',
  },
  {
    name: 'a default namespace ends with the element that declared it',
    form: 'exclusive',
    document: '<p:a xmlns:p="urn:p"><b xmlns="urn:1"/><c/></p:a>',
    expected: '<p:a xmlns:p="urn:p"><b xmlns="urn:1"></b><c></c></p:a>',
  },
  {
    name: 'an attribute without a prefix is in no namespace, and undeclares none',
    form: 'exclusive',
    document: '<a xmlns="urn:1"><b c="1"/></a>',
    expected: '<a xmlns="urn:1"><b c="1"></b></a>',
  },
  {
    name: 'xml:lang and xml:space stay where they are',
    form: 'exclusive',
    document: '<a xml:space="preserve" xml:lang="de"><b xml:lang="en"/></a>',
    expected: '<a xml:lang="de" xml:space="preserve"><b xml:lang="en"></b></a>',
  },
  {
    name: 'xml: attributes stand among the others by their namespace',
    form: 'exclusive',
    document: '<a xmlns:n="urn:n" xmlns:h="http://a/" n:x="1" xml:lang="de" h:x="2" x="3"/>',
    expected: '<a xmlns:h="http://a/" xmlns:n="urn:n" x="3" h:x="2" xml:lang="de" n:x="1"></a>',
  },
  {
    name: 'text keeps its line breaks, as line feeds',
    form: 'exclusive',
    document: '<a>1\r\n2\r3\n4\t5</a>',
    expected: '<a>1\n2\n3\n4\t5</a>',
  },
  {
    name: 'a carriage return by reference stays one',
    form: 'exclusive',
    document: '<a b="&#13;">&#13;&#xD;\r\n</a>',
    expected: '<a b="&#xD;">&#xD;&#xD;\n</a>',
  },
  {
    name: 'attribute values keep white space by reference only',
    form: 'exclusive',
    document: '<a b="1\r\n2\t3&#10;4&#9;5&#13;&#10;6"/>',
    expected: '<a b="1 2 3&#xA;4&#x9;5&#xD;&#xA;6"></a>',
  },
  {
    name: 'references become characters, and characters that must be become references',
    form: 'exclusive',
    document: '<a b="&lt;&gt;&amp;&quot;&apos;">&lt;&gt;&amp;&quot;&apos;</a>',
    expected: '<a b="&lt;>&amp;&quot;\'">&lt;&gt;&amp;"\'</a>',
  },
  {
    name: 'a text of nothing but what must be a reference becomes references',
    form: 'exclusive',
    document: '<a>&lt;</a>',
    expected: '<a>&lt;</a>',
  },
  {
    name: 'quotation marks are double',
    form: 'exclusive',
    document: "<a b='\"' c='&apos;'/>",
    expected: '<a b="&quot;" c="\'"></a>',
  },
  {
    name: 'characters stay characters, composed or not',
    form: 'exclusive',
    document: '<a b="ée\u0301">\u{1f600}\u0085\u2028&#x10FFFD;&#x85;</a>',
    expected: '<a b="ée\u0301">\u{1f600}\u0085\u2028\u{10fffd}\u0085</a>',
  },
  {
    name: 'no normalisation joins what looks alike',
    form: 'exclusive',
    document: '<a><é/><e\u0301/></a>',
    expected: '<a><é></é><e\u0301></e\u0301></a>',
  },
  {
    name: 'the XML declaration and the white space around the root are left out',
    form: 'exclusive',
    document: '<?xml version="1.0" encoding="UTF-8"?>\n <a/>\n',
    expected: '<a></a>',
  },
  {
    name: 'names in attribute values do not use their prefixes',
    form: 'exclusive',
    document:
      '<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="xs:string"/>',
    expected: '<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string"></a>',
  },
];
