import type { ProblemCode } from '../../../shared/problems/problem.ts';
import { defaultClockSkewSeconds as skew } from '../../../shared/saml/inbound/assertion/clock-skew.ts';
import { maximumValiditySeconds } from '../../../shared/saml/inbound/assertion/times.ts';
import type { EntraParts } from '../../fixtures/entra-parts.ts';
import { facts, instantFromNow, secondsAfter } from '../../fixtures/facts.ts';
import type { Acceptance, Attack } from '../attack.ts';

const fromNow = (seconds: number) => secondsAfter(facts.now, seconds);
const day = 24 * 3_600;

/** A date, the last value of it that is accepted and the first that is refused, in seconds from now. */
interface Bound {
  readonly name: string;
  readonly parts: (seconds: number) => Partial<EntraParts>;
  readonly accepted: number;
  readonly refused: number;
  readonly code: ProblemCode;
}

/** Each date at the second of its limit and one beyond, with the skew in the sender's favour. */
const bounds: readonly Bound[] = [
  {
    name: 'Conditions/NotBefore',
    parts: (seconds) => ({ notBefore: fromNow(seconds) }),
    accepted: skew,
    refused: skew + 1,
    code: 'assertion-not-yet-valid',
  },
  {
    name: 'Conditions/NotOnOrAfter',
    parts: (seconds) => ({ notOnOrAfter: fromNow(seconds) }),
    accepted: 1 - skew,
    refused: -skew,
    code: 'assertion-expired',
  },
  {
    name: 'SubjectConfirmationData/NotOnOrAfter',
    parts: (seconds) => ({ confirmationNotOnOrAfter: fromNow(seconds) }),
    accepted: 1 - skew,
    refused: -skew,
    code: 'confirmation-expired',
  },
  {
    name: 'IssueInstant of the assertion',
    parts: (seconds) => ({ assertionIssueInstant: fromNow(seconds) }),
    accepted: skew,
    refused: skew + 1,
    code: 'issue-instant-in-future',
  },
  {
    name: 'IssueInstant of the response',
    parts: (seconds) => ({ responseIssueInstant: fromNow(seconds) }),
    accepted: skew,
    refused: skew + 1,
    code: 'issue-instant-in-future',
  },
  {
    name: 'SessionNotOnOrAfter',
    parts: (seconds) => ({ sessionNotOnOrAfter: fromNow(seconds) }),
    accepted: 1,
    refused: 0,
    code: 'session-already-over',
  },
  {
    name: 'the length of the validity',
    parts: (seconds) => ({ notBefore: fromNow(-60), notOnOrAfter: fromNow(seconds - 60) }),
    accepted: maximumValiditySeconds,
    refused: maximumValiditySeconds + 1,
    code: 'assertion-window-too-long',
  },
];

export const times: readonly Attack[] = [
  ...bounds.flatMap(({ name, parts, accepted, refused, code }): Attack[] => {
    const beyond = Math.sign(refused - accepted);
    const control: Attack['control'] = ({ write }) => write(parts(accepted));
    return [
      {
        name: `${name} a second beyond its limit`,
        attack: ({ write }) => write(parts(refused)),
        control,
        code,
      },
      {
        name: `${name} years beyond its limit`,
        attack: ({ write }) => write(parts(refused + beyond * 10 * 365 * day)),
        control,
        code,
      },
    ];
  }),
  {
    name: 'Conditions/NotBefore a millisecond beyond its limit',
    attack: ({ write }) => write({ notBefore: fromNow(skew + 0.001) }),
    control: ({ write }) => write({ notBefore: fromNow(skew) }),
    code: 'assertion-not-yet-valid',
  },
  {
    name: 'Conditions that end before they begin',
    attack: ({ write }) => write({ notBefore: fromNow(60), notOnOrAfter: fromNow(-60) }),
    control: ({ write }) => write({ notBefore: fromNow(-60), notOnOrAfter: fromNow(60) }),
    code: 'assertion-expired',
  },
  {
    name: 'a message kept for a day',
    attack: ({ message }) => ({ message, now: fromNow(day) }),
    code: 'assertion-expired',
  },
  {
    name: 'a message opened a day early',
    attack: ({ message }) => ({ message, now: fromNow(-day) }),
    code: 'issue-instant-in-future',
  },
  {
    name: 'the second of two AuthnStatements, whose session is over',
    attack: ({ write }) => write({ raw: { authnStatements: sessionsUntil(3_600, 0) } }),
    control: ({ write }) => write({ raw: { authnStatements: sessionsUntil(3_600, 1) } }),
    code: 'session-already-over',
  },
];

function sessionsUntil(...ends: number[]): string {
  return ends
    .map(
      (seconds) =>
        `<AuthnStatement AuthnInstant="${instantFromNow(-3_600)}" SessionNotOnOrAfter="${instantFromNow(seconds)}"><AuthnContext><AuthnContextClassRef>urn:x</AuthnContextClassRef></AuthnContext></AuthnStatement>`,
    )
    .join('');
}

/** Dates that look odd and are genuine. */
export const genuineTimes: readonly Acceptance[] = [
  {
    name: 'a person who signed in to the directory a year ago',
    message: ({ write }) => write({ authnInstant: fromNow(-365 * day) }),
  },
  {
    name: 'a token lifetime of ten minutes',
    message: ({ write }) => write({ notOnOrAfter: fromNow(600), confirmationNotOnOrAfter: fromNow(600) }),
  },
  {
    name: 'a token lifetime of a day',
    message: ({ write }) => write({ notOnOrAfter: fromNow(day), confirmationNotOnOrAfter: fromNow(day) }),
  },
  {
    name: 'a message in the last second of its life',
    message: ({ message }) => ({ message, now: fromNow(3_600 + skew - 1) }),
  },
  {
    name: 'a directory whose clock is ahead by the whole clock skew',
    message: ({ message }) => ({ message, now: fromNow(-skew) }),
  },
];
