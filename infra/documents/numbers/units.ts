/** A whole number as documents write it: `6,000`. */
export const count = (number: number): string => number.toLocaleString('en');

/** A number of bytes: `512 bytes`, `256 kB`, `1 MB`. A kB is 1,024 bytes. */
export function bytes(number: number): string {
  const units = [
    [1_024 * 1_024, 'MB'],
    [1_024, 'kB'],
  ] as const;
  const [size, name] = units.find(([each]) => number % each === 0) ?? [1, 'bytes'];
  return `${count(number / size)} ${name}`;
}

const parts = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/**
 * A time in the largest units that fit: `180 seconds`, `15 minutes`, `24 hours 5 minutes`, `3 days`. Up to three minutes
 * stay seconds and up to two days stay hours, as people speak of them.
 * @throws RangeError for what is no whole number of seconds
 */
export function seconds(number: number): string {
  if (!Number.isInteger(number)) throw new RangeError(`${number} is no whole number of seconds`);
  const largest = number <= 180 ? 1 : number <= 48 * 3_600 ? 3_600 : 86_400;
  let left = number;
  const said = parts.flatMap(([name, size]) => {
    if (size > largest) return [];
    const times = Math.floor(left / size);
    left -= times * size;
    return times === 0 ? [] : [`${count(times)} ${name}${times === 1 ? '' : 's'}`];
  });
  return said.length === 0 ? '0 seconds' : said.join(' ');
}

/** {@link seconds} of a number of milliseconds. */
export const milliseconds = (number: number): string => seconds(number / 1_000);
