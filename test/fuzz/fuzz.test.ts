import { describe, expect, it } from 'vitest';
import { brokenVerifiers } from './broken-verifiers.ts';
import { run, type Target } from './campaign.ts';
import { latchkey } from './verify.ts';

/** A few seconds of what `npm run fuzz` does for as long as one likes. */
const bounded: readonly (readonly [target: Target, runs: number])[] = [
  ['messages', 400],
  ['documents', 1_500],
  ['markup', 1_500],
];

const seeds = {
  'the seed of every run': 20_261_122,
  'a fresh seed': Date.now() % 1_000_000_000,
};

describe.each(Object.entries(seeds))('%s', (_, seed) => {
  it.each(bounded)(`finds no violation in %s (seed ${seed})`, (target, runs) => {
    const { tally, violation } = run({ target, seed, runs });
    expect(violation).toBeUndefined();
    expect(tally.of(target === 'messages' ? 'accepted' : 'canonical')).toBeGreaterThan(runs / 50);
  });
});

describe('finds a verifier that', () => {
  it.each(brokenVerifiers)('$mistake', ({ target, verifier, found }) => {
    const { violation } = run({
      target,
      seed: seeds['the seed of every run'],
      runs: 10_000,
      shrink: false,
      verifier: { ...latchkey, ...verifier },
    });
    expect(violation).toMatch(found);
  });
});
