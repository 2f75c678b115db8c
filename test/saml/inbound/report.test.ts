import { expect, it } from 'vitest';
import type { Problem } from '../../../shared/problems/problem.ts';
import { diagnoseResponse, type ValidationReport } from '../../../shared/saml/inbound/report.ts';
import { readMessage } from '../../../shared/saml/inbound/response.ts';
import { prepareTrust } from '../../../shared/saml/inbound/signature/prepare-trust.ts';
import { describeSignatures } from '../../../shared/saml/inbound/signature/signature-facts.ts';
import type { Post } from '../../attacks/attack.ts';
import { genuineOf } from '../../attacks/genuine.ts';
import { casesOf } from '../../attacks/section.ts';
import { wrapping } from '../../attacks/sections/a-wrapping.ts';
import { text } from '../../attacks/sections/b-text.ts';
import { parsing } from '../../attacks/sections/c-parsing.ts';
import { keys } from '../../attacks/sections/d-keys.ts';
import { protocol } from '../../attacks/sections/f-protocol.ts';
import { genuineMessages } from '../../attacks/sections/genuine-messages.ts';
import { published } from '../../attacks/sections/published.ts';
import { posted, verdictOn } from '../../attacks/verdict.ts';
import type { World } from '../../attacks/world.ts';
import type { EntraParts } from '../../fixtures/entra-parts.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { toBase64 } from '../../fixtures/post.ts';
import { type MessageChoices, signedResponse } from '../../fixtures/signed-response.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { problemOf } from './refusal.ts';

function report(post: Post, world: World): ValidationReport {
  const { issuer, identifier, replyUrl, trustedKeys } = { ...world, ...post.at, ...post };
  const trust = prepareTrust({ trustedKeys, allowSha1: post.allowSha1 ?? false });
  const field = post.field ?? toBase64(post.message);
  const claim = post.identityClaim === undefined ? {} : { identityClaim: post.identityClaim };
  return diagnoseResponse(field, { issuer, identifier, replyUrl, trust, ...claim }, post.now ?? facts.now);
}

/** What the ACS, which reads encrypted assertions too, refuses by where no tenant takes one. */
function refusedAtTheAcs(post: Post, world: World): Problem | undefined {
  const verdict = verdictOn(post, world, facts.now);
  if ('accepted' in verdict) return undefined;
  if (verdict.refused.code !== 'assertion-encrypted') return verdict.refused;
  return problemOf(() => readMessage(toBase64(post.message))) ?? verdict.refused;
}

const told = (problem: Problem | undefined) =>
  problem && {
    code: problem.code,
    expected: problem.expected,
    actual: problem.actual,
    authenticated: problem.authenticated,
  };

const sections = [wrapping, text, parsing, keys, protocol, published, genuineMessages];

it.each(sections)('finds in $about what the judge refuses by, as the first that fails', (section) => {
  const posts = [
    ...section.refused
      .flatMap(casesOf)
      .map(({ row, ...at }) => ({ ...at, name: row.name, forge: row.attack })),
    ...section.accepted
      .flatMap(casesOf)
      .map(({ row, ...at }) => ({ ...at, name: row.name, forge: row.message })),
  ].filter(({ app, mode }) => (app === 'timetrack') === (mode === 'assertion'));

  for (const { app, mode, name, forge } of posts) {
    const genuine = genuineOf(app, mode);
    const post = posted(forge, genuine);
    const refused = refusedAtTheAcs(post, genuine.world);
    const { problem, verified, checks } = report(post, genuine.world);

    expect(told(problem), name).toEqual(told(refused));
    expect(verified, name).toBe(refused?.authenticated ?? true);
    if (refused === undefined) expect(checks.every(({ outcome }) => outcome === 'passed')).toBe(true);
  }
});

const world: World = {
  issuer: facts.issuer,
  identifier: facts.identifier,
  replyUrl: facts.replyUrl,
  trustedKeys: [asCertificate(signingKey())],
};

const examine = (parts: Partial<EntraParts> = {}, choices: MessageChoices = {}) =>
  report({ message: signedResponse(parts, choices) }, world);

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
  const examination = report({ message }, world);

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
  const examination = report({ message }, world);

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
  const examination = report(post, world);
  const { [failed]: outcome, ...others } = outcomes(examination);

  expect(outcome).toBe('failed');
  expect(Object.keys(others)).toHaveLength(21);
  expect(describeSignatures(post.message)).toEqual([]);
  expect(examination.verified).toBe(false);
});
