import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import type { ProblemCode } from '../../../../shared/problems/problem.ts';
import { xmlLimits } from '../../../../shared/saml/inbound/xml/limits.ts';
import { readXml } from '../../../../shared/saml/inbound/xml/read-xml.ts';
import { problemOf } from '../refusal.ts';

const malformed = 'xml-malformed';
const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
const ten = Array.from({ length: 10 }, (_, at) => ` a${at}=""`).join('');

it.each<[document: string, code: ProblemCode, actual?: string, expected?: string]>([
  ['\ufeff<a/>', 'xml-not-utf-8', 'a byte order mark'],
  ['<a><!-- secret --></a>', 'xml-comment', '<!-- secr'],
  ['<a><![CDATA[secret]]></a>', 'xml-cdata', '<![CDATA['],
  ['<!DOCTYPE secret><a/>', 'xml-doctype', '<!DOCTYPE'],
  ['<a><!x', malformed, '<!x'],
  ['<a><?x?></a>', 'xml-processing-instruction'],
  ['<?xml x?><a/>', malformed, 'the XML declaration'],
  ['<?xml version="1.1"?><a/>', 'xml-version', '1.1', '1.0'],
  ["<?xml version='1.1'?><a/>", 'xml-version', '1.1', '1.0'],
  ['<?xml version="1.0" encoding="Latin1"?><a/>', 'xml-encoding', 'Latin1', 'UTF-8'],
  ['a', malformed, 'no < at character 1'],
  ['<a/', malformed, 'no > at character 4'],
  ['<a b/>', malformed, 'no = at character 5'],
  ['<a b=c/>', malformed, "no ' at character 6"],
  ['<a b="c/>', malformed, 'a quotation mark that is not closed at character 7'],
  ['<a><1/></a>', malformed, 'no name at character 5'],
  ['<[/>', malformed, 'no name at character 2'],
  ['<\u00d7/>', malformed, 'no name at character 2'],
  ['<a\u0080/>', malformed, 'no name at character 2'],
  ['<a>x', malformed, 'an element that is not closed at character 4'],
  ['<a></b>', malformed, 'no end of a at character 6'],
  ['<a/>x', malformed, 'something behind the root element at character 5'],
  ['<p:a/>', malformed, 'the prefix p stands for nothing'],
  ['<a b="" b=""/>', malformed, 'an attribute twice'],
  [`<a${ten} a0=""/>`, malformed, 'an attribute twice'],
  ['<a xmlns:p="urn:p" xmlns:p="urn:q"/>', malformed, 'a prefix declared twice'],
  ['<a xmlns:p=""/>', malformed, 'the prefix p of '],
  [`<a xmlns:p="${xmlNamespace}"/>`, malformed, `the prefix p of ${xmlNamespace}`],
  ['<a xmlns="relative"/>', 'xml-namespace', 'relative'],
  [`<a xmlns:xml="${xmlNamespace}x"/>`, malformed, `the prefix xml of ${xmlNamespace}x`],
  ['<a>]]></a>', malformed, ']]> in text'],
  ['<a b="<"/>', malformed, '< in an attribute'],
  ['<a>\0</a>', malformed, 'a character that XML does not have'],
  ['<a>&b;</a>', malformed, 'the reference &b'],
  ['<a>&b</a>', malformed, 'the reference &'],
  ['<a ID="1"><b ID="1"/></a>', 'xml-id-repeated', '1'],
])('tells of %j what is wrong', (document, code, actual, expected) => {
  const problem = problemOf(() => readXml(Buffer.from(document)));

  expect({ code: problem?.code, actual: problem?.actual, expected: problem?.expected }).toEqual({
    code,
    actual,
    expected,
  });
});

it('tells how much too long an XML attribute is, and which', () => {
  const length = xmlLimits.maximumAttributeLength + 1;
  const problem = problemOf(() => readXml(Buffer.from(`<b a="${'x'.repeat(length)}"/>`)));

  expect(problem?.actual).toBe(`${length} characters in a`);
});
