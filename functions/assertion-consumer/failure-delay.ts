import { performance } from 'node:perf_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { DecryptionKeys } from '../../shared/keys/own-keys.ts';
import { failureDelayMilliseconds } from './constants.ts';

/** A clock that only goes forward, in milliseconds, and somebody who waits by it. */
export interface MonotonicClock {
  now(): number;
  /** Resolves at `moment`, never before, and as little after it as can be. */
  until(moment: number): Promise<void>;
}

/** What a timer may be late by, in milliseconds: the rest is watched step by step. */
const timerAccuracy = 2;

/** The process's own. */
export const systemMonotonicClock: MonotonicClock = {
  now: () => performance.now(),
  until: async (moment) => {
    const sleep = moment - performance.now() - timerAccuracy;
    if (sleep > 0) await setTimeout(sleep);
    while (performance.now() < moment) await setImmediate();
  },
};

/** One of our keys, and whether it was used for this message: only then is there anything to hide. */
export interface PrivateKeyUse {
  readonly keys: DecryptionKeys;
  wasUsed(): boolean;
}

/** Watches whether `keys` are used. */
export function watchKeyUse({ unwrap }: DecryptionKeys): PrivateKeyUse {
  let used = false;
  return {
    keys: {
      unwrap: (wrapped) => {
        used = true;
        return unwrap(wrapped);
      },
    },
    wasUsed: () => used,
  };
}

/**
 * Does `work` and lets every failure of it in which a key was used come out at one time, whatever it is: neither how
 * far it came nor why it ended can be heard from its length. What succeeds does not wait, nor what used no key: whether
 * a tenant takes encrypted assertions at all is in its metadata.
 */
export async function delayFailure<Result>(
  clock: MonotonicClock,
  { wasUsed }: Pick<PrivateKeyUse, 'wasUsed'>,
  work: () => Promise<Result>,
): Promise<Result> {
  const arrivedAt = clock.now();
  try {
    return await work();
  } catch (error) {
    if (wasUsed()) await nextReplyMoment(clock, arrivedAt);
    throw error;
  }
}

/** Does `work` and ends at such a time however it went, where a key was used: for what fails without throwing. */
export async function delayAlways(
  clock: MonotonicClock,
  { wasUsed }: Pick<PrivateKeyUse, 'wasUsed'>,
  work: () => Promise<void>,
): Promise<void> {
  const arrivedAt = clock.now();
  try {
    await work();
  } finally {
    if (wasUsed()) await nextReplyMoment(clock, arrivedAt);
  }
}

async function nextReplyMoment(clock: MonotonicClock, arrivedAt: number): Promise<void> {
  const beats = Math.floor((clock.now() - arrivedAt) / failureDelayMilliseconds) + 1;
  await clock.until(arrivedAt + beats * failureDelayMilliseconds);
}
