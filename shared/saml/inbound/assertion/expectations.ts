import { Problem } from '../../../problems/problem.ts';
import type { ClaimedAssertion } from '../signature/check-signatures.ts';
import { attributeOf, requireText } from '../xml/element.ts';
import type { Assertion } from './assertion.ts';

/** What a response has to say to be meant for one tenant. An empty text is never met, not even by an empty text. */
export interface Expectations {
  /** The tenant's Microsoft Entra Identifier. */
  readonly issuer: string;
  /** Our Identifier (Entity ID). */
  readonly identifier: string;
  /** What identifies people, see `IdentityRule`. Default: Entra's two claims. */
  readonly identityClaim?: string;
  /** Our Reply URL, query included: the default one, which requests name. */
  readonly replyUrl: string;
  /** Reply URLs of the same tenant beside it. Default: none. */
  readonly otherReplyUrls?: readonly string[];
  /**
   * Present where other tenants have the same Reply URL, so that Audience and Recipient do not tell whom a message is
   * for. An encrypted assertion then counts as meant for this tenant only as the answer to `answerTo`, a request of this
   * tenant that this browser began; undefined: it began none.
   */
  readonly sharedReplyUrl?: { readonly answerTo: string | undefined };
  /** Default `defaultClockSkewSeconds`. */
  readonly clockSkewSeconds?: number;
  /** Until this instant, a certificate that has expired is accepted. Default: never. */
  readonly expiredCertificatesUntil?: Date;
}

const malformed = (what: string) => new Problem('response-structure', { actual: what });

/**
 * Requires the tenant's issuer in the Assertion, and in the Response if that has one: character for character.
 * @throws Problem `issuer-mismatch`, `response-structure`
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

/**
 * Requires at least one AudienceRestriction, and our Identifier in each. Entra writes `spn:` before an Identifier that
 * is no URI.
 * @throws Problem `audience-missing`, `audience-mismatch`
 */
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

/**
 * Requires a Reply URL of the tenant as the signed Recipient.
 * @throws Problem `recipient-mismatch`
 */
export function requireRecipient(
  { confirmation: { recipient } }: Pick<Assertion, 'confirmation'>,
  expectations: Expectations,
): void {
  const { replyUrl } = expectations;
  if (!isReplyUrl(expectations, recipient))
    throw new Problem('recipient-mismatch', { expected: replyUrl, actual: recipient });
}

/**
 * Requires a Reply URL of the tenant as the Destination, if there is one. A signed Response must have one.
 * @throws Problem `destination-missing`, `destination-mismatch`
 */
export function requireDestination(
  { response, signed }: Pick<ClaimedAssertion, 'response' | 'signed'>,
  expectations: Expectations,
): void {
  const { replyUrl } = expectations;
  const destination = attributeOf(response, 'Destination');
  if (destination === undefined) {
    if (signed !== 'assertion') throw new Problem('destination-missing', { expected: replyUrl });
  } else if (!isReplyUrl(expectations, destination)) {
    throw new Problem('destination-mismatch', { expected: replyUrl, actual: destination });
  }
}

function isReplyUrl({ replyUrl, otherReplyUrls = [] }: Expectations, url: string | undefined): boolean {
  return url !== undefined && url !== '' && (url === replyUrl || otherReplyUrls.includes(url));
}

/**
 * Requires that the Response, whose InResponseTo may be unsigned, answers the same request as the Assertion.
 * @throws Problem `in-response-to-mismatch`
 */
export function requireOneAnswer(
  { confirmation: { inResponseTo } }: Pick<Assertion, 'confirmation'>,
  { response }: Pick<ClaimedAssertion, 'response'>,
): void {
  const outer = attributeOf(response, 'InResponseTo');
  if (outer !== undefined && outer !== inResponseTo) {
    throw new Problem('in-response-to-mismatch', { expected: inResponseTo ?? 'none', actual: outer });
  }
}
