import { Problem } from './problem.ts';

const pattern = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d{1,9})?Z$/;

/**
 * The instant of an xs:dateTime in UTC, to the millisecond (SAML Core 1.3.3): `Z` is required, an offset is
 * refused, and so is a date that the calendar does not have.
 * @throws Problem `date-malformed`
 */
export function readInstant(text: string): Date {
  const seconds = pattern.exec(text)?.[1];
  if (seconds !== undefined) {
    const wholeSeconds = new Date(`${seconds}Z`);
    // `2026-02-30` and `24:00:00` parse as the next day; only what comes back the same was a date.
    if (!Number.isNaN(wholeSeconds.getTime()) && wholeSeconds.toISOString() === `${seconds}.000Z`) {
      return new Date(text);
    }
  }
  throw new Problem('date-malformed', { expected: 'YYYY-MM-DDThh:mm:ss[.fraction]Z', actual: text });
}
