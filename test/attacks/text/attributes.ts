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
  saying('one Name twice', statement(attribute('a', '1'), attribute('a', '2')), 'attribute-repeated'),
  saying(
    'one Name in two statements',
    statement(attribute('a', '1')) + statement(attribute('a', '2')),
    'attribute-repeated',
  ),
  saying(
    'one Name under two NameFormats',
    statement(attribute('a', '1', ' NameFormat="urn:f"'), attribute('a', '2', ' NameFormat="urn:g"')),
    'attribute-repeated',
  ),
  saying(
    '__proto__ twice',
    statement(attribute('__proto__', '1'), attribute('__proto__', '2')),
    'attribute-repeated',
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
  {
    name: '301 values beside the groups',
    attack: ({ write }) => write({ claims: [['roles', ...numbered(301)]] }),
    control: ({ write }) => write({ claims: [['roles', ...numbered(300)]] }),
    code: 'too-many-attribute-values',
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

const numbered = (count: number): string[] => Array.from({ length: count }, (_, at) => `${at}`);
