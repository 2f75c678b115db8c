import { xmlLimits } from '../../../shared/saml/inbound/xml/limits.ts';
import { claimNames, claimsOfBSimon, withClaim } from '../../fixtures/entra-parts.ts';
import { facts } from '../../fixtures/facts.ts';
import type { Acceptance, Attack } from '../attack.ts';

const statement = (...attributes: string[]) =>
  `<AttributeStatement>${attributes.join('')}</AttributeStatement>`;
const attribute = (name: string, value: string, format = '') =>
  `<Attribute Name="${name}"${format}><AttributeValue>${value}</AttributeValue></Attribute>`;

const saying = (name: string, attributeStatements: string, code: Attack['code']): Attack => ({
  name,
  attack: ({ write }) => write({ raw: { attributeStatements } }),
  control: ({ write }) => write({ raw: { attributeStatements: statement(attribute('a', '1')) } }),
  code,
});

/** The object id in two Attributes, where two readers may choose a different one; any other claim may stand so. */
const identifyingTwice = (
  name: string,
  write: (claim: (value: string, format?: string) => string) => string,
): Attack => ({
  name: `the object id ${name}`,
  attack: (genuine) =>
    genuine.write({
      raw: { attributeStatements: write((value, format) => attribute(claimNames.objectId, value, format)) },
    }),
  control: (genuine) =>
    genuine.write({
      raw: {
        attributeStatements: write((value, format) => attribute('role', value, format)).replaceAll(
          claimNames.objectId,
          'role',
        ),
      },
    }),
  code: 'attribute-repeated',
});

/** A tenant whose directory identifies people by `user.id`. */
const byUserId = (name: string, attributes: string, code: Attack['code']): Attack => {
  const post = (write: (parts: object) => string, written: string) => ({
    message: write({ raw: { attributeStatements: statement(written) } }),
    identityClaim: 'user.id',
  });
  return {
    name: `${name}, which identifies`,
    attack: ({ write }) => post(write, attributes),
    control: ({ write }) =>
      post(write, attribute('user.id', '00u1') + attribute('role', 'a') + attribute('role', 'b')),
    code,
  };
};

/** Attribute statements that two readers read differently; the directory signed them all. */
export const attributeStatements: readonly Attack[] = [
  saying(
    'an Attribute without Name',
    '<AttributeStatement><Attribute></Attribute></AttributeStatement>',
    'attribute-malformed',
  ),
  saying('an Attribute with an empty Name', statement(attribute('', '1')), 'attribute-malformed'),
  saying(
    'an Attribute with FriendlyName alone',
    '<AttributeStatement><Attribute FriendlyName="a"><AttributeValue>1</AttributeValue></Attribute></AttributeStatement>',
    'attribute-malformed',
  ),
  identifyingTwice('twice', (claim) => statement(claim('1'), claim('2'))),
  identifyingTwice('twice with one value', (claim) => statement(claim('1'), claim('1'))),
  identifyingTwice('in two statements', (claim) => statement(claim('1')) + statement(claim('2'))),
  identifyingTwice('under two NameFormats', (claim) =>
    statement(claim('1', ' NameFormat="urn:f"'), claim('2', ' NameFormat="urn:g"')),
  ),
  identifyingTwice('twice, the first without a value', (claim) =>
    statement(`<Attribute Name="${claimNames.objectId}"></Attribute>`, claim('2')),
  ),
  saying(
    'an EncryptedAttribute',
    statement('<EncryptedAttribute></EncryptedAttribute>'),
    'encryption-of-a-part',
  ),
  saying('text between attributes', statement(attribute('a', '1'), 'text'), 'attribute-malformed'),
  saying('text within an Attribute', statement('<Attribute Name="a">1</Attribute>'), 'attribute-malformed'),
  saying(
    'an attribute value of another namespace',
    statement('<Attribute Name="a"><AttributeValue xmlns="urn:x">1</AttributeValue></Attribute>'),
    'attribute-malformed',
  ),
  saying('text beside an element in a value', statement(attribute('a', '1<x></x>')), 'attribute-malformed'),
  byUserId(
    'the identity claim in two Attributes',
    attribute('user.id', '00u1') + attribute('user.id', '00u2'),
    'attribute-repeated',
  ),
  byUserId(
    'the identity claim under two NameFormats',
    attribute('user.id', '00u1', ' NameFormat="urn:f"') + attribute('user.id', '00u1', ' NameFormat="urn:g"'),
    'attribute-repeated',
  ),
  byUserId('no identity claim', attribute('user.ID', '00u1'), 'identity-claim-malformed'),
  byUserId(
    'a FriendlyName in place of the claim',
    '<Attribute FriendlyName="user.id" Name="x"><AttributeValue>00u1</AttributeValue></Attribute>',
    'identity-claim-malformed',
  ),
  byUserId('an identity claim of elements', attribute('user.id', '<a>00u1</a>'), 'identity-claim-malformed'),
  byUserId('an identity claim with a blank', attribute('user.id', '00u1 '), 'identity-claim-malformed'),
  {
    name: 'two object ids',
    attack: ({ write }) => write({ claims: withClaim(claimsOfBSimon, claimNames.objectId, 'a', 'b') }),
    code: 'identity-claim-malformed',
  },
  {
    name: 'an empty object id',
    attack: ({ write }) => write({ claims: withClaim(claimsOfBSimon, claimNames.objectId, '') }),
    code: 'identity-claim-malformed',
  },
  {
    name: 'an object id with a blank behind',
    attack: ({ write }) =>
      write({ claims: withClaim(claimsOfBSimon, claimNames.objectId, `${facts.objectId} `) }),
    code: 'identity-claim-malformed',
  },
  {
    name: 'an object id with an invisible mark',
    attack: ({ write }) =>
      write({ claims: withClaim(claimsOfBSimon, claimNames.objectId, `\u200e${facts.objectId}`) }),
    code: 'identity-claim-malformed',
  },
  {
    name: 'an object id of 129 characters',
    attack: ({ write }) => write({ claims: withClaim(claimsOfBSimon, claimNames.objectId, 'a'.repeat(129)) }),
    control: ({ write }) =>
      write({ claims: withClaim(claimsOfBSimon, claimNames.objectId, 'a'.repeat(128)) }),
    code: 'identity-claim-malformed',
  },
  {
    name: 'a directory id without an object id',
    attack: ({ write }) => write({ claims: withClaim(claimsOfBSimon, claimNames.objectId) }),
    code: 'identity-claim-malformed',
  },
  {
    name: 'an object id without a directory id',
    attack: ({ write }) => write({ claims: withClaim(claimsOfBSimon, claimNames.directoryId) }),
    code: 'identity-claim-malformed',
  },
  {
    name: 'two directory ids',
    attack: ({ write }) => write({ claims: withClaim(claimsOfBSimon, claimNames.directoryId, 'a', 'b') }),
    code: 'identity-claim-malformed',
  },
];

const numbered = (count: number): string[] => Array.from({ length: count }, (_, at) => `${at}`);

/** Lists of values as directories write them; nobody is identified by them. */
export const attributeLists: readonly Acceptance[] = [
  {
    name: 'one Attribute a role',
    message: ({ write }) =>
      write({
        raw: { attributeStatements: statement(...['a', 'b', 'c'].map((role) => attribute('Role', role))) },
      }),
    attribute: ['Role', 'a', 'b', 'c'],
  },
  {
    name: 'roles before, between and behind other claims, in two statements',
    message: ({ write }) =>
      write({
        raw: {
          attributeStatements:
            statement(attribute('Role', 'a'), attribute('x', '1'), attribute('Role', 'b')) +
            statement(attribute('y', '2'), attribute('Role', 'c')),
        },
      }),
    attribute: ['Role', 'a', 'b', 'c'],
  },
  {
    name: 'one Name under two NameFormats',
    message: ({ write }) =>
      write({
        raw: {
          attributeStatements: statement(
            attribute('mail', 'a', ' NameFormat="urn:f"'),
            attribute('mail', 'b', ' NameFormat="urn:g"'),
          ),
        },
      }),
    attribute: ['mail', 'a', 'b'],
  },
  {
    name: '__proto__ twice, as a name like any other',
    message: ({ write }) =>
      write({
        raw: { attributeStatements: statement(attribute('__proto__', '1'), attribute('__proto__', '2')) },
      }),
    attribute: ['__proto__', '1', '2'],
  },
  ...[301, 950, 4_000].map((count): Acceptance => {
    const roles = numbered(count);
    return {
      name: `${count} values of a claim that decides nothing`,
      message: ({ write }) => write({ claims: [...claimsOfBSimon, ['roles', ...roles]] }),
      attribute: ['roles', ...roles],
      nameId: facts.signInName,
    };
  }),
  {
    name: 'one Attribute for each of 950 groups',
    message: ({ write }) =>
      write({
        raw: {
          attributeStatements: statement(
            ...numbered(950).map((group) => attribute(claimNames.groups, group)),
          ),
        },
      }),
    attribute: [claimNames.groups, ...numbered(950)],
  },
  ...[xmlLimits.maximumAttributeLength + 1, 100_000].map(
    (length): Acceptance => ({
      name: `a value of ${length} characters`,
      message: ({ write }) => write({ claims: [...claimsOfBSimon, ['photo', 'x'.repeat(length)]] }),
      attribute: ['photo', 'x'.repeat(length)],
    }),
  ),
  {
    name: 'a long text in elements of a value',
    message: ({ write }) =>
      write({
        raw: { attributeStatements: statement(attribute('a', `<x>${'y'.repeat(5_000)}</x>`)) },
      }),
    attribute: ['a'],
  },
];

/** Names that mean something to JavaScript mean nothing here. */
export const attributeNames: readonly Acceptance[] = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'size'].map(
    (name): Acceptance => ({
      name: `an attribute called ${name}, as its own value only`,
      message: ({ write }) => write({ claims: [...claimsOfBSimon, [name, 'polluted']] }),
      attribute: [name, 'polluted'],
      nameId: facts.signInName,
    }),
  ),
  {
    name: 'a FriendlyName without believing it',
    message: ({ write }) =>
      write({
        raw: {
          attributeStatements: statement(
            '<Attribute FriendlyName="b" Name="a"><AttributeValue>1</AttributeValue></Attribute>',
            attribute('b', '2'),
          ),
        },
      }),
    attribute: ['b', '2'],
  },
];
