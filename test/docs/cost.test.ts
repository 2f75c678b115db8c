import { expect, it } from 'vitest';
import { largest } from '../../infra/cost/cost-text.ts';
import { idleCost } from '../../infra/cost/idle-cost.ts';
import { recorded } from '../../infra/cost/measured.ts';
import { prices } from '../../infra/cost/prices.ts';
import { costOfMillionSignIns, sumOf } from '../../infra/cost/sign-in-cost.ts';
import { resourcesOfStage } from '../../infra/cost/stage-resources.ts';
import { costDocument } from '../../infra/documents/cost.ts';
import { documentAt } from './document.ts';

it('docs/cost.md is what was recorded and what the stages have: run `npm run docs`', () => {
  expect(documentAt('docs/cost.md')).toBe(costDocument());
});

it('names the three largest items, the largest first', () => {
  expect(largest(recorded)).toHaveLength(3);
  expect(largest(recorded)[0]).toContain('DynamoDB writes, assertion-consumer');
});

it('docs/operating.md says the same in round numbers', () => {
  const text = documentAt('docs/operating.md');
  const [signIns, idle] = Object.values(prices)
    .map((region) => [
      sumOf(costOfMillionSignIns(recorded, region)),
      sumOf(idleCost(resourcesOfStage('plain'), region)),
    ])
    .reduce(([most = 0, still = 0], [each = 0, other = 0]) => [Math.max(most, each), Math.max(still, other)]);
  const [, saidSignIns, saidIdle] =
    /less than \*\*(\d+) USD\*\* a million sign-ins, and less than \*\*(\d+) USD\*\* a month/.exec(text) ??
    [];

  for (const [said, is = Number.NaN] of [
    [Number(saidSignIns), signIns],
    [Number(saidIdle), idle],
  ] as const) {
    expect(said).toBeGreaterThanOrEqual(is);
    expect(said - is).toBeLessThanOrEqual(3);
  }
});
