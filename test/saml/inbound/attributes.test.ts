import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readAttributes, readIdentity } from '../../../shared/saml/inbound/attributes.ts';
import { readXml } from '../../../shared/saml/inbound/xml.ts';
import type { XmlElement } from '../../../shared/saml/inbound/xml-element.ts';
import { problemOf, refusalOf } from './refusal.ts';

const claims = 'http://schemas.microsoft.com/identity/claims';
const attribute = (name: string, ...values: string[]) =>
  `<Attribute Name="${name}">${values.map((value) => `<AttributeValue>${value}</AttributeValue>`).join('')}</Attribute>`;
const statement = (...attributes: string[]) =>
  readXml(
    Buffer.from(
      `<AttributeStatement xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${attributes.join('')}</AttributeStatement>`,
    ),
  );
const many = (count: number) => Array.from({ length: count }, (_, at) => `${at}`);

describe('readAttributes', () => {
  it('keeps values in document order, over several statements', () => {
    const attributes = readAttributes([statement(attribute('a', '1', '2')), statement(attribute('b'))]);

    expect([...attributes]).toEqual([
      ['a', ['1', '2']],
      ['b', []],
    ]);
  });

  it.each(['__proto__', 'constructor', 'toString', 'size'])('gives %s only where it was sent', (name) => {
    expect(readAttributes([statement(attribute('a', '1'))]).has(name)).toBe(false);
    expect(readAttributes([statement(attribute(name, '1'))]).get(name)).toEqual(['1']);
  });

  it('leaves out a value that is made of elements', () => {
    const attributes = readAttributes([statement(attribute('a', '<NameID>x</NameID>', '1'))]);

    expect(attributes.get('a')).toEqual(['1']);
  });

  it('reads an empty value as the empty text', () => {
    expect(readAttributes([statement(attribute('a', ''))]).get('a')).toEqual(['']);
  });

  it('reads as many values as a message has room for', () => {
    const values = many(5_000);

    expect(readAttributes([statement(attribute('a', ...values))]).get('a')).toEqual(values);
  });

  it.each<[how: string, statements: () => XmlElement[]]>([
    ['one Attribute a value', () => [statement(attribute('role', 'a'), attribute('role', 'b', 'c'))]],
    [
      'one Attribute a value, another claim between them',
      () => [statement(attribute('role', 'a'), attribute('x', '1'), attribute('role', 'b', 'c'))],
    ],
    ['two statements', () => [statement(attribute('role', 'a', 'b')), statement(attribute('role', 'c'))]],
    [
      'two NameFormats',
      () => [
        statement(
          attribute('role', 'a').replace('Name=', 'NameFormat="urn:f" Name='),
          attribute('role', 'b', 'c').replace('Name=', 'NameFormat="urn:g" Name='),
        ),
      ],
    ],
    ['an Attribute without a value', () => [statement(attribute('role'), attribute('role', 'a', 'b', 'c'))]],
  ])('joins the values of a Name in their order: %s', (_, statements) => {
    expect(readAttributes(statements()).get('role')).toEqual(['a', 'b', 'c']);
  });

  it.each(['tenantid', 'objectidentifier'])('refuses %s in two Attributes, be one of them empty', (name) => {
    const [once, empty] = [attribute(`${claims}/${name}`, 'a'), attribute(`${claims}/${name}`)];

    expect(problemOf(() => readAttributes([statement(once, once)]))).toMatchObject({
      code: 'attribute-repeated',
      actual: `${claims}/${name}`,
    });
    expect(refusalOf(() => readAttributes([statement(once), statement(empty)]))).toBe('attribute-repeated');
    expect(refusalOf(() => readAttributes([statement(once)]))).toBe('done');
  });

  it('refuses what its caller decides by, in two Attributes', () => {
    const twice = [statement(attribute('user.id', 'a'), attribute('user.id', 'a'))];

    expect(refusalOf(() => readAttributes(twice, new Set(['user.id'])))).toBe('attribute-repeated');
    expect(refusalOf(() => readAttributes(twice))).toBe('done');
  });
});

describe('readIdentity', () => {
  const identityOf = (...attributes: string[]) => readIdentity(readAttributes([statement(...attributes)]));

  it('is one object id and one directory id, in lower case', () => {
    expect(
      identityOf(attribute(`${claims}/tenantid`, 'D-1'), attribute(`${claims}/objectidentifier`, 'O-1')),
    ).toEqual({
      directoryId: 'd-1',
      objectId: 'o-1',
    });
  });

  it('is undefined where the directory sends neither', () => {
    expect(identityOf(attribute('a', '1'))).toBeUndefined();
  });

  it.each([
    ['no directory id', [attribute(`${claims}/objectidentifier`, 'o')]],
    ['no object id', [attribute(`${claims}/tenantid`, 'd')]],
    [
      'two object ids',
      [attribute(`${claims}/tenantid`, 'd'), attribute(`${claims}/objectidentifier`, 'o', 'p')],
    ],
    [
      'an object id without value',
      [attribute(`${claims}/tenantid`, 'd'), attribute(`${claims}/objectidentifier`)],
    ],
    [
      'a blank object id',
      [attribute(`${claims}/tenantid`, 'd'), attribute(`${claims}/objectidentifier`, ' ')],
    ],
    [
      'an object id in letters beyond ASCII',
      [attribute(`${claims}/tenantid`, 'd'), attribute(`${claims}/objectidentifier`, '\u212a')],
    ],
  ])('is refused with %s', (_, attributes) => {
    expect(refusalOf(() => identityOf(...attributes))).toBe('identity-claim-malformed');
  });
});
