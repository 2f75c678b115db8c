import { Problem } from '../../../problems/problem.ts';
import { type CheckRunner, failFast, type SignedPlace } from '../check-runner.ts';
import type { UnverifiedResponse } from '../response.ts';
import { attributeOf, isElement, type XmlElement } from '../xml/element.ts';
import * as ns from '../xml/namespaces.ts';
import { type Hash, signatureAlgorithms } from './algorithms.ts';
import type { Trust, TrustedCertificate } from './prepare-trust.ts';
import { checkSignature } from './signature.ts';

/**
 * Where an assertion was read from. `signed-inside` and `signed-around` came out of a cipher text: one key pair
 * serves every tenant of a stage, so a customer who has another customer's cipher text can put it into a
 * Response and sign around it. Only a signature inside the plaintext shows that the signer knew what it says.
 */
type AssertionOrigin = 'in-the-clear' | 'signed-inside' | 'signed-around';

/** An Assertion with the Response around it. By itself it is only a claim of the sender. */
export interface ClaimedAssertion {
  readonly assertion: XmlElement;
  readonly response: XmlElement;
  readonly responseIssuer: XmlElement | undefined;
  readonly status: XmlElement;
  /** Which elements have a signature: what stands outside of them is the sender's word. */
  readonly signed: 'assertion' | 'response' | 'both';
  /** Decides whether what it says may be shown, logged or stored. */
  readonly origin: AssertionOrigin;
}

/** An Assertion whose every byte a trusted key signed, directly or with the Response around it. */
export interface VerifiedAssertion extends ClaimedAssertion {
  /** The certificate that signed; of the assertion where both are signed. */
  readonly certificate: TrustedCertificate;
  /** The certificate of each signature there is. */
  readonly signers: readonly TrustedCertificate[];
}

/**
 * Verifies every signature there is, with the tenant's own keys; one that fails refuses the whole.
 * @throws Problem `signature-…`, `key-…`, `certificate-malformed`, `certificate-weak`
 */
export function verifyResponseSignatures(unverified: UnverifiedResponse, trust: Trust): VerifiedAssertion {
  const [certificate, ...others] = checkSignatures(unverified, trust, () => failFast)();
  if (certificate === undefined) throw new Problem('signature-missing');
  return { ...claimedBy(unverified), certificate, signers: [certificate, ...others] };
}

/** The checks of {@link verifyResponseSignatures}. Returns the signers, that of the assertion first. */
export function checkSignatures(
  { signatures }: UnverifiedResponse,
  trust: Trust,
  checkerAt: (place: SignedPlace) => CheckRunner,
): () => readonly TrustedCertificate[] {
  const ofAssertion =
    signatures.assertion && checkSignature(signatures.assertion, trust, checkerAt('assertion'));
  const ofResponse = signatures.response && checkSignature(signatures.response, trust, checkerAt('response'));
  return () => [ofAssertion?.(), ofResponse?.()].filter((signer) => signer !== undefined);
}

/** Returns what an assertion in the clear claims to be. */
export function claimedBy({
  signatures,
  assertion,
  response,
  issuer,
  status,
}: UnverifiedResponse): ClaimedAssertion {
  const signed =
    signatures.assertion && signatures.response ? 'both' : signatures.assertion ? 'assertion' : 'response';
  return { assertion, response, responseIssuer: issuer, status, signed, origin: 'in-the-clear' };
}

/** Returns the hash of the signature over a verified assertion, or over the Response around it. */
export function signatureHashOf({ assertion, response, signed }: ClaimedAssertion): Hash | undefined {
  let method: XmlElement | undefined = signed === 'response' ? response : assertion;
  for (const name of ['Signature', 'SignedInfo', 'SignatureMethod']) {
    method = method?.children.find(
      (child): child is XmlElement => typeof child !== 'string' && isElement(child, ns.ds, name),
    );
  }
  return signatureAlgorithms.get((method && attributeOf(method, 'Algorithm')) ?? '');
}

/**
 * Requires that `now` lies within the validity of the certificate that signed, without clock skew (decision
 * 0016-expired-certificates-refused). Before `expiredUntil`, which an operator sets, an expired certificate is
 * accepted.
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
