/**
 * How far the clock of a directory may be off, in either direction, in seconds. This is the only place that sets it:
 * the checks of dates, the time for which a used assertion is remembered, and the documents take it from here.
 */
export const defaultClockSkewSeconds = 180;

/** Whether `start` has passed at `now`, or will within the clock skew. */
export function hasBegun(start: Date, now: Date, clockSkewSeconds: number): boolean {
  return start.getTime() <= now.getTime() + clockSkewSeconds * 1_000;
}

/** Whether `end` has passed at `now` by at least the clock skew. */
export function hasEnded(end: Date, now: Date, clockSkewSeconds: number): boolean {
  return acceptedUntil(end, clockSkewSeconds).getTime() <= now.getTime();
}

/** Returns the first instant at which what ends at `end` is no longer accepted. */
export function acceptedUntil(end: Date, clockSkewSeconds = defaultClockSkewSeconds): Date {
  return new Date(end.getTime() + clockSkewSeconds * 1_000);
}
