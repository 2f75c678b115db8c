import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../shared/problems/problem.ts';
import { readXml } from '../../../../shared/saml/inbound/xml/read-xml.ts';
import {
  any,
  one,
  optional,
  readList,
  readSequence,
} from '../../../../shared/saml/inbound/xml/schema-sequence.ts';
import { problemOf } from '../refusal.ts';

const ns = 'urn:n';
const parentOf = (children: string) => readXml(Buffer.from(`<r xmlns="${ns}">${children}</r>`));
const refuse = (what: string) => new Problem('response-structure', { actual: what });

const particles = [one(ns, 'first'), optional(ns, 'second'), any(ns, 'a', 'b'), optional(ns, 'last')];
const read = (children: string) => readSequence(parentOf(children), particles, refuse);

describe('readSequence', () => {
  it.each([
    '<first/>',
    '<first/><second/>',
    '<first/><a/><b/><a/>',
    '<first/><second/><b/><last/>',
    '<first/><last/>',
    '\n <first/>\t<last/>\r\n',
  ])('takes %j', (children) => {
    expect(problemOf(() => read(children))).toBeUndefined();
  });

  it.each([
    ['', 'no first in r'],
    ['<second/>', 'no first in r'],
    ['<first/><first/>', 'first in r'],
    ['<second/><first/>', 'no first in r'],
    ['<first/><second/><second/>', 'second in r'],
    ['<first/><a/><second/>', 'second in r'],
    ['<first/><last/><a/>', 'a in r'],
    ['<first/><other/>', 'other in r'],
    ['<first xmlns="urn:other"/>', 'no first in r'],
    ['<first/><a xmlns="urn:other"/>', 'a in r'],
    ['<first/>text', 'text in r'],
    ['text<first/>', 'text in r'],
  ])('refuses %j: %s', (children, what) => {
    expect(problemOf(() => read(children))?.actual).toBe(what);
  });

  it('hands on what it found, in document order', () => {
    const found = read('<first/><a x="1"/><b/><a x="2"/>');

    expect(found.one('first').localName).toBe('first');
    expect(found.optional('second')).toBeUndefined();
    expect(found.all('a').map(({ attributes }) => attributes[0]?.value)).toEqual(['1', '2']);
    expect(found.all('none')).toEqual([]);
    expect(() => found.one('second')).toThrow(new TypeError('second is not a required particle'));
  });
});

describe('readList', () => {
  it('hands on every child', () => {
    expect(readList(parentOf('<a/> <a/>'), ns, 'a', refuse)).toHaveLength(2);
    expect(readList(parentOf(''), ns, 'a', refuse)).toEqual([]);
  });

  it.each([
    ['<a/><b/>', 'b in r'],
    ['<a/>text', 'text in r'],
    ['<a xmlns="urn:other"/>', 'a in r'],
  ])('refuses %j', (children, what) => {
    expect(problemOf(() => readList(parentOf(children), ns, 'a', refuse))?.actual).toBe(what);
  });
});
