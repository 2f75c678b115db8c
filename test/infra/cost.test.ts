import { describe, expect, it } from 'vitest';
import { assumptions } from '../../infra/cost/assumptions.ts';
import { resourcesOfStage } from '../../infra/cost/cost-text.ts';
import { countResources, type PricedResource } from '../../infra/cost/counted-resources.ts';
import { idleCost } from '../../infra/cost/idle-cost.ts';
import { recorded } from '../../infra/cost/measured.ts';
import { type ListedPrice, type PriceName, pricedRegions, priceList } from '../../infra/cost/price-list.ts';
import { type Prices, prices } from '../../infra/cost/prices.ts';
import { costOfMillionKeyUses, costOfMillionSignIns, sumOf } from '../../infra/cost/sign-in-cost.ts';
import { exampleStages } from '../../infra/documents/example-stages.ts';
import { keysOf } from '../../shared/objects/keys-of.ts';

const resources = exampleStages.map(resourcesOfStage);

/** Everything that the document computes, in one sum. */
const total = (given: Prices) =>
  resources.reduce((sum, each) => sum + sumOf(idleCost(each, recorded, given)), 0) +
  sumOf(costOfMillionSignIns(recorded, given)) +
  sumOf(costOfMillionSignIns(recorded, given, { edge: true })) +
  costOfMillionKeyUses(given);

describe('each price', () => {
  it.each(keysOf(priceList))('%s is used: a higher one costs more', (name: PriceName) => {
    const given = prices['us-east-1'];
    expect(total({ ...given, [name]: given[name] * 2 })).toBeGreaterThan(total(given));
  });

  const listed = Object.entries<ListedPrice>(priceList).flatMap(([name, { usd }]) =>
    pricedRegions.map((region) => [name, region, ...usd[region]] as const),
  );
  it.each(listed)('%s in %s is an amount, and its reading a day or a month', (_, __, usd, on) => {
    expect(usd).toBeGreaterThan(0);
    if (on !== undefined) expect(on).toMatch(/^2026-\d\d(?:-\d\d)?$/);
  });
});

describe('each assumption', () => {
  type Assumed = Readonly<Record<string, number | Readonly<Record<string, number>>>>;
  const leaves = Object.entries(assumptions as Assumed).flatMap(([name, value]) =>
    typeof value === 'number' ? [[name]] : Object.keys(value).map((inner) => [name, inner]),
  );

  it.each(leaves.map((path) => [path.join('.'), path] as const))(
    '%s is used: another one costs another sum',
    (_, path) => {
      const [name = '', inner] = path;
      const holder = (inner === undefined ? assumptions : (assumptions as Assumed)[name]) as Record<
        string,
        number
      >;
      const key = inner ?? name;
      const before = total(prices['us-east-1']);
      const value = holder[key] ?? Number.NaN;
      try {
        holder[key] = value * 2;
        expect(total(prices['us-east-1'])).not.toBe(before);
      } finally {
        holder[key] = value;
      }
      expect(total(prices['us-east-1'])).toBe(before);
    },
  );
});

describe('what is counted', () => {
  const healthCheck = (config: object): PricedResource => ({
    Type: 'AWS::Route53::HealthCheck',
    Properties: { HealthCheckConfig: { Type: 'HTTPS', ...config } },
  });

  it('are the requests of health checks: half a million a month from three regions, 1.4 million from all', () => {
    const { healthCheckRequests: three } = countResources([
      healthCheck({ Regions: ['us-east-1', 'eu-west-1', 'ap-southeast-1'], RequestInterval: 30 }),
    ]);
    expect(three).toBe(518_400);
    expect(countResources([healthCheck({})]).healthCheckRequests).toBe(1_382_400);
  });

  it('is a table once for each region that it is in', () => {
    const [plain, , two] = resources.map(countResources);
    expect([plain?.tenantsRegions, two?.tenantsRegions]).toEqual([1, 2]);
  });

  it('is the hourly sign-in, once at each app, apart from the schedule of every minute', () => {
    const [plain] = resources.map(countResources);
    expect(plain?.scheduledRuns).toBe(43_200);
    expect(plain?.signInChecks).toBeGreaterThanOrEqual(2 * 720);
  });

  it('has no price for a schedule that it does not know', () => {
    const rule = { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'cron(0 12 * * ? *)' } };
    expect(() => countResources([rule])).toThrow('has no price');
  });
});
