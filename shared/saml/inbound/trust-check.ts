import { Problem } from './problem.ts';
import type { UnverifiedResponse } from './response.ts';
import { verifySignature } from './signature.ts';
import type { Trust, TrustedCertificate } from './trusted-keys.ts';
import type { XmlElement } from './xml-element.ts';

/** An Assertion whose every byte a trusted key has signed, itself or with the Response around it. */
export interface VerifiedAssertion {
  readonly assertion: XmlElement;
  readonly response: XmlElement;
  readonly responseIssuer: XmlElement | undefined;
  readonly status: XmlElement;
  /** Which elements were signed: what stands outside of them is the sender's word. */
  readonly signed: 'assertion' | 'response' | 'both';
  /** The certificate that signed; of the assertion where both are signed. */
  readonly certificate: TrustedCertificate;
  /** The certificate of each signature there is. */
  readonly signers: readonly TrustedCertificate[];
}

/**
 * Verifies every signature there is, with the tenant's own keys; one that fails refuses the whole.
 * @throws Problem `signature-…`, `key-…`, `certificate-malformed`, `certificate-weak`
 */
export function verifyResponse(unverified: UnverifiedResponse, trust: Trust): VerifiedAssertion {
  const { signatures, assertion, response, issuer, status } = unverified;
  const ofAssertion = signatures.assertion && verifySignature(signatures.assertion, trust);
  const ofResponse = signatures.response && verifySignature(signatures.response, trust);
  const certificate = ofAssertion ?? ofResponse;
  if (certificate === undefined) throw new Problem('signature-missing');
  const signed = ofAssertion && ofResponse ? 'both' : ofAssertion ? 'assertion' : 'response';
  const signers = [ofAssertion, ofResponse].filter((signer) => signer !== undefined);
  return { assertion, response, responseIssuer: issuer, status, signed, certificate, signers };
}

/**
 * The validity period of the certificate that signed, without any allowance (design decision 6) but the one
 * that an operator gave: before `expiredUntil`, one that has expired is taken.
 * @throws Problem `certificate-expired`, `certificate-not-yet-valid`
 */
export function requireValidCertificate(
  { notBefore, notAfter }: TrustedCertificate,
  now: Date,
  expiredUntil?: Date,
): void {
  const isInGrace = expiredUntil !== undefined && now < expiredUntil;
  if (now > notAfter && !isInGrace) {
    throw new Problem('certificate-expired', {
      expected: `valid at ${now.toISOString()}`,
      actual: `expired at ${notAfter.toISOString()}`,
    });
  }
  if (now < notBefore) {
    throw new Problem('certificate-not-yet-valid', {
      expected: `valid at ${now.toISOString()}`,
      actual: `valid from ${notBefore.toISOString()}`,
    });
  }
}
