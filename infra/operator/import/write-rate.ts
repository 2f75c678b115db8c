import { isStoreUnavailable } from '../../../shared/store/store-unavailable.ts';
import type { Terminal } from '../terminal.ts';

/** How fast an import goes, in writes a second. */
export interface WriteRate {
  /** Waits until so many more writes may be made. */
  before(writes: number): Promise<void>;
  /**
   * Does `work`, and again where the store was busy: the pace is halved, and the wait doubles from 1 s to 30 s.
   * @throws what `work` throws: anything else at once, a busy store after about two minutes or at Ctrl-C
   */
  withRetries<Result>(work: () => Promise<Result>): Promise<Result>;
}

/**
 * All users of a tenant share a partition, and DynamoDB takes 1,000 writes a second of one. A stage's table takes 2,400
 * by default. The rest is left to people who sign in meanwhile.
 */
export const initialWritesPerSecond = 400;

const slowestWritesASecond = 5;
const retries = 8;
const longestWaitMilliseconds = 30_000;
/** Every so many writes without a refusal the pace grows by a twentieth, never above where it began. */
const writesAStep = 2_000;

/**
 * A pace that gives way: halved at every refusal, growing slowly again, never above `writesASecond`. The tables refuse
 * above their maximum, and what an import takes of it, sign-ins cannot.
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
