import { describe, expect, it } from 'vitest';
import { readResponse, type UnverifiedResponse } from '../../../../shared/saml/inbound/response.ts';
import {
  requireValidCertificate,
  signatureHashOf,
  verifyResponseSignatures,
} from '../../../../shared/saml/inbound/signature/check-signatures.ts';
import { prepareTrust } from '../../../../shared/saml/inbound/signature/prepare-trust.ts';
import type { XmlElement } from '../../../../shared/saml/inbound/xml/element.ts';
import { facts, secondsAfter } from '../../../fixtures/facts.ts';
import { signingKey } from '../../../fixtures/keys.ts';
import { toBase64 } from '../../../fixtures/post.ts';
import { signedResponse } from '../../../fixtures/signed-response.ts';
import { asCertificate } from '../../../fixtures/trusted-key.ts';
import { problemOf, refusalOf } from '../refusal.ts';

const trust = prepareTrust({ trustedKeys: [asCertificate(signingKey())], allowSha1: false });

describe('verifyResponseSignatures', () => {
  it('refuses what has no signature, whoever has let it through', () => {
    const unverified = readResponse(toBase64(signedResponse()));
    const stripped = { ...unverified, signatures: {} } satisfies UnverifiedResponse;

    expect(refusalOf(() => verifyResponseSignatures(stripped, trust))).toBe('signature-missing');
  });
});

describe('signatureHashOf', () => {
  const modes = ['assertion', 'response', 'both'] as const;
  const hashes = ['sha256', 'sha384', 'sha512'] as const;
  const cases = modes.flatMap((mode) => hashes.map((algorithm) => [mode, algorithm] as const));

  it.each(cases)('of a message with the %s signed is its %s', (mode, algorithm) => {
    const unverified = readResponse(toBase64(signedResponse({}, { sign: mode, algorithm })));

    expect(signatureHashOf(verifyResponseSignatures(unverified, trust))).toBe(algorithm);
  });

  it.each(modes)('of a message with the %s signed, and then stripped of it, is none', (mode) => {
    const verified = verifyResponseSignatures(
      readResponse(toBase64(signedResponse({}, { sign: mode }))),
      trust,
    );
    const unsigned = (element: XmlElement) => ({ ...element, children: [] });

    expect(
      signatureHashOf({
        ...verified,
        assertion: unsigned(verified.assertion),
        response: unsigned(verified.response),
      }),
    ).toBeUndefined();
  });
});

describe('requireValidCertificate', () => {
  const [certificate] = trust.certificates;
  if (certificate === undefined) throw new TypeError('no certificate');
  const { notBefore, notAfter } = certificate;

  it.each([
    ['at its first moment', notBefore, undefined],
    ['at its last', notAfter, undefined],
    ['in the grace that an operator gave', secondsAfter(notAfter, 1), secondsAfter(notAfter, 2)],
  ] as const)('takes a certificate %s', (_, now, expiredUntil) => {
    expect(refusalOf(() => requireValidCertificate(certificate, now, expiredUntil))).toBe('done');
  });

  it.each([
    ['certificate-expired', secondsAfter(notAfter, 1), undefined, `expired at ${notAfter.toISOString()}`],
    [
      'certificate-expired',
      secondsAfter(notAfter, 2),
      secondsAfter(notAfter, 2),
      `expired at ${notAfter.toISOString()}`,
    ],
    [
      'certificate-not-yet-valid',
      secondsAfter(notBefore, -1),
      facts.now,
      `valid from ${notBefore.toISOString()}`,
    ],
  ] as const)('tells %s: %s, grace until %s', (code, now, expiredUntil, actual) => {
    const problem = problemOf(() => requireValidCertificate(certificate, now, expiredUntil));

    expect(problem).toMatchObject({ code, expected: `valid at ${now.toISOString()}`, actual });
  });
});
