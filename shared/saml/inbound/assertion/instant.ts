import { Problem } from '../../../problems/problem.ts';

const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;

/**
 * Returns the instant of an xs:dateTime in UTC, to the millisecond (SAML Core 1.3.3). It requires `Z`, and refuses an
 * offset and a date that does not exist.
 * @throws Problem `date-malformed`
 */
export function readInstant(text: string): Date {
  if (pattern.test(text)) {
    const [year, month, day] = [
      100 * twoDigits(text, 0) + twoDigits(text, 2),
      twoDigits(text, 5),
      twoDigits(text, 8),
    ];
    const [hour, minute, second] = [twoDigits(text, 11), twoDigits(text, 14), twoDigits(text, 17)];
    const instant = new Date(Date.UTC(year, month - 1, day, hour, minute, second, milliseconds(text)));
    // A 13th month rolls over to another year, `2026-02-30` and `24:00:00` to another day: they are not dates.
    const isDate = instant.getUTCFullYear() === year && instant.getUTCDate() === day;
    if (isDate && minute < 60 && second < 60) return instant;
  }
  throw new Problem('date-malformed', { expected: 'YYYY-MM-DDThh:mm:ss[.fraction]Z', actual: text });
}

function twoDigits(text: string, at: number): number {
  return 10 * digit(text, at) + digit(text, at + 1);
}

/** Returns the milliseconds of the fraction, if there is one. Further digits do not count. */
function milliseconds(text: string): number {
  let value = 0;
  for (let at = 20; at < 23; at += 1) value = 10 * value + digit(text, at);
  return value;
}

/** Returns the digit at `at`; 0 if there is none, or the final Z. */
function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 0x30;
  return value <= 9 ? value : 0;
}
