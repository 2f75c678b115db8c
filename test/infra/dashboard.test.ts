import { describe, expect, it } from 'vitest';
import { exampleStages } from '../../infra/documents/example-stages.ts';
import { metricMeanings } from '../../shared/observability/metric-names.ts';
import { propertiesOf, synthesize, templateOf } from './synthesize.ts';

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly properties: Readonly<Record<string, unknown>> & {
    readonly title?: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (readonly unknown[])[];
  };
}

/** A text of the template, with a word for whatever only the deployment knows. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const { 'Fn::Join': join } = value as { readonly 'Fn::Join'?: readonly [string, readonly unknown[]] };
  return join === undefined ? 'known-when-deployed' : join[1].map(textOf).join(join[0]);
}

function dashboardOf(
  stage: (typeof exampleStages)[number],
  which: 'monitoring' | 'secondMonitoring' = 'monitoring',
) {
  const template = templateOf(synthesize(stage).stacks[which]);
  const [{ DashboardBody, DashboardName } = {}, ...more] = propertiesOf(
    template,
    'AWS::CloudWatch::Dashboard',
  );
  const { widgets } = JSON.parse(textOf(DashboardBody)) as { widgets: Widget[] };
  const alarms = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'].flatMap((type) =>
    propertiesOf(template, type),
  );
  return { name: DashboardName, widgets, alarms, others: more };
}

/** The names of our own metrics in a widget, hidden terms of a sum included. */
function oursIn({ properties }: Widget): unknown[] {
  return (properties.metrics ?? []).flatMap(([namespace, name]) => (namespace === 'Latchkey' ? [name] : []));
}

describe.each(exampleStages)('the dashboard of the stage %s', (stage) => {
  const { name, widgets, alarms, others } = dashboardOf(stage);

  it('is one', () => {
    expect({ name, others }).toEqual({ name: `latchkey-${stage}`, others: [] });
  });

  it('begins with what rings', () => {
    expect(widgets[0]).toMatchObject({ type: 'alarm', x: 0, y: 0, width: 24 });
    expect(widgets[0]?.properties.alarms).toHaveLength(alarms.length);
  });

  it('goes on with whether people are signed in', () => {
    const second = widgets.filter(({ y }) => y === widgets[1]?.y);
    expect(second.map(({ properties }) => properties.title)).toEqual([
      'Sign-ins: accepted, and refused for whatever reason',
      '5xx',
      'Assertion consumer, milliseconds',
    ]);
  });

  it('then answers, limits, health and deployments', () => {
    const titles = widgets.map(({ properties }) => properties.title);
    expect(titles).toEqual(
      expect.arrayContaining([
        '429, by route',
        '4xx of the API',
        'Sign-on, milliseconds',
        'Deployments: invocations of two versions at a time',
        'The oldest refresh job, minutes',
        'Refresh jobs and reminders that could not be delivered',
      ]),
    );
    expect(titles.includes('Health: 1 is ready')).toBe(stage !== 'plain');
    expect(titles.filter((title) => /CloudFront|firewall/.test(title ?? ''))).toHaveLength(
      stage === 'full' ? 3 : 0,
    );
  });

  it('reads what AWS measures in us-east-1 from there', () => {
    const metrics = widgets.flatMap(({ properties }) => properties.metrics ?? []);
    const global = metrics.filter(([namespace]) => /^AWS\/(?:Route53|CloudFront)$/.test(String(namespace)));
    expect(global.length).toBe({ plain: 0, full: 8, tworegions: 2 }[stage]);
    for (const metric of global) expect(metric.at(-1)).toMatchObject({ region: 'us-east-1' });
  });

  it('shows everything that is counted, and nothing that is not', () => {
    expect(new Set(widgets.flatMap(oursIn))).toEqual(new Set(Object.keys(metricMeanings)));
  });

  it('ends with the last refusals, out of the logs of both functions that refuse a sign-in', () => {
    expect(widgets.at(-1)).toMatchObject({ type: 'log', width: 24 });
    expect(widgets.at(-1)?.properties['query']).toMatch(
      /^SOURCE 'known-when-deployed' \| SOURCE 'known-when-deployed' \| filter event = "sign-in.refused"\n\| stats/,
    );
  });
});

it('draws what is reserved as a line, where something is', () => {
  const linesOf = (stage: (typeof exampleStages)[number]) =>
    dashboardOf(stage).widgets.flatMap(({ properties }) => {
      const { horizontal = [] } = (properties['annotations'] ?? {}) as {
        horizontal?: { label: string; value: number }[];
      };
      return horizontal.map(({ label, value }) => `${label} ${value}`);
    });
  expect(linesOf('full')).toEqual(['sign-on 100', 'assertion-consumer 150']);
  expect(linesOf('plain')).toEqual([]);
});

it('the second region has one of its own, without what the first alone counts', () => {
  const { name, widgets } = dashboardOf('tworegions', 'secondMonitoring');
  expect(name).toBe('latchkey-tworegions-eu-west-1');
  expect(widgets.flatMap(oursIn).filter((metric) => /^(Keys|Refresh)/.test(String(metric)))).toEqual([]);
});
