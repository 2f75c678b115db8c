import { describe, expect, it } from 'vitest';
import { failureBeatMilliseconds as beat } from '../../../functions/assertion-consumer/constants.ts';
import {
  endSteadily,
  failSteadily,
  systemPace,
  watchUse,
} from '../../../functions/assertion-consumer/failure-delay.ts';

/** A pace whose time is what the work makes it, and that remembers what was waited for. */
function paceFrom(start: number) {
  const pace = {
    time: start,
    waitedFor: [] as number[],
    now: () => pace.time,
    until: async (moment: number) => {
      pace.waitedFor.push(moment);
      pace.time = moment;
    },
  };
  return pace;
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
    const pace = paceFrom(1_000);
    const fault = new Error('whatever it is');

    const work = failSteadily(pace, used, async () => {
      pace.time += milliseconds;
      throw fault;
    });

    await expect(work).rejects.toBe(fault);
    expect(pace.waitedFor).toEqual([moment]);
  });

  it('is no matter of what succeeds', async () => {
    const pace = paceFrom(0);

    expect(await failSteadily(pace, used, async () => 'signed in')).toBe('signed in');
    expect(pace.waitedFor).toEqual([]);
  });
});

describe('where no key of ours was used', () => {
  it('a failure is answered at once', async () => {
    const pace = paceFrom(0);
    const work = failSteadily(pace, unused, () => Promise.reject(new Error('no key')));

    await expect(work).rejects.toThrow('no key');
    expect(pace.waitedFor).toEqual([]);
  });

  it('so is what fails without throwing, which else waits however it ends', async () => {
    const pace = paceFrom(0);
    await endSteadily(pace, unused, async () => {});
    expect(pace.waitedFor).toEqual([]);
    await endSteadily(pace, used, async () => {});
    expect(pace.waitedFor).toEqual([beat]);
  });

  it('is known by the first use', async () => {
    const { keys, wasUsed } = watchUse({ unwrap: async () => [] });
    expect(wasUsed()).toBe(false);
    const unwrapping = keys.unwrap({ hash: 'sha1', octets: new Uint8Array() });
    expect(wasUsed()).toBe(true);
    expect(await unwrapping).toEqual([]);
  });
});

describe("the system's pace", () => {
  it.each([0, 1, 15])('never ends a wait of %i ms before its moment', async (milliseconds) => {
    const moment = systemPace.now() + milliseconds;
    await systemPace.until(moment);
    expect(systemPace.now()).toBeGreaterThanOrEqual(moment);
  });
});
