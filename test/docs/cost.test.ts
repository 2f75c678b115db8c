import { expect, it } from 'vitest';
import { largest, resourcesOfStage } from '../../infra/cost/cost-text.ts';
import { idleCost } from '../../infra/cost/idle-cost.ts';
import { recorded } from '../../infra/cost/measured.ts';
import { type Prices, prices } from '../../infra/cost/prices.ts';
import { costOfMillionSignIns, sumOf } from '../../infra/cost/sign-in-cost.ts';
import { costDocument } from '../../infra/documents/cost.ts';
import { documentAt } from './document.ts';

it('docs/cost.md is what was recorded and what the stages have: run `npm run docs`', () => {
  expect(documentAt('docs/cost.md')).toBe(costDocument());
});

it('names the three largest items, the largest first', () => {
  expect(largest(recorded)).toHaveLength(3);
  expect(largest(recorded)[0]).toContain('DynamoDB writes, assertion-consumer');
});

it.each(['docs/operating.md', 'README.md'])('%s says the same in round numbers', (path) => {
  const most = (of: (region: Prices) => number) => Math.max(...Object.values(prices).map(of));
  const signIns = most((region) => sumOf(costOfMillionSignIns(recorded, region)));
  const idle = most((region) => sumOf(idleCost(resourcesOfStage('plain'), recorded, region)));
  const [first = Number.NaN, second = Number.NaN] = [
    ...documentAt(path).matchAll(/\bless\s+than\s+\**(\d+)\b/g),
  ].map(([, said]) => Number(said));

  for (const [said, is] of [
    [first, signIns],
    [second, idle],
  ] as const) {
    expect(said).toBeGreaterThanOrEqual(is);
    expect(said - is).toBeLessThanOrEqual(3);
  }
});
