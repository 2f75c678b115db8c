import { describe, expect, it } from 'vitest';
import { apiPath } from '../../infra/constructs/api-path.ts';
import { accessLogFormat } from '../../infra/constructs/latchkey-api.ts';
import { exampleStages } from '../../infra/documents/example-stages.ts';
import type { AlarmDefinition } from '../../infra/monitoring/alarm-definition.ts';
import { alarmTable, rollbackAlarm } from '../../infra/monitoring/alarm-table.ts';
import { answerPattern } from '../../infra/monitoring/counted-answers.ts';
import { metricMeanings } from '../../shared/observability/metric-names.ts';
import { routes, timetrack, trakstar } from '../fixtures/apps.ts';
import { type Properties, propertiesOf, resourcesOf, synthesize, templateOf } from './synthesize.ts';

const definitions: Readonly<Record<string, AlarmDefinition>> = alarmTable;

function alarmsOf(
  stage: (typeof exampleStages)[number],
  which: 'monitoring' | 'secondMonitoring' | 'globalMonitoring' = 'monitoring',
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

/** Where the stage has the OpenID Provider, which it has not with two regions. */
const ofProvider = ['AuthorizeServerErrors', 'TokenServerErrors', 'ProviderThrottles'];

describe.each(exampleStages)('the alarms of the stage %s', (stage) => {
  const { stacks } = synthesize(stage);
  const template = templateOf(stacks.monitoring);
  const alarms = alarmsOf(stage);

  it('are those of the table; that of the reserve only where there is one', () => {
    const absent = [
      ...(stage === 'full' ? [] : ['ConcurrencyNearReserve']),
      ...(stage === 'plain' ? ['CertificateExpiring'] : []),
      ...(stage === 'tworegions' ? ofProvider : []),
    ];
    expect([...alarms.keys()].sort()).toEqual(
      namesWatchedBy(undefined, 'first-region')
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

  it('tell the topic when they begin, and when they are over where that is good news', () => {
    const [topic = ''] = Object.keys(resourcesOf(template, 'AWS::SNS::Topic'));
    const all = [...alarms.values(), ...propertiesOf(template, 'AWS::CloudWatch::CompositeAlarm')];
    for (const alarm of all) {
      const name = String(alarm['AlarmName']).split('-').at(-1) ?? '';
      expect(alarm).toMatchObject({ AlarmActions: [{ Ref: topic }] });
      expect(alarm['OKActions'], name).toEqual(
        definitions[name]?.tellsBeginnings ? undefined : [{ Ref: topic }],
      );
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
    '100 * FILL(used1, 0) / 150',
  ]);
});

/** The names of the alarms that a stack of one kind has, where the stage has what they look at. */
function namesWatchedBy(...kinds: readonly (AlarmDefinition['watchedBy'] | undefined)[]): string[] {
  return Object.entries(definitions).flatMap(([name, { watchedBy }]) =>
    kinds.includes(watchedBy) ? [name] : [],
  );
}

describe('the second of two regions', () => {
  it('has the same alarms but for the sweep, which the first does for both, and tells that it answers', () => {
    const second = alarmsOf('tworegions', 'secondMonitoring');

    expect([...second.keys()].sort()).toEqual(
      namesWatchedBy(undefined, 'second-region')
        .filter((name) => name !== 'ConcurrencyNearReserve' && !ofProvider.includes(name))
        .sort(),
    );
    expect(second.get('SecondRegionAnswers')).toMatchObject({
      MetricName: 'SignInAccepted',
      Threshold: 1,
      Period: 300,
    });
    expect([...alarmsOf('tworegions').keys()]).not.toContain('SecondRegionAnswers');
  });

  it('looks at its own functions, and writes to a topic of its own', () => {
    const { secondMonitoring, secondService } = synthesize('tworegions').stacks;
    const text = JSON.stringify(templateOf(secondMonitoring).toJSON());

    expect(text).toContain(`"StackName":"${secondService?.stackName}","Region":"eu-west-1"`);
    expect(text).not.toContain('eu-central-1');
    expect(secondMonitoring?.dependencies).toContain(secondService);
  });
});

describe('what AWS measures in us-east-1', () => {
  const { globalMonitoring, service, secondService, edge } = synthesize('tworegions').stacks;

  it('is watched in a stack of that region, where an app has a domain', () => {
    expect(synthesize('plain').stacks.globalMonitoring).toBeUndefined();
    expect(globalMonitoring?.region).toBe('us-east-1');
    expect([...alarmsOf('full', 'globalMonitoring').keys()].sort()).toEqual(
      ['EdgeCertificateExpiring', 'EdgeServerErrors', 'FirewallBlocksSignIns', 'HostUnhealthy'].sort(),
    );
    expect([...alarmsOf('tworegions', 'globalMonitoring').keys()].sort()).toEqual(
      ['FailedOver', 'SecondRegionUnhealthy'].sort(),
    );
  });

  it('has every alarm of its kind in one stage or another', () => {
    const found = [
      ...alarmsOf('full', 'globalMonitoring').keys(),
      ...alarmsOf('tworegions', 'globalMonitoring').keys(),
    ];
    expect(found.sort()).toEqual(namesWatchedBy('global').sort());
  });

  it('asks the host of each app, in its own name, where there is one region', () => {
    const hosts = (stage: (typeof exampleStages)[number]) =>
      propertiesOf(templateOf(synthesize(stage).stacks.globalMonitoring), 'AWS::Route53::HealthCheck').map(
        ({ HealthCheckConfig }) => (HealthCheckConfig as Properties)['FullyQualifiedDomainName'],
      );
    expect(hosts('full')).toEqual(['latchkey-check.timetrackenterprise.com', 'perform.trakstar.com']);
    expect(hosts('tworegions')).toEqual([]);
  });

  it('looks at the health checks that the records follow', () => {
    const alarms = alarmsOf('tworegions', 'globalMonitoring');
    const looksAt = (name: string) => JSON.stringify(alarms.get(name));
    expect(looksAt('FailedOver')).toContain(`"StackName":"${service.stackName}","Region":"eu-central-1"`);
    expect(looksAt('SecondRegionUnhealthy')).toContain(`"StackName":"${secondService?.stackName}"`);
    expect(globalMonitoring?.dependencies).toEqual(expect.arrayContaining([service, secondService]));
    expect(edge).toBeUndefined();
  });

  it('reads the firewall’s log of this stage, where the edge makes it', () => {
    const stacks = synthesize('full').stacks;
    const [filter] = propertiesOf(templateOf(stacks.globalMonitoring), 'AWS::Logs::MetricFilter');
    const names = propertiesOf(templateOf(stacks.edge), 'AWS::Logs::LogGroup').map(
      ({ LogGroupName }) => LogGroupName,
    );
    expect(names).toContain(filter?.['LogGroupName']);
    expect(stacks.globalMonitoring?.dependencies).toContain(stacks.edge);
    const pattern = String(filter?.['FilterPattern']);
    // @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
    expect(pattern.length).toBeLessThanOrEqual(1_024);
    for (const app of [timetrack, trakstar]) {
      for (const path of app.paths['assertion-consumer']) expect(pattern).toContain(`"${path}"`);
    }
  });
});

describe.each([
  ['assertion-consumer', 'server-errors', '5*'],
  ['sign-on', 'server-errors', '5*'],
  ['assertion-consumer', 'throttled', '429'],
  ['sign-on', 'throttled', '429'],
  ['session', 'throttled', '429'],
] as const)('the answers of %s: %s', (name, status, shown) => {
  const pattern = answerPattern({ profiles: [timetrack, trakstar] }, name, status);

  it('are those of its status', () => {
    expect(pattern).toContain(`$.status = "${shown}"`);
    expect(pattern.length).toBeLessThanOrEqual(1_024);
  });

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
