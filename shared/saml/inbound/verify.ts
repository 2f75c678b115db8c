import { Problem } from '../../problems/problem.ts';
import {
  type Assertion,
  type AssertionParts,
  checkAssertion,
  wholeAssertion,
} from './assertion/assertion.ts';
import {
  defaultClockSkewSeconds,
  type Expectations,
  requireAudience,
  requireDestination,
  requireIssuer,
  requireOneAnswer,
  requireRecipient,
  requireTimes,
} from './assertion/conditions.ts';
import { readInstant } from './assertion/instant.ts';
import { type CheckRunner, failFast } from './checks.ts';
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
import { readStatus, refuseFailure } from './status.ts';
import { attributeOf } from './xml/element.ts';

/** An Assertion that this tenant's directory signed, for this tenant, now. Whose request it answers is still open. */
export interface AcceptedAssertion extends Assertion {
  readonly signed: VerifiedAssertion['signed'];
  readonly certificate: TrustedCertificate;
  /** Of the signature that made it believed. */
  readonly signatureHash: Hash | undefined;
  /**
   * Whether what it says may be shown, logged and stored beyond the session that is made of it. Only one that came
   * out of a cipher text without a signature of its own is not: Recipient and Audience are right once it is accepted.
   */
  readonly disclosed: boolean;
}

/**
 * Verifies a response for one tenant at one instant: signatures and keys, certificate validity, issuer,
 * audience, recipient, answer, times, status (SAML Profiles 4.1.4.3). Pure: the same input, the same verdict.
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
 * The second half of {@link verifyResponse}: what the signed assertion says.
 * @throws Problem, always `authenticated`
 */
export function verifyStatements(
  verified: VerifiedAssertion,
  expectations: Expectations,
  now: Date,
): AcceptedAssertion {
  try {
    return acceptVerified(verified, expectations, now);
  } catch (error) {
    throw error instanceof Problem ? error.afterVerification() : error;
  }
}

function acceptVerified(
  verified: VerifiedAssertion,
  expectations: Expectations,
  now: Date,
): AcceptedAssertion {
  const parts = checkStatements(verified, () => verified.signers, expectations, now, failFast);
  return {
    ...wholeAssertion(parts),
    signed: verified.signed,
    certificate: verified.certificate,
    signatureHash: signatureHashOf(verified),
    disclosed: verified.origin !== 'signed-around',
  };
}

/**
 * The steps of {@link verifyStatements}, over what an assertion claims: taken strictly they say nothing of one that no
 * key has signed, which is why verification only passes one whose signatures verified. No problem of theirs quotes an
 * assertion that is not disclosed (`isDisclosed`).
 */
export function checkStatements(
  claimed: ClaimedAssertion,
  signers: () => readonly TrustedCertificate[],
  expectations: Expectations,
  now: Date,
  checker: CheckRunner,
): AssertionParts {
  const check = redactingRunner(checker, () => isDisclosed(claimed, expectations));
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
  check('response-time', () => requireResponseIssueInstant(claimed, now, skewSeconds));
  check('status', () => refuseFailure(readStatus(claimed.status)));
  return parts;
}

function requireResponseIssueInstant(
  { response }: ClaimedAssertion,
  now: Date,
  clockSkewSeconds: number,
): void {
  const text = attributeOf(response, 'IssueInstant');
  if (text === undefined) throw new Problem('response-structure', { actual: 'no IssueInstant of Response' });
  const issueInstant = readInstant(text);
  if (issueInstant.getTime() > now.getTime() + clockSkewSeconds * 1_000) {
    throw new Problem('issue-instant-in-future', { expected: text, actual: now.toISOString() });
  }
}
