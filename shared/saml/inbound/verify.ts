import { Problem } from '../../problems/problem.ts';
import {
  type Assertion,
  type AssertionParts,
  checkAssertion,
  wholeAssertion,
} from './assertion/assertion.ts';
import { defaultClockSkewSeconds } from './assertion/clock-skew.ts';
import {
  type Expectations,
  requireAudience,
  requireDestination,
  requireIssuer,
  requireOneAnswer,
  requireRecipient,
} from './assertion/expectations.ts';
import { requireResponseIssueInstant, requireTimes } from './assertion/times.ts';
import { type CheckRunner, failFast } from './check-runner.ts';
import { isDisclosed, redactingRunner } from './encryption/disclosure.ts';
import type { UnverifiedResponse } from './response.ts';
import type { Hash } from './signature/algorithms.ts';
import {
  type ClaimedAssertion,
  requireValidCertificate,
  signatureHashOf,
  type VerifiedAssertion,
  verifyResponseSignatures,
} from './signature/check-signatures.ts';
import type { Trust, TrustedCertificate } from './signature/prepare-trust.ts';
import { readStatus, requireSuccess } from './status.ts';

/**
 * An Assertion that this tenant's directory signed, for this tenant, now. Whether the request that it answers is open,
 * or the assertion was used before, is not decided yet.
 */
export interface AcceptedAssertion extends Assertion {
  readonly signed: VerifiedAssertion['signed'];
  readonly certificate: TrustedCertificate;
  /** The hash of the signature that verified. */
  readonly signatureHash: Hash | undefined;
  /**
   * Whether its contents may be shown, logged, and stored beyond the session. False only for an assertion that was
   * decrypted and has no signature of its own, or answers no request of this browser where tenants share a Reply URL.
   */
  readonly disclosed: boolean;
}

/**
 * Verifies a response for one tenant at one instant (SAML Profiles 4.1.4.3): signatures and keys, certificates, issuer,
 * audience, recipient, answer, times, status. Pure: the same input gives the same result.
 * @throws Problem, `authenticated` once every signature has verified
 */
export function verifyResponse(
  unverified: UnverifiedResponse,
  expectations: Expectations & { readonly trust: Trust },
  now: Date,
): AcceptedAssertion {
  return verifyStatements(verifyResponseSignatures(unverified, expectations.trust), expectations, now);
}

/**
 * Verifies what a signed assertion says: the second half of {@link verifyResponse}.
 * @throws Problem, always `authenticated`
 */
export function verifyStatements(
  verified: VerifiedAssertion,
  expectations: Expectations,
  now: Date,
): AcceptedAssertion {
  try {
    const parts = checkStatements(verified, () => verified.signers, expectations, now, failFast);
    return {
      ...wholeAssertion(parts),
      signed: verified.signed,
      certificate: verified.certificate,
      signatureHash: signatureHashOf(verified),
      disclosed: isDisclosed(verified, expectations),
    };
  } catch (error) {
    throw error instanceof Problem ? error.afterVerification() : error;
  }
}

/**
 * The checks of {@link verifyStatements}. They do not look at signatures: {@link verifyStatements} passes a verified
 * assertion only, a validation report passes any. No problem quotes an assertion that is not disclosed (`isDisclosed`).
 */
export function checkStatements(
  claimed: ClaimedAssertion,
  signers: () => readonly TrustedCertificate[],
  expectations: Expectations,
  now: Date,
  runner: CheckRunner,
): AssertionParts {
  const check = redactingRunner(runner, () => isDisclosed(claimed, expectations));
  const skewSeconds = expectations.clockSkewSeconds ?? defaultClockSkewSeconds;
  check('certificate', () => {
    for (const signer of signers())
      requireValidCertificate(signer, now, expectations.expiredCertificatesUntil);
  });
  const parts = checkAssertion(claimed.assertion, check, expectations);
  check('issuer', () => requireIssuer(parts.head(), claimed, expectations));
  check('audience', () => requireAudience(parts.conditions(), expectations));
  check('recipient', () => requireRecipient(parts.subject(), expectations));
  check('destination', () => requireDestination(claimed, expectations));
  check('answer', () => requireOneAnswer(parts.subject(), claimed));
  check('times', () =>
    requireTimes({ ...parts.subject(), ...parts.conditions(), ...parts.authentication() }, now, skewSeconds),
  );
  check('response-time', () => requireResponseIssueInstant(claimed.response, now, skewSeconds));
  check('status', () => requireSuccess(readStatus(claimed.status)));
  return parts;
}
