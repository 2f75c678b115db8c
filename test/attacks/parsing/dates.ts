import type { EntraParts } from '../../fixtures/entra-parts.ts';
import { instantFromNow } from '../../fixtures/facts.ts';
import type { Acceptance, Attack } from '../attack.ts';

/** What is no instant of SAML, whichever of the dates says so. */
const malformed: readonly (readonly [written: string, name: string])[] = [
  ['2026-13-40T12:00:00Z', 'month 13'],
  ['2026-02-30T12:00:00Z', '30 February'],
  ['2026-02-29T12:00:00Z', '29 February of a common year'],
  ['2026-00-10T12:00:00Z', 'month 0'],
  ['2026-11-00T12:00:00Z', 'day 0'],
  ['2026-11-22T24:00:00Z', 'hour 24'],
  ['2026-11-22T12:60:00Z', 'minute 60'],
  ['2026-11-22T12:00:60Z', 'second 60'],
  ['2026-11-22T12:00:00', 'no zone'],
  ['2026-11-22T12:00:00+00:00', 'an offset of zero'],
  ['2026-11-22T13:00:00+01:00', 'an offset'],
  ['2026-11-22T12:00:00z', 'a small z'],
  ['2026-11-22t12:00:00Z', 'a small t'],
  ['2026-11-22 12:00:00Z', 'a blank for T'],
  [' 2026-11-22T12:00:00Z', 'a blank before'],
  ['2026-11-22T12:00:00Z ', 'a blank behind'],
  ['2026-11-22T12:00:00Z\n', 'a line break behind'],
  ['2026-11-22T12:00Z', 'no seconds'],
  ['2026-11-22', 'no time'],
  ['2026-11-22T12:00:00.Z', 'a dot without a fraction'],
  ['2026-11-22T12:00:00,5Z', 'a comma'],
  ['2026-11-22T12:00:00.0000000000Z', 'ten digits of a fraction'],
  ['10000-01-01T00:00:00Z', 'the year 10000'],
  ['+010000-01-01T00:00:00Z', 'a signed year'],
  ['-2026-11-22T12:00:00Z', 'a year before Christ'],
  ['26-11-22T12:00:00Z', 'a year of two digits'],
  ['20261122T120000Z', 'no punctuation'],
  ['1795348800', 'seconds since 1970'],
  ['Sun, 22 Nov 2026 12:00:00 GMT', 'a date of HTTP'],
  ['\uff12026-11-22T12:00:00Z', 'a fullwidth digit'],
  ['now', 'a word'],
  ['', 'nothing'],
];

type DatePart = Extract<
  keyof EntraParts,
  | 'responseIssueInstant'
  | 'assertionIssueInstant'
  | 'notBefore'
  | 'notOnOrAfter'
  | 'confirmationNotOnOrAfter'
  | 'authnInstant'
  | 'sessionNotOnOrAfter'
>;

const dates: readonly DatePart[] = [
  'responseIssueInstant',
  'assertionIssueInstant',
  'notBefore',
  'notOnOrAfter',
  'confirmationNotOnOrAfter',
  'authnInstant',
  'sessionNotOnOrAfter',
];

/** Each malformation in each date; one app and one mode will do, because no date is read twice. */
export const malformedDates: readonly Attack[] = dates.flatMap((date) =>
  malformed.map(
    ([written, name]): Attack => ({
      name: `${name} as ${date}`,
      attack: ({ write }) => write({ [date]: written }),
      code: 'date-malformed',
      apps: ['timetrack'],
      modes: ['assertion'],
    }),
  ),
);

/** A date of the Response, which nobody signed where only the assertion is. */
export const unsignedDates: readonly Attack[] = [
  {
    name: 'an unsigned malformed date',
    attack: ({ write }) => write({ responseIssueInstant: 'soon' }),
    code: 'date-malformed',
  },
  {
    name: 'a response without IssueInstant',
    attack: ({ write }) => write({ responseIssueInstant: undefined }),
    code: 'response-structure',
  },
  {
    name: 'an assertion without IssueInstant',
    attack: ({ write }) => write({ assertionIssueInstant: undefined }),
    code: 'response-structure',
  },
  {
    name: 'an AuthnStatement without AuthnInstant',
    attack: ({ write }) => write({ authnInstant: undefined }),
    code: 'response-structure',
  },
];

/** As many digits as providers write. */
export const fractions: readonly Acceptance[] = ['', '.1', '.123', '.123456', '.1234567', '.123456789'].map(
  (fraction) => {
    const at = (seconds: number) => instantFromNow(seconds).replace('.000Z', `${fraction}Z`);
    return {
      name: `dates with ${Math.max(0, fraction.length - 1)} digits of a fraction`,
      message: ({ write }) =>
        write({
          responseIssueInstant: at(0),
          assertionIssueInstant: at(0),
          notBefore: at(-300),
          notOnOrAfter: at(3600),
          confirmationNotOnOrAfter: at(3600),
          authnInstant: at(-7200),
          sessionNotOnOrAfter: at(28800),
        }),
    };
  },
);
