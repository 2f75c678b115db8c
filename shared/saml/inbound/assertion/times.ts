import { Problem } from '../../../problems/problem.ts';
import { attributeOf, type XmlElement } from '../xml/element.ts';
import type { Assertion } from './assertion.ts';
import { hasBegun, hasEnded } from './clock-skew.ts';
import { readInstant } from './instant.ts';

/**
 * The longest validity of an assertion, in seconds. The longest token lifetime of Entra is a day, and Entra dates
 * NotBefore five minutes back.
 */
export const maximumValiditySeconds = 24 * 3_600 + 300;

/**
 * Requires that `now` lies within every date of an assertion (SAML Core 2.5.1.2), with the clock skew in the
 * directory's favour; the end of the session has no skew.
 * @throws Problem `issue-instant-in-future`, `assertion-not-yet-valid`, `assertion-expired`,
 * `assertion-window-too-long`, `confirmation-expired`, `session-already-over`
 */
export function requireTimes(
  assertion: Pick<Assertion, 'conditions' | 'confirmation' | 'issueInstant' | 'sessionNotOnOrAfter'>,
  now: Date,
  clockSkewSeconds: number,
): void {
  const { conditions, confirmation, issueInstant, sessionNotOnOrAfter } = assertion;
  const facts = (limit: Date) => ({ expected: limit.toISOString(), actual: now.toISOString() });
  if (!hasBegun(issueInstant, now, clockSkewSeconds)) {
    throw new Problem('issue-instant-in-future', facts(issueInstant));
  }
  if (!hasBegun(conditions.notBefore, now, clockSkewSeconds)) {
    throw new Problem('assertion-not-yet-valid', facts(conditions.notBefore));
  }
  if (hasEnded(conditions.notOnOrAfter, now, clockSkewSeconds)) {
    throw new Problem('assertion-expired', facts(conditions.notOnOrAfter));
  }
  requireWindow(conditions);
  if (hasEnded(confirmation.notOnOrAfter, now, clockSkewSeconds)) {
    throw new Problem('confirmation-expired', facts(confirmation.notOnOrAfter));
  }
  if (sessionNotOnOrAfter !== undefined && sessionNotOnOrAfter <= now) {
    throw new Problem('session-already-over', facts(sessionNotOnOrAfter));
  }
}

function requireWindow({ notBefore, notOnOrAfter }: Assertion['conditions']): void {
  if (notOnOrAfter <= notBefore) {
    throw new Problem('assertion-expired', {
      expected: `an end after ${notBefore.toISOString()}`,
      actual: notOnOrAfter.toISOString(),
    });
  }
  const validitySeconds = (notOnOrAfter.getTime() - notBefore.getTime()) / 1_000;
  if (validitySeconds > maximumValiditySeconds) {
    throw new Problem('assertion-window-too-long', {
      expected: `at most ${maximumValiditySeconds} seconds`,
      actual: `${validitySeconds} seconds`,
    });
  }
}

/**
 * Requires that a Response was issued in the past, with the clock skew in the directory's favour.
 * @throws Problem `issue-instant-in-future`, `response-structure`, `date-malformed`
 */
export function requireResponseIssueInstant(response: XmlElement, now: Date, clockSkewSeconds: number): void {
  const text = attributeOf(response, 'IssueInstant');
  if (text === undefined) throw new Problem('response-structure', { actual: 'no IssueInstant of Response' });
  if (!hasBegun(readInstant(text), now, clockSkewSeconds)) {
    throw new Problem('issue-instant-in-future', { expected: text, actual: now.toISOString() });
  }
}
