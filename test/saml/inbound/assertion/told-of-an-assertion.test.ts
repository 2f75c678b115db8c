import { expect, it } from 'vitest';
import { defaultClockSkewSeconds as skew } from '../../../../shared/saml/inbound/assertion/clock-skew.ts';
import { claimNames, type EntraParts } from '../../../fixtures/entra-parts.ts';
import { facts, instantFromNow, secondsAfter } from '../../../fixtures/facts.ts';
import { signingKey } from '../../../fixtures/keys.ts';
import { signedResponse } from '../../../fixtures/signed-response.ts';
import { asCertificate } from '../../../fixtures/trusted-key.ts';
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

const { issuer, identifier, replyUrl } = facts;
const fromNow = (seconds: number) => secondsAfter(facts.now, seconds);
const now = facts.now.toISOString();
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
  [
    'another issuer',
    { assertionIssuer: 'urn:a' },
    { code: 'issuer-mismatch', expected: issuer, actual: 'urn:a' },
  ],
  [
    'another issuer of its response',
    { responseIssuer: 'urn:a' },
    { code: 'issuer-mismatch', expected: issuer, actual: 'urn:a' },
  ],
  ['no audience', { audienceRestrictions: [] }, { code: 'audience-missing', expected: identifier }],
  [
    'other audiences',
    { audienceRestrictions: [['urn:a', 'urn:b']] },
    { code: 'audience-mismatch', expected: identifier, actual: 'urn:a, urn:b' },
  ],
  [
    'another recipient',
    { recipient: 'urn:a' },
    { code: 'recipient-mismatch', expected: replyUrl, actual: 'urn:a' },
  ],
  [
    'another destination',
    { destination: 'urn:a' },
    { code: 'destination-mismatch', expected: replyUrl, actual: 'urn:a' },
  ],
  [
    'another answer',
    { responseInResponseTo: '_x' },
    { code: 'in-response-to-mismatch', expected: facts.requestId, actual: '_x' },
  ],
  [
    'an answer around none',
    { confirmationInResponseTo: undefined },
    { code: 'in-response-to-mismatch', expected: 'none', actual: facts.requestId },
  ],
  [
    'a later issue',
    { assertionIssueInstant: fromNow(skew + 1) },
    { code: 'issue-instant-in-future', expected: instantFromNow(skew + 1), actual: now },
  ],
  [
    'a response of later issue',
    { responseIssueInstant: fromNow(skew + 1) },
    { code: 'issue-instant-in-future', expected: instantFromNow(skew + 1), actual: now },
  ],
  [
    'a later beginning',
    { notBefore: fromNow(skew + 1) },
    { code: 'assertion-not-yet-valid', expected: instantFromNow(skew + 1), actual: now },
  ],
  [
    'an earlier end',
    { notOnOrAfter: fromNow(-skew) },
    { code: 'assertion-expired', expected: instantFromNow(-skew), actual: now },
  ],
  [
    'an end before its beginning',
    { notBefore: fromNow(60), notOnOrAfter: fromNow(59) },
    { code: 'assertion-expired', expected: `an end after ${instantFromNow(60)}`, actual: instantFromNow(59) },
  ],
  [
    'an end at its beginning',
    { notBefore: fromNow(60), notOnOrAfter: fromNow(60) },
    { code: 'assertion-expired', expected: `an end after ${instantFromNow(60)}`, actual: instantFromNow(60) },
  ],
  [
    'a long life',
    { notBefore: fromNow(-1), notOnOrAfter: fromNow(86_700) },
    { code: 'assertion-window-too-long', expected: 'at most 86700 seconds', actual: '86701 seconds' },
  ],
  [
    'an earlier end of its confirmation',
    { confirmationNotOnOrAfter: fromNow(-skew) },
    { code: 'confirmation-expired', expected: instantFromNow(-skew), actual: now },
  ],
  [
    'a session that is over',
    { sessionNotOnOrAfter: fromNow(0) },
    { code: 'session-already-over', expected: now, actual: now },
  ],
];

it.each(rows)('tells of an assertion with %s what is wrong', (_, parts, told) => {
  expect(toldOf(signedResponse(parts))).toEqual(told);
});

it('tells that a signed response has no destination', () => {
  const told = toldOf(signedResponse({ destination: undefined }, { sign: 'response' }));

  expect(told).toEqual({ code: 'destination-missing', expected: replyUrl });
});

it.each([
  ['expired', { notAfter: fromNow(-1) }, 'certificate-expired', instantFromNow(-1)],
  ['not valid yet', { notBefore: fromNow(1) }, 'certificate-not-yet-valid', instantFromNow(1)],
])('tells when a certificate that has %s would be valid', (_, validity, code, expected) => {
  const key = signingKey(validity);
  const told = toldOf(signedResponse({}, { key }), [asCertificate(key)]);

  expect(told).toMatchObject({ code });
  expect(JSON.stringify(told)).toContain(expected);
});
