import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { maximumBodyBytes } from '../../../../shared/http/body.ts';
import { Problem, type ProblemCode } from '../../../../shared/problems/problem.ts';
import {
  attributeOf,
  childElements,
  isElement,
  textOf,
} from '../../../../shared/saml/inbound/xml/element.ts';
import { readXml, xmlLimits } from '../../../../shared/saml/inbound/xml/read-xml.ts';

const read = (text: string) => readXml(Buffer.from(text));

function codeOf(text: string): ProblemCode | 'read' {
  try {
    read(text);
    return 'read';
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

interface Limit {
  readonly name: string;
  readonly of: (count: number) => string;
  readonly limit: number;
  readonly code: ProblemCode;
}

const numbered = (count: number, make: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => make(at)).join('');

const { maximumElements, maximumDepth, maximumAttributesPerElement, maximumAttributeLength } = xmlLimits;

const limits: readonly Limit[] = [
  {
    name: 'elements',
    of: (count) => `<r>${'<a/>'.repeat(count - 1)}</r>`,
    limit: maximumElements,
    code: 'xml-too-many-elements',
  },
  {
    name: 'levels',
    of: (count) => '<a>'.repeat(count) + '</a>'.repeat(count),
    limit: maximumDepth,
    code: 'xml-too-deep',
  },
  {
    name: 'levels, the last of them empty',
    of: (count) => `${'<a>'.repeat(count - 1)}<a/>${'</a>'.repeat(count - 1)}`,
    limit: maximumDepth,
    code: 'xml-too-deep',
  },
  {
    name: 'attributes',
    of: (count) => `<a${numbered(count, (at) => ` a${at}=""`)}/>`,
    limit: maximumAttributesPerElement,
    code: 'xml-too-many-attributes',
  },
  {
    name: 'namespace declarations',
    of: (count) => `<a${numbered(count, (at) => ` xmlns:a${at}="urn:a"`)}/>`,
    limit: maximumAttributesPerElement,
    code: 'xml-too-many-attributes',
  },
  {
    name: 'attributes and declarations together',
    of: (count) => `<a xmlns="urn:a"${numbered(count - 1, (at) => ` a${at}=""`)}/>`,
    limit: maximumAttributesPerElement,
    code: 'xml-too-many-attributes',
  },
  {
    name: 'characters of an attribute',
    of: (count) => `<a b="${'x'.repeat(count)}"/>`,
    limit: maximumAttributeLength,
    code: 'xml-value-too-long',
  },
  {
    name: 'characters of a namespace name',
    of: (count) => `<a xmlns="urn:${'x'.repeat(count - 4)}"/>`,
    limit: maximumAttributeLength,
    code: 'xml-value-too-long',
  },
];

describe('readXml', () => {
  it.each(limits)('reads $limit $name and not one more', ({ of, limit, code }) => {
    expect(codeOf(of(limit))).toBe('read');
    expect(codeOf(of(limit + 1))).toBe(code);
  });

  it('counts the depth anew in each branch', () => {
    const branch = '<a>'.repeat(maximumDepth - 1) + '</a>'.repeat(maximumDepth - 1);

    expect(codeOf(`<r>${branch.repeat(3)}</r>`)).toBe('read');
  });

  it('counts the attributes anew in each element', () => {
    const element = `<a${numbered(maximumAttributesPerElement, (at) => ` a${at}=""`)}/>`;

    expect(codeOf(`<r>${element.repeat(3)}</r>`)).toBe('read');
  });

  it.each(['X509Certificate', 'CipherValue', 'AttributeValue', 'x'])(
    'reads a %s as long as the message',
    (name) => {
      const long = 'x'.repeat(180_000);

      expect(textOf(read(`<${name}>${long}</${name}>`))).toBe(long);
      expect(textOf(read(`<${name}>${'&#120;'.repeat(30_000)}</${name}>`))).toBe(long.slice(0, 30_000));
    },
  );

  it('reads white space as long as the message', () => {
    expect(codeOf(`<a>${'\n'.repeat(180_000)}<b/></a>`)).toBe('read');
  });

  it('has room for every element that the size limit leaves room for', () => {
    const [shortest, sizeLimitBytes] = ['<AttributeValue>x</AttributeValue>', maximumBodyBytes * 0.75];

    expect(Math.floor(sizeLimitBytes / shortest.length)).toBeLessThan(maximumElements);
  });

  it('keeps names, namespaces, attributes and text apart', () => {
    const root = read('<p:r xmlns:p="urn:p" xmlns="urn:d" p:a="2" a="1"><c>text</c></p:r>');
    const [child] = childElements(root) ?? [];

    expect(isElement(root, 'urn:p', 'r')).toBe(true);
    expect(attributeOf(root, 'a')).toBe('1');
    expect(root.attributes.map(({ prefix, namespace }) => [prefix, namespace])).toEqual([
      ['p', 'urn:p'],
      ['', ''],
    ]);
    expect(child && isElement(child, 'urn:d', 'c')).toBe(true);
    expect(child && textOf(child)).toBe('text');
    expect(child?.parent).toBe(root);
  });

  it.each(['__proto__', 'constructor', 'hasOwnProperty'])(
    'reads an attribute called %s as any other',
    (name) => {
      const root = read(`<a ${name}="1" b="2"/>`);

      expect(root.attributes.map(({ localName, value }) => [localName, value])).toEqual([
        [name, '1'],
        ['b', '2'],
      ]);
      expect(attributeOf(root, name)).toBe('1');
      expect(attributeOf(root, 'toString')).toBeUndefined();
    },
  );

  it('reads prefixes called as JavaScript calls its own', () => {
    const root = read('<__proto__:a xmlns:__proto__="urn:p" xmlns:constructor="urn:c" constructor:b="1"/>');

    expect(root.namespace).toBe('urn:p');
    expect(root.attributes[0]?.namespace).toBe('urn:c');
  });

  it.each([
    ['several IDs', '<a ID="1"><b Id="2"/><c id="3"/></a>', 'read'],
    ['one ID twice', '<a ID="1"><b ID="1"/></a>', 'xml-id-repeated'],
    ['one ID in two cases of its name', '<a ID="1"><b iD="1"/></a>', 'xml-id-repeated'],
    ['one ID under two prefixes', '<a ID="1" xmlns:p="urn:p"><b p:id="1"/></a>', 'xml-id-repeated'],
    ['one ID in two cases of its value', '<a ID="a"><b ID="A"/></a>', 'read'],
    ['one value under names that only begin so', '<a ID="1"><b IDs="1" Idx="1"/></a>', 'read'],
  ] as const)('of %s', (_, text, outcome) => {
    expect(codeOf(text)).toBe(outcome);
  });
});

describe('textOf', () => {
  it.each([
    ['<a/>', ''],
    ['<a></a>', ''],
    ['<a> x </a>', ' x '],
    ['<a>1&amp;2&#51;</a>', '1&23'],
    ['<a>x<b/></a>', undefined],
    ['<a><b/></a>', undefined],
  ])('of %s', (text, expected) => {
    expect(textOf(read(text))).toBe(expected);
  });
});

describe('childElements', () => {
  it.each([
    ['<a/>', 0],
    ['<a> \t\r\n </a>', 0],
    ['<a> <b/>\n<c/> </a>', 2],
    ['<a>x<b/></a>', undefined],
    ['<a><b/>\u00a0</a>', undefined],
  ])('of %s', (text, count) => {
    expect(childElements(read(text))?.length).toBe(count);
  });
});
