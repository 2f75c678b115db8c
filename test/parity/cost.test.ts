import { beforeAll, describe, expect, it } from 'vitest';
import { type Measured, recorded } from '../../infra/cost/measured.ts';
import type { PricedRegion } from '../../infra/cost/price-list.ts';
import { prices } from '../../infra/cost/prices.ts';
import { costOfMillionSignIns, sumOf } from '../../infra/cost/sign-in-cost.ts';
import { keysOf } from '../../shared/objects/keys-of.ts';
import { measureCost } from '../bench/cost/measure.ts';

const calls = keysOf(recorded.calls);
/** The most that a million sign-ins may cost, in USD. */
const budgetUsd: Readonly<Record<PricedRegion, number>> = {
  'us-east-1': 9.75,
  'eu-central-1': 11.45,
  'eu-west-1': 10.7,
};

describe('the cost of a sign-in', () => {
  let measured: Measured;
  beforeAll(async () => {
    measured = await measureCost({ rounds: 1 });
    // A process for each function, each once for each app: minutes on a busy machine.
  }, 300_000);

  it.each(calls)('is recorded as it is for %s: npm run cost -- --record, then npm run docs', (call) => {
    const [now, then] = [measured.calls[call], recorded.calls[call]];
    const exact = ({ readUnits, writeUnits, storeCalls, memoryMb, logEvents }: typeof now) => ({
      readUnits,
      writeUnits,
      storeCalls,
      memoryMb,
      logEvents,
    });

    expect(exact(now)).toEqual(exact(then));
    for (const key of ['logBytes', 'accessLogBytes', 'responseBytes'] as const) {
      expect(now[key], key).toBeLessThanOrEqual(Math.ceil(then[key] * 1.05) + 10);
      expect(now[key], key).toBeGreaterThanOrEqual(Math.floor(then[key] * 0.95) - 10);
    }
  });

  it('is recorded as it is for a run of the schedule', () => {
    const { readUnits, writeUnits, storeCalls, memoryMb } = measured.scheduled;

    expect(recorded.scheduled).toMatchObject({ readUnits, writeUnits, storeCalls, memoryMb });
  });

  it.each(keysOf(prices))('keeps to its budget in %s', (region) => {
    const usd = sumOf(costOfMillionSignIns(recorded, prices[region]));

    expect(usd).toBeLessThanOrEqual(budgetUsd[region]);
    expect(usd).toBeGreaterThan(budgetUsd[region] * 0.9);
  });
});
