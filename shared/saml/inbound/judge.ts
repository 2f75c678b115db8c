import { type Assertion, readAssertion } from './assertion.ts';
import {
  defaultClockSkewSeconds,
  type Expectations,
  requireAudience,
  requireIssuer,
  requireOneAnswer,
  requireRecipient,
  requireTimes,
} from './conditions.ts';
import { readInstant } from './instant.ts';
import { Problem } from './problem.ts';
import type { UnverifiedResponse } from './response.ts';
import { readStatus, refuseFailure } from './status.ts';
import { requireValidCertificate, type VerifiedAssertion, verifyResponse } from './trust-check.ts';
import type { Trust, TrustedCertificate } from './trusted-keys.ts';
import { attributeOf } from './xml-element.ts';

/** An Assertion that this tenant's directory signed, for this tenant, now. Whose request it answers is still open. */
export interface AcceptedAssertion extends Assertion {
  readonly signed: VerifiedAssertion['signed'];
  readonly certificate: TrustedCertificate;
}

/**
 * Judges a response for one tenant at one instant: signatures and keys, certificate validity, issuer,
 * audience, recipient, answer, times, status (SAML Profiles 4.1.4.3). Pure: the same input, the same verdict.
 * @throws Problem, `authenticated` once every signature has verified
 */
export function judgeResponse(
  unverified: UnverifiedResponse,
  expectations: Expectations & { readonly trust: Trust },
  now: Date,
): AcceptedAssertion {
  return judgeVerified(verifyResponse(unverified, expectations.trust), expectations, now);
}

/**
 * The second half of {@link judgeResponse}: what the signed assertion says.
 * @throws Problem, always `authenticated`
 */
export function judgeVerified(
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
  for (const signer of verified.signers) {
    requireValidCertificate(signer, now, expectations.expiredCertificatesUntil);
  }
  const assertion = readAssertion(verified.assertion);
  requireIssuer(assertion, verified, expectations);
  requireAudience(assertion, expectations);
  requireRecipient(assertion, verified, expectations);
  requireOneAnswer(assertion, verified);
  requireTimes(assertion, now, expectations.clockSkewSeconds ?? defaultClockSkewSeconds);
  requireResponseIssueInstant(verified, now, expectations.clockSkewSeconds ?? defaultClockSkewSeconds);
  refuseFailure(readStatus(verified.status));
  return { ...assertion, signed: verified.signed, certificate: verified.certificate };
}

function requireResponseIssueInstant(
  { response }: VerifiedAssertion,
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
