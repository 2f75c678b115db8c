import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { attributeOf, textOf } from '../../../../shared/saml/inbound/xml/element.ts';
import { isNcName } from '../../../../shared/saml/inbound/xml/names.ts';
import { readXml } from '../../../../shared/saml/inbound/xml/read-xml.ts';
import { refusalOf } from '../refusal.ts';

const read = (text: string) => readXml(Buffer.from(text));
const outcomeOf = (text: string) => refusalOf(() => read(text));
const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';

describe('a document', () => {
  it.each([
    '<a/>',
    '<a></a>',
    ' \t\r\n<a/> \t\r\n',
    '<a \t\r\n></a \t\r\n>',
    '<a />',
    '<a b=""/>',
    "<a b=''\n c = \t''/>",
    '<a b=">"/>',
    '<a>></a>',
    '<a><a/><b><a/></b></a>',
    '<p:a xmlns:p="urn:p"></p:a>',
    '<xml:a/>',
    '<xmlns/>',
  ])('%j is read', (text) => {
    expect(outcomeOf(text)).toBe('done');
  });

  it.each([
    '',
    ' ',
    'a',
    'x<a/>',
    '<a/>x',
    '<a/>&#32;',
    '<a/>\0',
    '<a/><a/>',
    '<a/></a>',
    '<a></a></a>',
    '</a>',
    '<',
    '<a',
    '<a>',
    '<a/',
    '<a></a',
    '<a></',
    '<a><',
    '<a>x',
    '< a/>',
    '<a/ >',
    '<a / >',
    '<a></ a>',
    '<a></a b="">',
    '<a></b>',
    '<a></A>',
    '<a></ab>',
    '<ab></a>',
    '<a><b></a></b>',
    '<p:a xmlns:p="urn:p"></a>',
    '<a xmlns:p="urn:p"></p:a>',
    '<p:a xmlns:p="urn:p" xmlns:q="urn:p"></q:a>',
    '<a b></a>',
    '<a b=></a>',
    '<a b=c></a>',
    '<a b="c></a>',
    '<a b=\'c"></a>',
    '<a b="c\'></a>',
    '<a b="c"c="d"/>',
    '<ab="c"/>',
    '<a ="c"/>',
    '<a "c"/>',
    '<a b=`c`/>',
    '<a b="<"/>',
    '<a b="" b=""/>',
    '<a b="" c="" b=""/>',
  ])('%j is malformed', (text) => {
    expect(outcomeOf(text)).toBe('xml-malformed');
  });
});

describe('a name', () => {
  const starts = ['a', 'z', 'A', 'Z', '_', '\u00c0', '\u00d6', '\u037f', '\u200c', '\u2070', '\u3001'];
  const moreStarts = ['\ud7ff', '\uf900', '\ufffd', '\u{10000}', '\u{effff}'];
  const insides = ['-', '.', '0', '9', '\u00b7', '\u0300', '\u036f', '\u203f', '\u2040'];
  const neither = ['!', '@', '[', '`', '{', '\x7f', '\u00a0', '\u00d7', '\u00f7', '\u037e', '\u2000'];
  const moreNeither = ['\u206f', '\u3000', '\ue000', '\u{f0000}', '\u{10ffff}', ' ', '/', ';'];

  it.each([...starts, ...moreStarts])('begins and goes on with %j', (character) => {
    expect(outcomeOf(`<${character}/>`)).toBe('done');
    expect(outcomeOf(`<a${character} b${character}=""/>`)).toBe('done');
  });

  it.each(insides)('goes on with %j, but does not begin so', (character) => {
    expect(outcomeOf(`<a${character}/>`)).toBe('done');
    expect(outcomeOf(`<a\u00e9${character}/>`)).toBe('done');
    expect(outcomeOf(`<${character}/>`)).toBe('xml-malformed');
    expect(outcomeOf(`<${character}\u00e9/>`)).toBe('xml-malformed');
    expect(outcomeOf(`<p:${character} xmlns:p="urn:p"/>`)).toBe('xml-malformed');
    expect(outcomeOf(`<a ${character}=""/>`)).toBe('xml-malformed');
  });

  it.each([...neither, ...moreNeither])('has no %j', (character) => {
    expect(outcomeOf(`<${character}/>`)).toBe('xml-malformed');
    expect(outcomeOf(`<a${character}b/>`)).toBe('xml-malformed');
  });

  it.each([':a', 'p:', 'p::a', 'p:a:b', ':', 'p:1', '1:a', 'p: a'])('is not %j', (name) => {
    expect(outcomeOf(`<r xmlns:p="urn:p"><${name}/></r>`)).toBe('xml-malformed');
    expect(outcomeOf(`<r xmlns:p="urn:p" ${name}=""/>`)).toBe('xml-malformed');
  });
});

describe('isNcName', () => {
  it.each(['a', '_1', 'a-b.c', '\u00e9'])('is one: %j', (text) => {
    expect(isNcName(text)).toBe(true);
  });

  it.each(['', '1a', 'a b', 'a:b', ' a', 'a ', 'a\u00d7'])('is none: %j', (text) => {
    expect(isNcName(text)).toBe(false);
  });
});

describe('a value', () => {
  it.each([
    ['a\r\nb\rc\nd\r\r\ne', 'a\nb\nc\nd\n\ne', 'a b c d  e'],
    ['\t', '\t', ' '],
    ['1&#32;2', '1 2', '1 2'],
    ['&#9;&#10;&#13;&#xD;&#xa;', '\t\n\r\r\n', '\t\n\r\r\n'],
    ['&lt;&gt;&amp;&quot;&apos;', '<>&"\'', '<>&"\''],
    ['&amp;lt;&#38;#60;', '&lt;&#60;', '&lt;&#60;'],
    ['a&#65;b&#x42;c&#x00063;', 'aAbBcc', 'aAbBcc'],
    ['&#xD7FF;&#xE000;&#xFFFD;&#x10000;&#x10FFFF;', '\ud7ff\ue000\ufffd\u{10000}\u{10ffff}', undefined],
    ['\x7f\u0085\u2028\ufffd\u{1ffff}', '\x7f\u0085\u2028\ufffd\u{1ffff}', undefined],
    [']]', ']]', undefined],
    [']] >]>', ']] >]>', undefined],
    [']]&gt;', ']]>', undefined],
    [']&#93;>', ']]>', undefined],
  ])('of %j', (raw, inText, inAttribute = inText) => {
    expect(textOf(read(`<a>${raw}</a>`))).toBe(inText);
    expect(attributeOf(read(`<a b="${raw}"/>`), 'b')).toBe(inAttribute);
    expect(attributeOf(read(`<a b='${raw}'/>`), 'b')).toBe(inAttribute);
  });

  it('holds the other kind of quotation mark', () => {
    expect(attributeOf(read('<a b="\'"/>'), 'b')).toBe("'");
    expect(attributeOf(read("<a b='\"'/>"), 'b')).toBe('"');
  });

  it.each([
    ...['\0', '\x01', '\x08', '\x0b', '\x0c', '\x0e', '\x1f', '\ufffe', '\uffff'],
    ...['&', '&;', '&lt', '&lt ;', '&LT;', '&nbsp;', '&toString;', '&&lt;', 'a&b;c&lt;'],
    ...['&#;', '&#x;', '&#a;', '&#xg;', '&#X41;', '&#65x;', '&#-1;', '&# 65;', '&#6\n5;', '&65;'],
    ...['&#0;', '&#8;', '&#11;', '&#31;', '&#xD800;', '&#xDFFF;', '&#xFFFE;', '&#xFFFF;', '&#x110000;'],
  ])('is not %j', (raw) => {
    expect(outcomeOf(`<a>${raw}</a>`)).toBe('xml-malformed');
    expect(outcomeOf(`<a b="${raw}"/>`)).toBe('xml-malformed');
  });

  it('ends an element nowhere but in text', () => {
    expect(outcomeOf('<a>]]></a>')).toBe('xml-malformed');
    expect(outcomeOf('<a>]]]></a>')).toBe('xml-malformed');
    expect(attributeOf(read('<a b="]]>"/>'), 'b')).toBe(']]>');
  });
});

describe('a prefix', () => {
  it('stands for what the nearest declaration says, and for that alone', () => {
    const root = read(
      '<p:a xmlns:p="urn:1" xmlns="urn:d"><p:b xmlns:p="urn:2" xmlns=""><p:c/><d p:e="" f=""/></p:b><p:g/><h/></p:a>',
    );
    const names: string[] = [];
    const visit = (element: typeof root): void => {
      names.push(`{${element.namespace}}${element.localName}`);
      for (const { namespace, localName } of element.attributes) names.push(`@{${namespace}}${localName}`);
      for (const child of element.children) if (typeof child !== 'string') visit(child);
    };
    visit(root);

    expect(names).toEqual([
      '{urn:1}a',
      '{urn:2}b',
      '{urn:2}c',
      '{}d',
      '@{urn:2}e',
      '@{}f',
      '{urn:1}g',
      '{urn:d}h',
    ]);
  });

  it('is in force in the element that declares it, before and behind the declaration', () => {
    const root = read('<p:a p:b="" xmlns:p="urn:p" p:c=""/>');

    expect(root.namespace).toBe('urn:p');
    expect(root.attributes.map(({ namespace }) => namespace)).toEqual(['urn:p', 'urn:p']);
  });

  it('xml needs no declaration', () => {
    expect(read('<a xml:lang="en"/>').attributes[0]?.namespace).toBe(xmlNamespace);
  });

  it.each([
    '<p:a/>',
    '<a p:b=""/>',
    '<a><b xmlns:p="urn:p"/><p:c/></a>',
    '<a><b xmlns:p="urn:p"></b><c p:d=""/></a>',
    '<xmlns:a/>',
    '<a xmlns:p=""/>',
    '<a xmlns:p="urn:p"><b xmlns:p=""/></a>',
    '<a xmlns:p="urn:p" xmlns:p="urn:q"/>',
    '<a xmlns="urn:p" b="" xmlns="urn:p"/>',
    '<a xmlns:p="urn:p" xmlns:q="urn:p" p:b="" q:b=""/>',
    `<a xmlns="${xmlNamespace}"/>`,
    `<a xmlns:p="${xmlNamespace}"/>`,
    `<a xmlns="${xmlnsNamespace}"/>`,
    `<a xmlns:p="${xmlnsNamespace}"/>`,
    `<a xmlns:xmlns="${xmlnsNamespace}"/>`,
    '<a xmlns:xmlns="urn:p"/>',
    '<a xmlns:xml="urn:p"/>',
    '<a xmlns:xml=""/>',
    `<a xmlns:xml="${xmlNamespace}" xmlns:xml="${xmlNamespace}"/>`,
    '<a xmlns:="urn:p"/>',
  ])('is malformed in %j', (text) => {
    expect(outcomeOf(text)).toBe('xml-malformed');
  });

  it.each([
    '<a xmlns:p="urn:p" b="" p:b=""/>',
    '<a xmlns:p="urn:p" xmlns:q="urn:q" p:b="" q:b=""/>',
    '<p:a xmlns:p="urn:p"><q:a xmlns:q="urn:p" q:b=""/></p:a>',
    '<a xmlns="urn:a"><b xmlns=""/></a>',
    '<a xmlns:a="urn:a" xmlns="urn:a" a:b="" b=""/>',
    '<a xmlns="http://a.example/b"/>',
    '<a xmlns="urn:a#bc"/>',
    '<a xmlns="urn:a#%4a"/>',
    `<a xmlns:xml="${xmlNamespace}" xml:lang="de"/>`,
  ])('is read in %j', (text) => {
    expect(outcomeOf(text)).toBe('done');
  });

  it.each([
    '<a xmlns="a"/>',
    '<a xmlns:p="a"/>',
    '<a xmlns=" "/>',
    '<a xmlns="urn:a#%4"/>',
    '<a xmlns="urn:a#%zz"/>',
  ])('is not for us in %j', (text) => {
    expect(outcomeOf(text)).toBe('xml-namespace');
  });
});
