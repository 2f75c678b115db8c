import { setTimeout } from 'node:timers/promises';
import { logUnexpectedError } from '../shared/observability/log.ts';

/** One attempt of a store takes at most as long; the function has far more time. */
const bestEffortTimeoutMilliseconds = 2_000;

/** Runs optional work beside a session that exists. Errors are logged; after 2 s the work is no longer awaited. */
export async function bestEffort(reference: string, work: () => Promise<unknown>): Promise<void> {
  const ended = new AbortController();
  try {
    await Promise.race([work(), timeOut(ended.signal)]);
  } catch (error) {
    logUnexpectedError(error, reference);
  } finally {
    ended.abort();
  }
}

async function timeOut(signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(bestEffortTimeoutMilliseconds, undefined, { signal });
  } catch {
    return;
  }
  throw new Error(`timed out after ${bestEffortTimeoutMilliseconds} ms`);
}
