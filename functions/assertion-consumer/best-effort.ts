import { setTimeout } from 'node:timers/promises';
import { logUnexpectedError } from '../../shared/observability/log.ts';

/** As long as one attempt of the store takes at most, in milliseconds; the function has far more. */
const bestEffortTimeoutMilliseconds = 2_000;

/**
 * Does `work` beside a session that stands already: neither a fault in it nor a store that does not answer may
 * take the session away. What takes longer is left to itself.
 */
export async function bestEffort(reference: string, work: () => Promise<unknown>): Promise<void> {
  const ended = new AbortController();
  try {
    await Promise.race([work(), limit(ended.signal)]);
  } catch (error) {
    logUnexpectedError(error, reference);
  } finally {
    ended.abort();
  }
}

async function limit(signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(bestEffortTimeoutMilliseconds, undefined, { signal });
  } catch {
    return;
  }
  throw new Error(`no end of it within ${bestEffortTimeoutMilliseconds} ms`);
}
