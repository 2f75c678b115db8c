import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { cloudWatchSignIns } from '../../../functions/check-sign-in/cloudwatch-sign-ins.ts';
import { expectedSignIns } from '../../../functions/check-sign-in/expected-sign-ins.ts';

const now = new Date('2026-11-30T09:17:42.000Z');
const hour = (text: string) => Date.parse(`2026-11-${text}:00:00Z`);

describe('the sign-ins that an hour should have', () => {
  /** What is expected at `now`, of the counts of these hours; and what was asked for. */
  async function expected(counts: Readonly<Record<string, number>>) {
    const asked: string[] = [];
    const number = await expectedSignIns(async (from, hours) => {
      asked.push(`${from.toISOString()} ${hours}`);
      return new Map(Object.entries(counts).map(([text, count]) => [hour(text), count]));
    }, now);
    return { number, asked };
  }

  it('are those of the hour with fewest of three, a week ago, by one request', async () => {
    expect(await expected({ '23T08': 40, '23T09': 90, '23T10': 120 })).toEqual({
      number: 40,
      asked: ['2026-11-23T08:00:00.000Z 3'],
    });
  });

  it.each([
    ['the first hour of an office', { '23T09': 90, '23T10': 120 }],
    ['the last one', { '23T08': 90, '23T09': 80 }],
    ['a gap', { '23T08': 90, '23T10': 80 }],
    ['a stage that is new', {}],
    ['another week', { '16T08': 90, '16T09': 90, '16T10': 90 }],
  ])('are none in %s', async (_, counts) => {
    expect((await expected(counts)).number).toBe(0);
  });
});

it('are read from the metric that the alarm looks at', async () => {
  const client = new CloudWatchClient({ region: 'eu-central-1' });
  let asked: unknown;
  client.middlewareStack.add(
    () => async (args) => {
      asked = args.input;
      const Timestamps = [new Date(hour('23T08')), new Date(hour('23T09'))];
      return {
        response: undefined,
        output: { $metadata: {}, MetricDataResults: [{ Timestamps, Values: [40, 90] }] },
      };
    },
    { step: 'initialize', priority: 'low' },
  );

  const hourly = cloudWatchSignIns(client, 'latchkey-production');
  expect(await hourly(new Date(hour('23T08')), 3)).toEqual(
    new Map([
      [hour('23T08'), 40],
      [hour('23T09'), 90],
    ]),
  );
  expect(asked).toMatchObject({
    StartTime: new Date(hour('23T08')),
    EndTime: new Date(hour('23T11')),
    MetricDataQueries: [
      {
        MetricStat: {
          Metric: {
            Namespace: 'Latchkey',
            MetricName: 'SignInAccepted',
            Dimensions: [{ Name: 'service', Value: 'latchkey-production' }],
          },
          Period: 3_600,
          Stat: 'Sum',
        },
      },
    ],
  });
});
