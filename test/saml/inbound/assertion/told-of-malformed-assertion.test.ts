import { expect, it } from 'vitest';
import { claimNames, type EntraParts } from '../../../fixtures/entra-parts.ts';
import { facts } from '../../../fixtures/facts.ts';
import { signedResponse } from '../../../fixtures/signed-response.ts';
import { type Told, toldOf } from '../verified.ts';
import {
  attributes,
  bearer,
  conditions,
  confirmation,
  confirmations,
  confirmationWith,
  identity,
  objectIds,
  structure,
} from './assertion-parts.ts';

const { identifier } = facts;
const rows: readonly (readonly [name: string, parts: Partial<EntraParts>, told: Told])[] = [
  ['no Issuer', { assertionIssuer: undefined }, structure('no Issuer in Assertion')],
  ['no Subject', { raw: { subject: '' } }, { code: 'name-id-missing', actual: 'no Subject' }],
  [
    'no NameID',
    { nameId: undefined, nameIdFormat: undefined },
    { code: 'name-id-missing', actual: 'no NameID' },
  ],
  [
    'text for a Subject',
    { raw: { subject: '<Subject>B. Simon</Subject>' } },
    { code: 'name-id-missing', actual: 'no NameID' },
  ],
  ['an empty NameID', { nameId: '' }, { code: 'name-id-missing', actual: 'an empty NameID' }],
  ['a blank NameID', { nameId: ' \t' }, { code: 'name-id-missing', actual: 'an empty NameID' }],
  [
    'a long NameID',
    { nameId: 'x'.repeat(257) },
    { code: 'name-id-too-long', expected: '256 characters', actual: '257' },
  ],
  [
    'text in its Subject',
    { raw: { subject: '<Subject><NameID>x</NameID>text</Subject>' } },
    { code: 'name-id-missing', actual: 'no NameID' },
  ],
  [
    'a NameID that holds an element',
    { raw: { subject: '<Subject><NameID><x></x></NameID></Subject>' } },
    { code: 'response-structure', actual: 'an element in NameID' },
  ],
  [
    'an empty NameID',
    { raw: { subject: '<Subject><NameID></NameID></Subject>' } },
    { code: 'name-id-missing', actual: 'an empty NameID' },
  ],
  ['no confirmation', confirmations(), confirmation(bearer, 'no SubjectConfirmation')],
  [
    'two confirmations',
    confirmations(`<SubjectConfirmation Method="${bearer}"></SubjectConfirmation>`.repeat(2)),
    confirmation(`one SubjectConfirmation for ${facts.replyUrl}`, '0'),
  ],
  [
    'two confirmations by other methods',
    confirmations(
      '<SubjectConfirmation Method="urn:a"></SubjectConfirmation><SubjectConfirmation></SubjectConfirmation>',
    ),
    confirmation(bearer, 'urn:a, no Method'),
  ],
  [
    'a confirmation without method',
    confirmations('<SubjectConfirmation></SubjectConfirmation>'),
    confirmation(bearer, 'no Method'),
  ],
  ['another method of confirmation', { confirmationMethod: 'urn:a' }, confirmation(bearer, 'urn:a')],
  ['a confirmation without data', confirmationWith(''), confirmation('one SubjectConfirmationData', '0')],
  ['text for confirmation data', confirmationWith('text'), confirmation('one SubjectConfirmationData', '0')],
  [
    'confirmation data twice',
    confirmationWith('<SubjectConfirmationData></SubjectConfirmationData>'.repeat(2)),
    confirmation('one SubjectConfirmationData', '2'),
  ],
  ['no Recipient', { recipient: undefined }, confirmation('a Recipient', 'none')],
  [
    'no end of its confirmation',
    { confirmationNotOnOrAfter: undefined },
    confirmation('a NotOnOrAfter', 'none'),
  ],
  [
    'a beginning of its confirmation',
    { confirmationNotBefore: facts.now },
    confirmation('no NotBefore', 'one'),
  ],
  [
    'an empty answer',
    { confirmationInResponseTo: '' },
    confirmation('the ID of a request', 'an empty InResponseTo'),
  ],
  [
    'an encrypted name',
    { raw: { subject: '<Subject><EncryptedID></EncryptedID></Subject>' } },
    { code: 'encryption-of-a-part', actual: 'EncryptedID' },
  ],
  [
    'an encrypted name in its confirmation',
    confirmationWith('<EncryptedID></EncryptedID>'),
    { code: 'encryption-of-a-part', actual: 'EncryptedID' },
  ],
  [
    'an Audience of elements beside ours',
    conditions(
      `<AudienceRestriction><Audience><x></x>${identifier}</Audience><Audience>${identifier}</Audience></AudienceRestriction>`,
    ),
    structure('an element in Audience'),
  ],
  [
    'no Conditions',
    { raw: { conditions: '' } },
    {
      code: 'conditions-missing',
      expected: 'Conditions with NotBefore and NotOnOrAfter',
      actual: 'no Conditions',
    },
  ],
  [
    'no NotBefore',
    { notBefore: undefined },
    {
      code: 'conditions-missing',
      expected: 'Conditions with NotBefore and NotOnOrAfter',
      actual: 'one of them is missing',
    },
  ],
  [
    'no NotOnOrAfter',
    { notOnOrAfter: undefined },
    {
      code: 'conditions-missing',
      expected: 'Conditions with NotBefore and NotOnOrAfter',
      actual: 'one of them is missing',
    },
  ],
  ['text in its Conditions', conditions('x'), { code: 'condition-unknown', actual: 'Conditions' }],
  [
    'an unknown condition',
    conditions('<Condition></Condition>'),
    { code: 'condition-unknown', actual: 'Condition' },
  ],
  [
    'text in a restriction',
    conditions('<AudienceRestriction>x</AudienceRestriction>'),
    structure('text in AudienceRestriction'),
  ],
  ['no AuthnStatement', { raw: { authnStatements: '' } }, { code: 'authn-statement-missing' }],
  ['no IssueInstant', { assertionIssueInstant: undefined }, structure('no IssueInstant of Assertion')],
  ['no AuthnInstant', { authnInstant: undefined }, structure('no AuthnInstant of AuthnStatement')],
  [
    'a date that is none',
    { notBefore: 'soon' },
    { code: 'date-malformed', expected: 'YYYY-MM-DDThh:mm:ss[.fraction]Z', actual: 'soon' },
  ],
  [
    'an attribute without name',
    attributes('<Attribute></Attribute>'),
    { code: 'attribute-malformed', actual: 'an Attribute without Name' },
  ],
  [
    'text among its attributes',
    attributes('x'),
    { code: 'attribute-malformed', actual: 'text in AttributeStatement' },
  ],
  [
    'another element among its attributes',
    attributes('<x></x>'),
    { code: 'attribute-malformed', actual: 'x in AttributeStatement' },
  ],
  [
    'text among the values',
    attributes('<Attribute Name="a">x</Attribute>'),
    { code: 'attribute-malformed', actual: 'text in Attribute' },
  ],
  [
    'text beside elements',
    attributes('<Attribute Name="a"><AttributeValue>x<x></x></AttributeValue></Attribute>'),
    { code: 'attribute-malformed', actual: 'text beside elements in a value of a' },
  ],
  [
    'an encrypted attribute',
    attributes('<Attribute Name="a"></Attribute><EncryptedAttribute></EncryptedAttribute>'),
    { code: 'encryption-of-a-part', actual: 'EncryptedAttribute' },
  ],
  [
    'the object id in two attributes',
    attributes(`<Attribute Name="${claimNames.objectId}"></Attribute>`.repeat(2)),
    { code: 'attribute-repeated', actual: claimNames.objectId },
  ],
  ['no object id', objectIds(), identity('none')],
  ['two object ids', objectIds('o', 'p'), identity('2')],
  ['a blank object id', objectIds(' '), identity(' ')],
];

it.each(rows)('tells of an assertion with %s what is wrong', (_, parts, told) => {
  expect(toldOf(signedResponse(parts))).toEqual(told);
});
