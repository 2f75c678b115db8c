import { isStoreUnavailable } from '../../../shared/store/store-unavailable.ts';
import type { Terminal } from '../terminal.ts';

/** Limits the writes of an import per second. */
export interface WriteRate {
  /** Waits until this many more writes are allowed. */
  before(writes: number): Promise<void>;
  /**
   * Runs `work` and retries while the store is throttled: the rate is halved, and the wait doubles from 1 s to 30 s.
   * @throws what `work` throws: other errors at once, throttling after about two minutes or at Ctrl-C
   */
  withRetries<Result>(work: () => Promise<Result>): Promise<Result>;
}

/**
 * The writes per second at the start. All users of a tenant share a partition, which accepts 1,000 writes per second; a
 * stage's table accepts 2,400 by default. The rest stays free for sign-ins.
 */
export const initialWritesPerSecond = 400;

const slowestWritesASecond = 5;
const retries = 8;
const longestWaitMilliseconds = 30_000;
/** After this many writes without throttling the rate grows by 5 %, up to the initial rate. */
const writesAStep = 2_000;

/**
 * Returns a rate that is halved when the store throttles, then grows slowly up to `writesASecond`. An import competes
 * with sign-ins for the maximum throughput of the tables.
 */
export function adaptiveWriteRate(
  { now, pause }: Pick<Terminal, 'now' | 'pause'>,
  writesASecond: number,
  isInterrupted: () => boolean,
): WriteRate {
  let rate = writesASecond;
  let written = 0;
  let freeAt = now().getTime();
  const slowDown = () => {
    rate = Math.max(slowestWritesASecond, Math.min(rate, 2 * initialWritesPerSecond) / 2);
    written = 0;
  };
  return {
    async before(writes) {
      written += writes;
      if (written >= writesAStep) {
        rate = Math.min(writesASecond, rate * 1.05);
        written = 0;
      }
      const time = now().getTime();
      const wait = freeAt - time;
      freeAt = Math.max(freeAt, time) + (writes / rate) * 1_000;
      if (wait > 0) await pause(wait);
    },

    async withRetries(work) {
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await work();
        } catch (error) {
          if (!isStoreUnavailable(error) || attempt === retries || isInterrupted()) throw error;
          slowDown();
          await pause(Math.min(longestWaitMilliseconds, 1_000 * 2 ** attempt));
        }
      }
    },
  };
}
