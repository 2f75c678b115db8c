import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { groupsClaim, readAttributes, readIdentity } from '../../../shared/saml/inbound/attributes.ts';
import { readXml } from '../../../shared/saml/inbound/xml.ts';
import { refusalOf } from './refusal.ts';

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

  it.each([
    [300, 'done'],
    [301, 'too-many-attribute-values'],
  ])('reads %i values over all attributes: %s', (count, outcome) => {
    const half = Math.floor(count / 2);
    const statements = [statement(attribute('a', ...many(half)), attribute('b', ...many(count - half)))];

    expect(refusalOf(() => readAttributes(statements))).toBe(outcome);
  });

  it('does not count the groups', () => {
    const statements = [statement(attribute(groupsClaim, ...many(900)), attribute('a', ...many(300)))];

    expect(readAttributes(statements).get(groupsClaim)).toHaveLength(900);
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
