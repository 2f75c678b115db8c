import { InvalidArgumentError } from 'commander';

const units = { m: 60, h: 3_600, d: 86_400 } as const;

/** A time as typed: relative to now (`45m`, `12h`, `7d` ago), or a UTC day or time. */
export type Moment = { readonly secondsAgo: number } | { readonly at: Date };

/** Reads a time. @throws InvalidArgumentError */
export function readMoment(text: string): Moment {
  const [, amount, unit] = /^(\d{1,4})([mhd])$/.exec(text) ?? [];
  if (amount !== undefined) return { secondsAgo: Number(amount) * units[unit as keyof typeof units] };
  const isInstant = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z?)?$/.test(text);
  const [day = '', time = '00:00'] = text.replace(/Z$/, '').split(/[T ]/);
  const at = new Date(`${day}T${time}Z`);
  if (isInstant && !Number.isNaN(at.getTime())) return { at };
  throw new InvalidArgumentError(
    'Enter 45m, 12h or 7d for so long ago, or a UTC day (2026-11-28) or time (2026-11-28T09:15Z).',
  );
}

/** Returns the time that `moment` means at `now`. */
export function instantOf(moment: Moment, now: Date): Date {
  return 'at' in moment ? moment.at : new Date(now.getTime() - moment.secondsAgo * 1_000);
}
