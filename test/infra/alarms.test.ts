import { describe, expect, it } from 'vitest';
import { apiPath } from '../../infra/constructs/api-path.ts';
import { accessLogFormat } from '../../infra/constructs/latchkey-api.ts';
import { exampleStages } from '../../infra/documents/example-stages.ts';
import { type AlarmDefinition, alarmTable, rollbackAlarm } from '../../infra/monitoring/alarm-table.ts';
import { serverErrorPattern } from '../../infra/monitoring/server-errors.ts';
import { metricMeanings } from '../../shared/observability/metric-names.ts';
import { routes, timetrack, trakstar } from '../fixtures/apps.ts';
import { type Properties, propertiesOf, resourcesOf, synthesize, templateOf } from './synthesize.ts';

const definitions: Readonly<Record<string, AlarmDefinition>> = alarmTable;

function alarmsOf(
  stage: (typeof exampleStages)[number],
  which: 'monitoring' | 'secondMonitoring' = 'monitoring',
) {
  const alarms = propertiesOf(templateOf(synthesize(stage).stacks[which]), 'AWS::CloudWatch::Alarm');
  return new Map(alarms.map((alarm) => [String(alarm['AlarmName']).split('-').at(-1) ?? '', alarm]));
}

/** The metrics that an alarm looks at, by namespace and name. */
function metricsIn(alarm: Properties): { Namespace: string; MetricName: string; Dimensions?: unknown }[] {
  const { Metrics = [] } = alarm as { Metrics?: { MetricStat?: { Metric: never } }[] };
  const parts = Metrics.flatMap(({ MetricStat }) => (MetricStat === undefined ? [] : [MetricStat.Metric]));
  return 'MetricName' in alarm ? [alarm as never] : parts;
}

describe.each(exampleStages)('the alarms of the stage %s', (stage) => {
  const { stacks } = synthesize(stage);
  const template = templateOf(stacks.monitoring);
  const alarms = alarmsOf(stage);

  it('are those of the table; that of the reserve only where there is one', () => {
    const absent = stage === 'full' ? [] : ['ConcurrencyNearReserve'];
    expect([...alarms.keys()].sort()).toEqual(
      Object.keys(alarmTable)
        .filter((name) => !absent.includes(name))
        .sort(),
    );
  });

  it('ring at the threshold of the table, and say nothing of a time in which nobody came', () => {
    for (const [name, alarm] of alarms) {
      const { threshold, periods = 1, silence = 'fine' } = definitions[name] ?? {};
      expect(alarm, name).toMatchObject({
        Threshold: threshold,
        EvaluationPeriods: periods,
        DatapointsToAlarm: periods,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        TreatMissingData: { fine: 'notBreaching', 'as-before': 'ignore', bad: 'breaching' }[silence],
      });
    }
  });

  it('tell the topic when they begin and when they are over', () => {
    const [topic = ''] = Object.keys(resourcesOf(template, 'AWS::SNS::Topic'));
    const all = [...alarms.values(), ...propertiesOf(template, 'AWS::CloudWatch::CompositeAlarm')];
    for (const alarm of all) {
      expect(alarm).toMatchObject({ AlarmActions: [{ Ref: topic }], OKActions: [{ Ref: topic }] });
    }
    expect(all).toHaveLength(alarms.size + 1);
  });

  it('may write to the topic, which nobody else may without TLS', () => {
    expect(propertiesOf(template, 'AWS::SNS::TopicPolicy')).toMatchObject([
      {
        PolicyDocument: {
          Statement: [
            { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
            {
              Effect: 'Allow',
              Action: 'sns:Publish',
              Principal: { Service: 'cloudwatch.amazonaws.com' },
              Condition: { StringEquals: { 'aws:SourceAccount': expect.anything() } },
            },
          ],
        },
      },
    ]);
  });

  it('look at metrics of ours that are counted, of this stage and no other', () => {
    const ours = [...alarms.values()].flatMap(metricsIn).filter(({ Namespace }) => Namespace === 'Latchkey');
    for (const { MetricName, Dimensions } of ours) {
      expect(Object.keys(metricMeanings)).toContain(MetricName);
      expect(Dimensions).toEqual([{ Name: 'service', Value: `latchkey-${stage}` }]);
    }
    expect(ours.length).toBeGreaterThan(8);
  });

  it('look at ten metrics at most, which is all that CloudWatch takes', () => {
    for (const [name, alarm] of alarms) expect(metricsIn(alarm).length, name).toBeLessThanOrEqual(10);
  });

  it('hold on to no export of the service, so that a function can go', () => {
    const outputs = Object.values(templateOf(stacks.service).findOutputs('*'));
    expect(outputs.filter((output) => 'Export' in output)).toEqual([]);
    expect(JSON.stringify(template.toJSON())).not.toContain('Fn::ImportValue');
  });

  it('ring once for whatever rolls a deployment back', () => {
    const [composite] = propertiesOf(template, 'AWS::CloudWatch::CompositeAlarm');
    const rule = JSON.stringify(composite?.['AlarmRule']);
    expect(composite?.['AlarmName']).toBe(`latchkey-${stage}-${rollbackAlarm.name}`);
    expect(rule.match(/PublishOutput/g)).toHaveLength(stacks.service.rollbackAlarms.length);
    expect(rule).toContain(' OR ');
  });
});

it('the slowest answers are those of the assertion consumer itself', () => {
  expect(JSON.stringify(alarmsOf('full').get('AcsSlow'))).toMatch(
    /"p99".*RefAssertionConsumer|RefAssertionConsumer.*"p99"/,
  );
});

it('the reserve of each function is weighed by its own size', () => {
  const { Metrics } = alarmsOf('full').get('ConcurrencyNearReserve') as {
    Metrics: { Expression?: string }[];
  };
  expect(Metrics.flatMap(({ Expression }) => Expression ?? [])).toEqual([
    'MAX([part0, part1])',
    '100 * FILL(used0, 0) / 100',
    '100 * FILL(used1, 0) / 100',
  ]);
});

describe('the second of two regions', () => {
  it('has the same alarms but for the sweep, which the first does for both', () => {
    const swept = Object.entries(definitions).flatMap(([name, { firstRegionOnly }]) =>
      firstRegionOnly ? [name] : [],
    );
    const second = alarmsOf('tworegions', 'secondMonitoring');

    expect(swept.length).toBeGreaterThan(0);
    expect([...second.keys(), ...swept].sort()).toEqual([...alarmsOf('tworegions').keys()].sort());
  });

  it('looks at its own functions, and writes to a topic of its own', () => {
    const { secondMonitoring, secondService } = synthesize('tworegions').stacks;
    const text = JSON.stringify(templateOf(secondMonitoring).toJSON());

    expect(text).toContain(`"StackName":"${secondService?.stackName}","Region":"eu-west-1"`);
    expect(text).not.toContain('eu-central-1');
    expect(secondMonitoring?.dependencies).toContain(secondService);
  });
});

describe.each(['assertion-consumer', 'sign-on'] as const)('the 5xx of %s', (name) => {
  const pattern = serverErrorPattern({ profiles: [timetrack, trakstar] }, name);

  it('are counted by fields that the access log has', () => {
    const fields = Object.keys(JSON.parse(accessLogFormat));
    const used = [...pattern.matchAll(/\$\.(\w+)/g)].map(([, field = '']) => field);
    expect(new Set(used)).toEqual(new Set(['status', 'route']));
    expect(fields).toEqual(expect.arrayContaining(used));
  });

  it('are those of all its routes and of no other', () => {
    const counted = [...pattern.matchAll(/\$\.route = "([^"]+)"/g)].map(([, route = '']) => route);
    const own = routes.filter((route) => route.function === name);
    expect(new Set(counted)).toEqual(new Set(own.map(({ method, path }) => `${method} ${apiPath(path)}`)));
  });
});
