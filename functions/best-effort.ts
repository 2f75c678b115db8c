import { setTimeout } from 'node:timers/promises';
import { logUnexpectedError } from '../shared/observability/log.ts';

/** One attempt of a store takes at most as long; the function has far more time. */
const bestEffortTimeoutMilliseconds = 2_000;

/**
 * Runs optional work after the session was made or ended, and returns its result. Undefined where it failed, which is
 * logged; after 2 s the work is no longer awaited.
 */
export async function bestEffort<Result>(
  reference: string,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  const ended = new AbortController();
  try {
    return await Promise.race([work(), timeOut(ended.signal)]);
  } catch (error) {
    logUnexpectedError(error, reference);
    return undefined;
  } finally {
    ended.abort();
  }
}

async function timeOut(signal: AbortSignal): Promise<undefined> {
  try {
    await setTimeout(bestEffortTimeoutMilliseconds, undefined, { signal });
  } catch {
    return undefined;
  }
  throw new Error(`timed out after ${bestEffortTimeoutMilliseconds} ms`);
}
