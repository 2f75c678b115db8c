import { performance } from 'node:perf_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { DecryptionKeys } from '../../shared/keys/own-keys.ts';
import { failureDelayMilliseconds } from './constants.ts';

/** A clock that never goes back, in milliseconds. */
export interface MonotonicClock {
  now(): number;
  /** Resolves at `moment`, never earlier, and as little later as possible. */
  until(moment: number): Promise<void>;
}

/** How late a timer may fire, in milliseconds. The rest of a wait is spent checking the clock. */
const timerAccuracy = 2;

/** The clock of the process. */
export const systemMonotonicClock: MonotonicClock = {
  now: () => performance.now(),
  until: async (moment) => {
    const sleep = moment - performance.now() - timerAccuracy;
    if (sleep > 0) await setTimeout(sleep);
    while (performance.now() < moment) await setImmediate();
  },
};

/** The private keys, and whether one was used for this message: only then does its duration reveal anything. */
export interface PrivateKeyUse {
  readonly keys: DecryptionKeys;
  wasUsed(): boolean;
}

/** Returns the same keys, and watches whether they are used. */
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
 * Runs `work`. If it fails after a private key was used, the failure comes out at the next multiple of
 * `failureDelayMilliseconds` after the start, whatever it is: its duration reveals neither how far decryption came nor
 * why it failed. A success is not delayed, nor is a failure without a key: the metadata says anyway whether a tenant
 * accepts encrypted assertions.
 * @param keyUse Undefined: no key can be used.
 */
export async function delayFailure<Result>(
  clock: MonotonicClock,
  keyUse: Pick<PrivateKeyUse, 'wasUsed'> | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  const startedAt = clock.now();
  try {
    return await work();
  } catch (error) {
    if (keyUse?.wasUsed()) await waitForReplyMoment(clock, startedAt);
    throw error;
  }
}

/** Runs `work` and delays its end in the same way, also if it succeeds: for work that can fail without throwing. */
export async function delayAlways(
  clock: MonotonicClock,
  keyUse: Pick<PrivateKeyUse, 'wasUsed'> | undefined,
  work: () => Promise<void>,
): Promise<void> {
  const startedAt = clock.now();
  try {
    await work();
  } finally {
    if (keyUse?.wasUsed()) await waitForReplyMoment(clock, startedAt);
  }
}

async function waitForReplyMoment(clock: MonotonicClock, startedAt: number): Promise<void> {
  const delays = Math.floor((clock.now() - startedAt) / failureDelayMilliseconds) + 1;
  await clock.until(startedAt + delays * failureDelayMilliseconds);
}
