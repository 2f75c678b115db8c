import { expect, it } from 'vitest';
import { defaultClockSkewSeconds as skew } from '../../../../shared/saml/inbound/assertion/clock-skew.ts';
import type { EntraParts } from '../../../fixtures/entra-parts.ts';
import { facts, instantFromNow, secondsAfter } from '../../../fixtures/facts.ts';
import { signingKey } from '../../../fixtures/keys.ts';
import { signedResponse } from '../../../fixtures/signed-response.ts';
import { asCertificate } from '../../../fixtures/trusted-key.ts';
import { type Told, toldOf } from '../verified.ts';

const { issuer, identifier, replyUrl } = facts;
const fromNow = (seconds: number) => secondsAfter(facts.now, seconds);
const now = facts.now.toISOString();
const rows: readonly (readonly [name: string, parts: Partial<EntraParts>, told: Told])[] = [
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
