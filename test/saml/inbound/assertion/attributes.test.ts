import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readAttributes } from '../../../../shared/saml/inbound/assertion/attributes.ts';
import {
  identityOfClaim,
  persistentNameId,
  type QualifiedNameId,
  readIdentity,
} from '../../../../shared/saml/inbound/assertion/identity.ts';
import type { XmlElement } from '../../../../shared/saml/inbound/xml/element.ts';
import { readXml } from '../../../../shared/saml/inbound/xml/read-xml.ts';
import { problemOf, refusalOf } from '../refusal.ts';

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

    expect(refusalOf(() => readAttributes(twice, 'user.id'))).toBe('attribute-repeated');
    expect(refusalOf(() => readAttributes(twice))).toBe('done');
  });
});

const nobody = {
  nameId: () => expect.unreachable('the NameID of Entra identifies nobody'),
  issuer: () => expect.unreachable('the issuer of Entra is in the claims'),
};

describe('readIdentity', () => {
  const identityOf = (...attributes: string[]) =>
    readIdentity({ attributes: readAttributes([statement(...attributes)]), ...nobody });

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

describe('readIdentity by a claim of the directory', () => {
  const issuer = 'http://www.okta.com/exk1';
  const by = (identityClaim: string, attributes: string[], from = issuer) =>
    readIdentity(
      {
        attributes: readAttributes([statement(...attributes)], identityClaim),
        nameId: nobody.nameId,
        issuer: () => from,
      },
      { identityClaim },
    );

  it('is the issuer, the name and the value, exactly', () => {
    const identity = by('user.id', [attribute('user.id', '00uAbc')]);

    expect(identity).toEqual(identityOfClaim(issuer, 'user.id', '00uAbc'));
    expect(identity).toEqual({ directoryId: `${issuer} user.id`, objectId: '00uAbc' });
    for (const other of [
      by('user.id', [attribute('user.id', '00uabc')]),
      by('user.ID', [attribute('user.ID', '00uAbc')]),
      by('user.id', [attribute('user.id', '00uAbc')], `${issuer}x`),
      by('x user.id', [attribute('x user.id', '00uAbc')]),
    ]) {
      expect(other).not.toEqual(identity);
    }
  });

  it("goes before Entra's claims, which then say nothing", () => {
    const entra = [attribute(`${claims}/tenantid`, 'd'), attribute(`${claims}/objectidentifier`, 'o')];

    expect(by('user.id', [...entra, attribute('user.id', '1')])).toEqual(
      identityOfClaim(issuer, 'user.id', '1'),
    );
    expect(refusalOf(() => by('user.id', entra))).toBe('identity-claim-malformed');
  });

  it.each<[string, string[]]>([
    ['no such claim', [attribute('user.ID', '1')]],
    ['the claim without a value', [attribute('user.id')]],
    ['two values', [attribute('user.id', '1', '2')]],
    ['an empty value', [attribute('user.id', '')]],
    ['a blank in its value', [attribute('user.id', 'a b')]],
    ['letters beyond ASCII', [attribute('user.id', '\u212a')]],
    ['257 characters', [attribute('user.id', 'x'.repeat(257))]],
  ])('is refused with %s', (_, attributes) => {
    expect(refusalOf(() => by('user.id', attributes))).toBe('identity-claim-malformed');
    expect(refusalOf(() => by('user.id', [attribute('user.id', 'x'.repeat(256))]))).toBe('done');
  });

  it('is refused where the claim stands in two Attributes', () => {
    expect(refusalOf(() => by('user.id', [attribute('user.id', '1'), attribute('user.id', '1')]))).toBe(
      'attribute-repeated',
    );
  });

  it('fits into a key, however long the issuer is', () => {
    const [one, other] = ['a', 'b'].map((last) => by('i', [attribute('i', '1')], 'x'.repeat(1_000) + last));

    expect(one?.directoryId).toMatch(/^sha256 [0-9a-f]{40,64}$/);
    expect(one).not.toEqual(other);
  });
});

describe('readIdentity by a persistent NameID', () => {
  const issuer = 'https://idp.example/shibboleth';
  const identifier = 'https://sp.example/';
  const by = (nameId: Partial<QualifiedNameId>) =>
    readIdentity(
      {
        attributes: new Map(),
        nameId: () => ({
          value: 'Xa7',
          format: persistentNameId,
          nameQualifier: undefined,
          spNameQualifier: undefined,
          ...nameId,
        }),
        issuer: () => issuer,
      },
      { identityClaim: persistentNameId, identifier },
    );

  it('is the same whether its qualifiers are written or left out', () => {
    expect(by({ nameQualifier: issuer, spNameQualifier: identifier })).toEqual(by({}));
    expect(by({})).toEqual(identityOfClaim(issuer, `${persistentNameId}  `, 'Xa7'));
  });

  it.each<[string, Partial<QualifiedNameId>]>([
    ['value', { value: 'xa7' }],
    ['NameQualifier', { nameQualifier: 'https://other.example/' }],
    ['SPNameQualifier', { spNameQualifier: 'https://affiliation.example/' }],
    ['qualifier, which of the two', { nameQualifier: 'https://affiliation.example/' }],
  ])('is another with another %s', (_, change) => {
    expect(by(change)).not.toEqual(by({}));
    expect(by({ nameQualifier: 'https://affiliation.example/' })).not.toEqual(
      by({ spNameQualifier: 'https://affiliation.example/' }),
    );
  });

  it.each<[string, Partial<QualifiedNameId>]>([
    ['a transient name', { format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' }],
    ['a name without a format', { format: undefined }],
    ['a blank in its value', { value: 'a b' }],
  ])('is refused with %s', (_, change) => {
    expect(refusalOf(() => by(change))).toBe('identity-claim-malformed');
  });
});
