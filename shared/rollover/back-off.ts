import type { Failing } from './key-watch.ts';

const firstWaitMilliseconds = 60 * 60_000;
const longestWaitMilliseconds = 24 * 60 * 60_000;

/**
 * One failed attempt more: an hour's wait, then twice as long each time, a day at most. A directory that is gone
 * for good is asked once a day, and one that was away for a moment at the tenant's very next turn.
 */
export function failedAgain(before: Failing | undefined, code: string, now: Date): Failing {
  const attempts = (before?.attempts ?? 0) + 1;
  const wait = Math.min(firstWaitMilliseconds * 2 ** Math.min(attempts - 1, 10), longestWaitMilliseconds);
  return { code, since: before?.since ?? now, attempts, nextAttemptAt: new Date(now.getTime() + wait) };
}

/** Whether nobody may try yet. */
export function isWaiting(failing: Failing | undefined, now: Date): boolean {
  return failing !== undefined && now < failing.nextAttemptAt;
}
