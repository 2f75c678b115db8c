import { expect, it } from 'vitest';
import type { ValidationReport } from '../../../shared/saml/inbound/report.ts';
import { describeSignatures } from '../../../shared/saml/inbound/signature/signature-facts.ts';
import { reportOf } from '../../attacks/report/report-of.ts';
import type { World } from '../../attacks/world.ts';
import type { EntraParts } from '../../fixtures/entra-parts.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { toBase64 } from '../../fixtures/post.ts';
import { type MessageChoices, signedResponse } from '../../fixtures/signed-response.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';

const world: World = {
  issuer: facts.issuer,
  identifier: facts.identifier,
  replyUrl: facts.replyUrl,
  trustedKeys: [asCertificate(signingKey())],
};

const examine = (parts: Partial<EntraParts> = {}, choices: MessageChoices = {}) =>
  reportOf({ message: signedResponse(parts, choices) }, world);

const outcomes = ({ checks }: ValidationReport) =>
  Object.fromEntries(
    checks.map(({ name, of, outcome }) => [of === undefined ? name : `${name} (${of})`, outcome]),
  );

it('takes every step that can be taken', () => {
  const replyUrl = 'https://acme.timetrackenterprise.com/api/v2/azure/calback';
  const examination = examine({ audience: 'https://timetrack', replyUrl, issuer: `${facts.issuer}x` });

  expect(outcomes(examination)).toEqual({
    encoding: 'passed',
    xml: 'passed',
    response: 'passed',
    'signature (assertion)': 'passed',
    'signature-algorithm (assertion)': 'passed',
    'signing-key (assertion)': 'passed',
    'signature-value (assertion)': 'passed',
    certificate: 'passed',
    assertion: 'passed',
    claims: 'passed',
    subject: 'passed',
    conditions: 'passed',
    authentication: 'passed',
    identity: 'passed',
    issuer: 'failed',
    audience: 'failed',
    recipient: 'failed',
    destination: 'failed',
    answer: 'passed',
    times: 'passed',
    'response-time': 'passed',
    status: 'passed',
  });
  expect(examination.problem?.code).toBe('issuer-mismatch');
  expect(examination.verified).toBe(true);
});

it('goes each signature’s way through, of the assertion first', () => {
  const examination = examine({}, { sign: 'both', algorithm: 'sha1' });
  const algorithms = examination.checks.filter(({ name }) => name === 'signature-algorithm');

  expect(algorithms.map(({ of, outcome }) => [of, outcome])).toEqual([
    ['assertion', 'failed'],
    ['response', 'failed'],
  ]);
  expect(examination.checks.filter(({ name }) => name === 'signature-value')).toHaveLength(2);
  expect(examination.verified).toBe(false);
});

it('tells of a message by an unknown key that its own certificate made the signature, and believes nothing', () => {
  const key = signingKey({ name: 'other' });
  const message = signedResponse({ nameId: 'mallory' }, { key });
  const examination = reportOf({ message }, world);

  expect(examination).toMatchObject({
    verified: false,
    problem: { code: 'key-unknown', authenticated: false },
    facts: { nameId: { value: 'mallory' }, issuer: facts.issuer },
  });
  expect(describeSignatures(toBase64(message))).toMatchObject([
    {
      of: 'assertion',
      signatureHash: 'sha256',
      digestHash: 'sha256',
      fitsCertificate: true,
      certificate: { thumbprints: { sha1: key.sha1Thumbprint } },
    },
  ]);
  expect(outcomes(examination)).toMatchObject({
    'signing-key (assertion)': 'failed',
    'signature-value (assertion)': 'not-reached',
    certificate: 'not-reached',
    issuer: 'passed',
  });
});

it('tells of a changed message that no certificate made its signature', () => {
  const message = signedResponse().replaceAll('B.Simon@', 'C.Simon@');
  const examination = reportOf({ message }, world);

  expect(describeSignatures(toBase64(message))).toMatchObject([{ fitsCertificate: false }]);
  expect(examination.problem?.code).toBe('signature-digest');
});

it('reads what the assertion says, names and values', () => {
  const { facts: read } = examine({ sessionNotOnOrAfter: new Date('2026-11-22T18:00:00.000Z') });

  expect(read).toMatchObject({
    id: facts.assertionId,
    issuer: facts.issuer,
    responseIssuer: facts.issuer,
    destination: facts.replyUrl,
    inResponseTo: facts.requestId,
    nameId: {
      value: facts.signInName,
      format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    },
    conditions: { audienceRestrictions: [[facts.identifier]] },
    confirmation: { recipient: facts.replyUrl, inResponseTo: facts.requestId },
    identity: { directoryId: facts.directoryId, objectId: facts.objectId },
    sessionNotOnOrAfter: new Date('2026-11-22T18:00:00.000Z'),
  });
  expect(read.attributes?.get('http://schemas.microsoft.com/identity/claims/displayname')).toEqual([
    facts.displayName,
  ]);
});

it('leaves out what a missing part would have said, and reads the rest', () => {
  const examination = examine({ nameId: undefined });

  expect(outcomes(examination)).toMatchObject({
    subject: 'failed',
    recipient: 'not-reached',
    audience: 'passed',
  });
  expect(examination.facts.nameId).toBeUndefined();
  expect(examination.facts.conditions?.audienceRestrictions).toEqual([[facts.identifier]]);
});

it.each([
  ['what is not base64', 'encoding', { message: '', field: '%' }],
  ['what is no XML', 'xml', { message: 'hello' }],
  ['what is no Response', 'response', { message: '<a/>' }],
])('lists every check of %s', (_, failed, post) => {
  const examination = reportOf(post, world);
  const { [failed]: outcome, ...others } = outcomes(examination);

  expect(outcome).toBe('failed');
  expect(Object.keys(others)).toHaveLength(21);
  expect(describeSignatures(post.message)).toEqual([]);
  expect(examination.verified).toBe(false);
});
