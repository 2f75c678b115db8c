import { describe, expect, it } from 'vitest';
import { readResponse } from '../../../shared/saml/inbound/response.ts';
import { prepareTrust } from '../../../shared/saml/inbound/signature/prepare-trust.ts';
import { verifyResponse } from '../../../shared/saml/inbound/verify.ts';
import type { EntraParts } from '../../fixtures/entra-parts.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { toBase64 } from '../../fixtures/post.ts';
import { type MessageChoices, signedResponse } from '../../fixtures/signed-response.ts';
import { asCertificate, asThumbprint } from '../../fixtures/trusted-key.ts';
import { problemOf, refusalOf } from './refusal.ts';

const trusted = {
  'the certificate': asCertificate(signingKey()),
  'its SHA-1 thumbprint': asThumbprint(signingKey()),
  'its SHA-256 thumbprint': asThumbprint(signingKey(), 'sha256'),
};

const expectations = {
  issuer: facts.issuer,
  identifier: facts.identifier,
  replyUrl: facts.replyUrl,
  trust: prepareTrust({ trustedKeys: [asCertificate(signingKey())], allowSha1: false }),
};

const judge = (
  parts: Partial<EntraParts> = {},
  choices: MessageChoices = {},
  more: { readonly clockSkewSeconds?: number } = {},
) =>
  verifyResponse(
    readResponse(toBase64(signedResponse(parts, choices))),
    { ...expectations, ...more },
    facts.now,
  );

describe('verifyResponse', () => {
  describe.each(Object.entries(trusted))('where the tenant trusts %s', (_, trustedKey) => {
    it.each(['assertion', 'response', 'both'] as const)("accepts Entra's message with %s signed", (sign) => {
      const accepted = verifyResponse(
        readResponse(toBase64(signedResponse({}, { sign }))),
        { ...expectations, trust: prepareTrust({ trustedKeys: [trustedKey], allowSha1: false }) },
        facts.now,
      );

      expect(accepted.nameId.value).toBe(facts.signInName);
      expect(accepted.signed).toBe(sign);
    });
  });

  it('hands on everything that the assertion says, typed', () => {
    const sessionNotOnOrAfter = secondsAfter(facts.now, 7_200);

    expect(judge({ sessionNotOnOrAfter })).toMatchObject({
      id: facts.assertionId,
      issuer: facts.issuer,
      issueInstant: facts.now,
      nameId: { format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' },
      confirmation: {
        recipient: facts.replyUrl,
        inResponseTo: facts.requestId,
        notOnOrAfter: secondsAfter(facts.now, 3_600),
      },
      conditions: { audienceRestrictions: [[facts.identifier]] },
      sessionIndex: facts.assertionId,
      sessionNotOnOrAfter,
      identity: { directoryId: facts.directoryId, objectId: facts.objectId },
      certificate: { thumbprints: { sha1: signingKey().sha1Thumbprint } },
    });
  });

  it('is pure: the same message, the same verdict, as often as it is asked', () => {
    const unverified = readResponse(toBase64(signedResponse()));

    expect(verifyResponse(unverified, expectations, facts.now)).toEqual(
      verifyResponse(unverified, expectations, facts.now),
    );
  });

  it.each([
    [0, 1, 'assertion-expired'],
    [0, 0, 'assertion-expired'],
    [60, 59, 'done'],
    [60, 60, 'assertion-expired'],
  ])('allows the clock %i seconds: %i after the end, %s', (clockSkewSeconds, after, outcome) => {
    const notOnOrAfter = secondsAfter(facts.now, -after);

    expect(refusalOf(() => judge({ notOnOrAfter }, {}, { clockSkewSeconds }))).toBe(outcome);
  });

  it('tells an administrator more only once a signature has verified', () => {
    const stranger = signingKey({ name: 'stranger' });

    expect(problemOf(() => judge({ audience: 'urn:other' }))).toMatchObject({
      code: 'audience-mismatch',
      expected: facts.identifier,
      actual: 'urn:other',
      authenticated: true,
    });
    expect(problemOf(() => judge({ audience: 'urn:other' }, { key: stranger }))).toMatchObject({
      code: 'key-unknown',
      authenticated: false,
    });
    expect(problemOf(() => judge({ nameId: '\u0000' }))).toMatchObject({ authenticated: false });
  });

  it.each([
    ['none', {}, 'certificate-expired'],
    ['one that lasts', { expiredCertificatesUntil: secondsAfter(facts.now, 1) }, 'done'],
    ['one that has ended', { expiredCertificatesUntil: facts.now }, 'certificate-expired'],
  ])('takes an expired certificate by the grace that the operator gave: %s', (_, grace, outcome) => {
    const key = signingKey({ notAfter: secondsAfter(facts.now, -1) });
    const trust = prepareTrust({ trustedKeys: [asCertificate(key)], allowSha1: false });
    const message = readResponse(toBase64(signedResponse({}, { key })));

    expect(refusalOf(() => verifyResponse(message, { ...expectations, trust, ...grace }, facts.now))).toBe(
      outcome,
    );
  });

  it('takes no certificate before its time, whatever grace there is', () => {
    const key = signingKey({ notBefore: secondsAfter(facts.now, 1) });
    const trust = prepareTrust({ trustedKeys: [asCertificate(key)], allowSha1: false });
    const message = readResponse(toBase64(signedResponse({}, { key })));
    const expiredCertificatesUntil = secondsAfter(facts.now, 60);
    const judging = () =>
      verifyResponse(message, { ...expectations, trust, expiredCertificatesUntil }, facts.now);

    expect(refusalOf(judging)).toBe('certificate-not-yet-valid');
  });
});
