import { describe, expect, it } from 'vitest';
import { failureDelayMilliseconds as beat } from '../../../functions/assertion-consumer/constants.ts';
import {
  delayAlways,
  delayFailure,
  systemMonotonicClock,
  watchKeyUse,
} from '../../../functions/assertion-consumer/failure-delay.ts';

/** A pace whose time is what the work makes it, and that remembers what was waited for. */
function paceFrom(start: number) {
  const clock = {
    time: start,
    waitedFor: [] as number[],
    now: () => clock.time,
    until: async (moment: number) => {
      clock.waitedFor.push(moment);
      clock.time = moment;
    },
  };
  return clock;
}

const used = { wasUsed: () => true };
const unused = { wasUsed: () => false };

describe('a steady failure', () => {
  it.each([
    ['at once', 0, 1_000 + beat],
    ['soon', 3, 1_000 + beat],
    ['just before the beat', beat - 0.1, 1_000 + beat],
    ['at the beat', beat, 1_000 + 2 * beat],
    ['late', 2.4 * beat, 1_000 + 3 * beat],
  ])('that comes %s is answered at the beat', async (_, milliseconds, moment) => {
    const clock = paceFrom(1_000);
    const fault = new Error('whatever it is');

    const work = delayFailure(clock, used, async () => {
      clock.time += milliseconds;
      throw fault;
    });

    await expect(work).rejects.toBe(fault);
    expect(clock.waitedFor).toEqual([moment]);
  });

  it('is no matter of what succeeds', async () => {
    const clock = paceFrom(0);

    expect(await delayFailure(clock, used, async () => 'signed in')).toBe('signed in');
    expect(clock.waitedFor).toEqual([]);
  });
});

describe('where no key of ours was used', () => {
  it('a failure is answered at once', async () => {
    const clock = paceFrom(0);
    const work = delayFailure(clock, unused, () => Promise.reject(new Error('no key')));

    await expect(work).rejects.toThrow('no key');
    expect(clock.waitedFor).toEqual([]);
  });

  it('so is what fails without throwing, which else waits however it ends', async () => {
    const clock = paceFrom(0);
    await delayAlways(clock, unused, async () => {});
    expect(clock.waitedFor).toEqual([]);
    await delayAlways(clock, used, async () => {});
    expect(clock.waitedFor).toEqual([beat]);
  });

  it('is known by the first use', async () => {
    const { keys, wasUsed } = watchKeyUse({ unwrap: async () => [] });
    expect(wasUsed()).toBe(false);
    const unwrapping = keys.unwrap({ hash: 'sha1', octets: new Uint8Array() });
    expect(wasUsed()).toBe(true);
    expect(await unwrapping).toEqual([]);
  });
});

describe("the system's pace", () => {
  it.each([0, 1, 15])('never ends a wait of %i ms before its moment', async (milliseconds) => {
    const moment = systemMonotonicClock.now() + milliseconds;
    await systemMonotonicClock.until(moment);
    expect(systemMonotonicClock.now()).toBeGreaterThanOrEqual(moment);
  });
});
