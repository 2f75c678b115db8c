import { describe, expect, it } from 'vitest';
import type { FunctionName } from '../../functions/routes.ts';
import { exampleStage } from '../../infra/documents/example-stages.ts';
import { functionRecords } from '../../infra/functions/function-records.ts';
import { newVersionFaultPattern, rollbackThreshold } from '../../infra/monitoring/new-version-errors.ts';
import { propertiesOf, resourcesOf, synthesize, templateOf } from './synthesize.ts';
import { differences, type Json } from './template-differences.ts';

const template = templateOf(synthesize('plain').stacks.service);
const groups = resourcesOf(template, 'AWS::CodeDeploy::DeploymentGroup');
const careful = (Object.keys(functionRecords) as FunctionName[]).filter(
  (name) => functionRecords[name].canary,
);

/** The metrics of an alarm by the id that its expression uses. */
interface AlarmMetric {
  readonly Id: string;
  readonly Expression?: string;
  readonly MetricStat?: {
    readonly Period: number;
    readonly Metric: {
      readonly MetricName: unknown;
      readonly Namespace: string;
      readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
    };
  };
}

describe('a new version', () => {
  it('gets a tenth of the requests for five minutes, of every function that a sign-in needs', () => {
    expect(Object.keys(groups)).toHaveLength(careful.length);
    for (const { Properties } of Object.values(groups)) {
      expect(Properties).toMatchObject({
        DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
        DeploymentStyle: { DeploymentOption: 'WITH_TRAFFIC_CONTROL', DeploymentType: 'BLUE_GREEN' },
      });
    }
  });

  it('is taken back by itself when its own alarm rings, or the deployment fails or is stopped', () => {
    const alarms = Object.keys(resourcesOf(template, 'AWS::CloudWatch::Alarm'));
    for (const [id, { Properties }] of Object.entries(groups)) {
      expect(Properties).toMatchObject({
        AutoRollbackConfiguration: {
          Enabled: true,
          Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST', 'DEPLOYMENT_STOP_ON_ALARM'],
        },
        AlarmConfiguration: { Enabled: true },
      });
      const { AlarmConfiguration } = Properties as {
        readonly AlarmConfiguration: {
          readonly Alarms: readonly { readonly Name: { readonly Ref: string } }[];
        };
      };
      const [alarm, ...others] = AlarmConfiguration.Alarms.map(({ Name }) => Name.Ref);
      expect(others).toEqual([]);
      expect(alarms).toContain(alarm);
      expect(alarm?.slice(0, 'Canary'.length + 4)).toBe(id.slice(0, 'Canary'.length + 4));
    }
  });

  it('is watched by its own errors as a share of its own invocations, and by nothing else', () => {
    const versions = resourcesOf(template, 'AWS::Lambda::Version');
    const alarms = propertiesOf(template, 'AWS::CloudWatch::Alarm') as { Metrics?: AlarmMetric[] }[];
    expect(alarms).toHaveLength(careful.length);
    for (const alarm of alarms) {
      expect(alarm).toMatchObject({
        TreatMissingData: 'notBreaching',
        EvaluationPeriods: 1,
        Threshold: rollbackThreshold.percent,
      });
      const { Metrics = [] } = alarm;
      for (const { MetricStat } of Metrics) expect(MetricStat?.Period ?? 60).toBe(60);
      const ofLambda = Metrics.flatMap(({ MetricStat }) =>
        MetricStat?.Metric.Namespace === 'AWS/Lambda' ? [MetricStat.Metric] : [],
      );
      expect(ofLambda.map(({ MetricName }) => MetricName)).toEqual(['Errors', 'Invocations']);
      for (const { Dimensions = [] } of ofLambda) {
        const names = Dimensions.map(({ Name }) => Name);
        expect(names.sort()).toEqual(['ExecutedVersion', 'FunctionName', 'Resource']);
        const { Value } = Dimensions.find(({ Name }) => Name === 'ExecutedVersion') ?? {};
        const [version = '', attribute] = (Value as { 'Fn::GetAtt': string[] })['Fn::GetAtt'];
        expect(attribute).toBe('Version');
        expect(Object.keys(versions)).toContain(version);
      }
    }
  });

  it.each([
    [0, 0, 100, 0],
    // One error, even the only request of the minute, rolls nothing back.
    [1, 0, 1, 0],
    [2, 0, 2, 0],
    [3, 0, 3, 100],
    [1, 2, 10, 30],
    [3, 0, 100, 3],
  ])(
    'with %i errors and %i faults of %i invocations has %i percent',
    (errors, faults, invocations, percent) => {
      const [{ Metrics = [] } = {}] = propertiesOf(template, 'AWS::CloudWatch::Alarm') as {
        Metrics?: AlarmMetric[];
      }[];
      const expression = Metrics.find(({ Expression }) => Expression !== undefined)?.Expression ?? '';
      // The two functions of metric math that it uses, as CloudWatch documents them.
      const [condition = '', value = '', otherwise = ''] = expression
        .slice('IF('.length, -1)
        .split(/, (?!\d\))/);
      const evaluate = new Function(
        'errors, faults, invocations, FILL',
        `return (${condition}) ? (${value}) : (${otherwise});`,
      );
      expect(evaluate(errors, faults, invocations, (metric: number) => metric)).toBe(percent);
    },
  );

  it('counts faults that the function answers itself, by a field of the log line', () => {
    expect(newVersionFaultPattern('42')).toBe('{ ($.event = "fault") && ($.functionVersion = "42") }');
    const patterns = propertiesOf(template, 'AWS::Logs::MetricFilter').map(({ FilterPattern }) =>
      JSON.stringify(FilterPattern),
    );
    // Another one counts accepted sign-ins.
    const ofVersions = patterns.filter((pattern) => pattern.includes('functionVersion'));
    expect(ofVersions).toHaveLength(careful.length);
    for (const pattern of ofVersions) expect(pattern).toContain('"Version"');
  });

  it('moves the alias by CodeDeploy', () => {
    const aliases = Object.values(resourcesOf(template, 'AWS::Lambda::Alias'));
    const moved = aliases.filter(
      ({ UpdatePolicy }) => UpdatePolicy?.['CodeDeployLambdaAliasUpdate'] !== undefined,
    );

    expect(moved).toHaveLength(careful.length);
  });

  it('stays when a later one comes, but goes with the deployment that made it, so that it can be tried again', () => {
    for (const version of Object.values(resourcesOf(template, 'AWS::Lambda::Version'))) {
      expect(version).toMatchObject({
        DeletionPolicy: 'RetainExceptOnCreate',
        UpdateReplacePolicy: 'Retain',
      });
    }
  });
});

describe('in an emergency', () => {
  const stage = exampleStage('plain');
  const { stacks } = synthesize(stage, { options: { emergency: true } });

  it('every group deploys at once, with no alarm and no check that could stop it', () => {
    const urgent = templateOf(stacks.service);
    for (const { Properties } of Object.values(resourcesOf(urgent, 'AWS::CodeDeploy::DeploymentGroup'))) {
      expect(Properties).toMatchObject({
        DeploymentConfigName: 'CodeDeployDefault.LambdaAllAtOnce',
        // An absent property would leave the alarms of the last deployment in the group.
        AlarmConfiguration: { Enabled: false },
        AutoRollbackConfiguration: { Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST'] },
      });
    }
    for (const { UpdatePolicy } of Object.values(resourcesOf(urgent, 'AWS::Lambda::Alias'))) {
      expect(UpdatePolicy?.['CodeDeployLambdaAliasUpdate'] ?? {}).not.toHaveProperty(
        'BeforeAllowTrafficHook',
      );
    }
  });

  it('nothing but the groups and their aliases differs', () => {
    const changed = differences(template.toJSON() as Json, templateOf(stacks.service).toJSON() as Json).map(
      (line) => /Resources\/([A-Za-z]+?)[0-9A-F]{8}\/(\w+)/.exec(line)?.slice(1).join(' '),
    );
    const kinds = new Set(changed.map((each) => (each?.endsWith('UpdatePolicy') ? 'UpdatePolicy' : each)));
    const own = careful.map((name) => name.replace(/(?:^|-)([a-z])/g, (_, letter) => letter.toUpperCase()));
    expect([...kinds].filter((kind) => kind !== 'UpdatePolicy').sort()).toEqual(
      own.map((name) => `Canary${name} Properties`).sort(),
    );
  });
});
