import { describe, expect, it } from 'vitest';
import { failSteadily, systemPace } from '../../functions/assertion-consumer/steady-failure.ts';

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

describe('a steady failure', () => {
  it.each([
    ['at once', 0, 1_500],
    ['soon', 3, 1_500],
    ['just before the beat', 499.9, 1_500],
    ['at the beat', 500, 2_000],
    ['late', 1_200, 2_500],
  ])('that comes %s is answered at the beat', async (_, milliseconds, moment) => {
    const pace = paceFrom(1_000);
    const fault = new Error('whatever it is');

    const work = failSteadily(pace, async () => {
      pace.time += milliseconds;
      throw fault;
    });

    await expect(work).rejects.toBe(fault);
    expect(pace.waitedFor).toEqual([moment]);
  });

  it('is no matter of what succeeds', async () => {
    const pace = paceFrom(0);

    expect(await failSteadily(pace, async () => 'signed in')).toBe('signed in');
    expect(pace.waitedFor).toEqual([]);
  });
});

describe("the system's pace", () => {
  it.each([0, 1, 15])('never ends a wait of %i ms before its moment', async (milliseconds) => {
    const moment = systemPace.now() + milliseconds;
    await systemPace.until(moment);
    expect(systemPace.now()).toBeGreaterThanOrEqual(moment);
  });
});
