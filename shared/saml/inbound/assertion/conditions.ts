import { Problem } from '../../../problems/problem.ts';
import type { ClaimedAssertion } from '../signature/check-signatures.ts';
import { attributeOf, requireText } from '../xml/element.ts';
import type { Assertion } from './assertion.ts';

/** What a response must say to be meant for this tenant. */
export interface Expectations {
  /** The tenant's Microsoft Entra Identifier. */
  readonly issuer: string;
  /** Our Identifier (Entity ID). */
  readonly identifier: string;
  /** What identifies people, see `IdentityRule`. Default: Entra's two claims. */
  readonly identityClaim?: string;
  /** Our Reply URL, query included. */
  readonly replyUrl: string;
  /** Allowed to each side's clock, default {@link defaultClockSkewSeconds}. */
  readonly clockSkewSeconds?: number;
  /** Before it a certificate that has expired is taken all the same. Default: never. */
  readonly expiredCertificatesUntil?: Date;
}

const malformed = (what: string) => new Problem('response-structure', { actual: what });

export const defaultClockSkewSeconds = 180;

/**
 * No assertion is believed that is valid for longer: Entra's longest token lifetime is a day, and it dates
 * NotBefore five minutes back.
 */
export const maximumValiditySeconds = 24 * 3_600 + 300;

/**
 * Issuer of the Assertion and, where present, of the Response: character for character. What is not configured
 * (here and below) is not to be met by an empty value: it is met by none.
 */
export function requireIssuer(
  assertion: Pick<Assertion, 'issuer'>,
  { responseIssuer }: Pick<ClaimedAssertion, 'responseIssuer'>,
  { issuer }: Expectations,
): void {
  const issuers = [
    assertion.issuer,
    ...(responseIssuer === undefined ? [] : [requireText(responseIssuer, malformed)]),
  ];
  for (const actual of issuers) {
    if (issuer === '' || actual !== issuer)
      throw new Problem('issuer-mismatch', { expected: issuer, actual });
  }
}

/** At least one AudienceRestriction, and our Identifier in each (Entra writes `spn:` before one that is no URI). */
export function requireAudience(
  { conditions }: Pick<Assertion, 'conditions'>,
  { identifier }: Expectations,
): void {
  const { audienceRestrictions } = conditions;
  if (audienceRestrictions.length === 0) throw new Problem('audience-missing', { expected: identifier });
  for (const audiences of audienceRestrictions) {
    if (identifier === '' || (!audiences.includes(identifier) && !audiences.includes(`spn:${identifier}`))) {
      throw new Problem('audience-mismatch', { expected: identifier, actual: audiences.join(', ') });
    }
  }
}

/** The signed Recipient is our Reply URL. */
export function requireRecipient(
  { confirmation: { recipient } }: Pick<Assertion, 'confirmation'>,
  { replyUrl }: Expectations,
): void {
  if (replyUrl === '' || recipient !== replyUrl)
    throw new Problem('recipient-mismatch', { expected: replyUrl, actual: recipient });
}

/** So is the Destination, where there is one; a signed Response must have one. */
export function requireDestination(
  { response, signed }: Pick<ClaimedAssertion, 'response' | 'signed'>,
  { replyUrl }: Expectations,
): void {
  const destination = attributeOf(response, 'Destination');
  if (destination === undefined) {
    if (signed !== 'assertion') throw new Problem('destination-missing', { expected: replyUrl });
  } else if (destination !== replyUrl) {
    throw new Problem('destination-mismatch', { expected: replyUrl, actual: destination });
  }
}

/** Every date, each with the skew in the sender's favour. */
export function requireTimes(
  assertion: Pick<Assertion, 'conditions' | 'confirmation' | 'issueInstant' | 'sessionNotOnOrAfter'>,
  now: Date,
  clockSkewSeconds: number,
): void {
  const skew = clockSkewSeconds * 1_000;
  const { conditions, confirmation, issueInstant, sessionNotOnOrAfter } = assertion;
  const at = now.getTime();
  const facts = (limit: Date) => ({ expected: limit.toISOString(), actual: now.toISOString() });
  if (issueInstant.getTime() > at + skew) throw new Problem('issue-instant-in-future', facts(issueInstant));
  if (conditions.notBefore.getTime() > at + skew) {
    throw new Problem('assertion-not-yet-valid', facts(conditions.notBefore));
  }
  if (conditions.notOnOrAfter.getTime() + skew <= at) {
    throw new Problem('assertion-expired', facts(conditions.notOnOrAfter));
  }
  if (conditions.notOnOrAfter <= conditions.notBefore) {
    throw new Problem('assertion-expired', {
      expected: `an end after ${conditions.notBefore.toISOString()}`,
      actual: conditions.notOnOrAfter.toISOString(),
    });
  }
  const validitySeconds = (conditions.notOnOrAfter.getTime() - conditions.notBefore.getTime()) / 1_000;
  if (validitySeconds > maximumValiditySeconds) {
    throw new Problem('assertion-window-too-long', {
      expected: `at most ${maximumValiditySeconds} seconds`,
      actual: `${validitySeconds} seconds`,
    });
  }
  if (confirmation.notOnOrAfter.getTime() + skew <= at) {
    throw new Problem('confirmation-expired', facts(confirmation.notOnOrAfter));
  }
  if (sessionNotOnOrAfter !== undefined && sessionNotOnOrAfter.getTime() <= at) {
    throw new Problem('session-already-over', facts(sessionNotOnOrAfter));
  }
}

/** The Response's InResponseTo, which may be unsigned, must be the signed one where it is present at all. */
export function requireOneAnswer(
  { confirmation: { inResponseTo } }: Pick<Assertion, 'confirmation'>,
  { response }: Pick<ClaimedAssertion, 'response'>,
): void {
  const outer = attributeOf(response, 'InResponseTo');
  if (outer !== undefined && outer !== inResponseTo) {
    throw new Problem('in-response-to-mismatch', { expected: inResponseTo ?? 'none', actual: outer });
  }
}
