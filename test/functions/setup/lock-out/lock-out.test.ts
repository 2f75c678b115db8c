import { expect, it } from 'vitest';
import { lengthOf } from '../../../harness/tier.ts';
import { clickAtRandom } from './sequences.ts';

/** This file and `lock-out-others.test.ts` run side by side: 10,000 sequences in `npm run verify`. */
const sequences = lengthOf({ whole: 5_000, sample: 100 });

it(
  'whatever five administrators click, nothing untested is activated and no one is locked out',
  async () => {
    const activations = await clickAtRandom({ sequences, seed: 20_261_128 });
    // Each of the five gets as far as the last button.
    expect(Math.min(...activations)).toBeGreaterThan(0);
  },
  sequences * 1_000,
);
