import { Problem } from './problem.ts';

const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;

/**
 * The instant of an xs:dateTime in UTC, to the millisecond (SAML Core 1.3.3): `Z` is required, an offset is
 * refused, and so is a date that the calendar does not have.
 * @throws Problem `date-malformed`
 */
export function readInstant(text: string): Date {
  if (pattern.test(text)) {
    const field = (from: number, to: number) => Number(text.slice(from, to));
    const [year, month, day] = [field(0, 4), field(5, 7), field(8, 10)];
    const [hour, minute, second] = [field(11, 13), field(14, 16), field(17, 19)];
    const milliseconds = Number(text.slice(20, 23).replace('Z', '').padEnd(3, '0'));
    const instant = new Date(Date.UTC(year, month - 1, day, hour, minute, second, milliseconds));
    // `2026-02-30` and `24:00:00` roll over to the next day; what rolls over was no date.
    const isDate = instant.getUTCFullYear() === year && instant.getUTCMonth() === month - 1;
    const isTime = hour < 24 && minute < 60 && second < 60;
    if (isDate && isTime && instant.getUTCDate() === day) return instant;
  }
  throw new Problem('date-malformed', { expected: 'YYYY-MM-DDThh:mm:ss[.fraction]Z', actual: text });
}
