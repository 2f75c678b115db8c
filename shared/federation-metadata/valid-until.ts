import { IdpMetadataError } from './idp-metadata-error.ts';

const dateTime =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3})\d{0,20})?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * Returns the instant of a `validUntil`, to the millisecond: an xs:dateTime, in UTC where it names no zone (SAML Core
 * 1.3.3). It may have an offset, because a document from an administrator is not a SAML message.
 * @throws IdpMetadataError `valid-until-malformed`
 */
export function readValidUntil(text: string): Date {
  const [all, year, month, day, hour, minute, second, fraction = '0', zone = 'Z'] =
    dateTime.exec(text.length > 64 ? '' : text.trim()) ?? [];
  const time = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const [offset, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(zone) ?? [];
  const minutesEast = offset === undefined ? 0 : Number(`${sign}1`) * (60 * Number(hours) + Number(minutes));
  // A 13th month rolls over to another year, `2026-02-30` to another day: these are not dates. 24:00:00 is valid (XSD
  // 2).
  const isEndOfDay = `${hour}:${minute}:${second}` === '24:00:00';
  const written = new Date(isEndOfDay ? time - 86_400_000 : time);
  const isDate =
    written.getUTCMonth() === Number(month) - 1 &&
    written.getUTCDate() === Number(day) &&
    (isEndOfDay || written.getUTCHours() === Number(hour)) &&
    written.getUTCMinutes() === Number(minute) &&
    Number(second) < 60;
  if (all === undefined || !isDate || Math.abs(minutesEast) > 14 * 60) {
    throw new IdpMetadataError('valid-until-malformed');
  }
  return new Date(time + Number(fraction.padEnd(3, '0')) - minutesEast * 60_000);
}
