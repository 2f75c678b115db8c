import { performance } from 'node:perf_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';

/** A clock that only goes forward, in milliseconds, and somebody who waits by it. */
export interface Pace {
  now(): number;
  /** Resolves at `moment`, never before, and as little after it as can be. */
  until(moment: number): Promise<void>;
}

/** What a timer may be late by, in milliseconds: the rest is watched step by step. */
const timerAccuracy = 2;

/** The process's own. */
export const systemPace: Pace = {
  now: () => performance.now(),
  until: async (moment) => {
    const sleep = moment - performance.now() - timerAccuracy;
    if (sleep > 0) await setTimeout(sleep);
    while (performance.now() < moment) await setImmediate();
  },
};

/**
 * When a failure is answered, in milliseconds after the message was read: longer than reading, two keys in KMS and
 * the store's own work take together. What takes longer all the same waits for the next multiple.
 */
export const failureBeatMilliseconds = 500;

/**
 * Does `work` and lets every failure of it, whatever it is, come out at one time: neither how far it came nor why
 * it ended can be heard from its length. What succeeds does not wait.
 */
export async function failSteadily<Result>(pace: Pace, work: () => Promise<Result>): Promise<Result> {
  const arrivedAt = pace.now();
  try {
    return await work();
  } catch (error) {
    await nextBeat(pace, arrivedAt);
    throw error;
  }
}

/** Does `work` and ends at such a time however it went: for what fails without throwing. */
export async function endSteadily(pace: Pace, work: () => Promise<void>): Promise<void> {
  const arrivedAt = pace.now();
  try {
    await work();
  } finally {
    await nextBeat(pace, arrivedAt);
  }
}

async function nextBeat(pace: Pace, arrivedAt: number): Promise<void> {
  const beats = Math.floor((pace.now() - arrivedAt) / failureBeatMilliseconds) + 1;
  await pace.until(arrivedAt + beats * failureBeatMilliseconds);
}
