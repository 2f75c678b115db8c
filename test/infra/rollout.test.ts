import { describe, expect, it } from 'vitest';
import { functionRecords } from '../../infra/functions/function-records.ts';
import { propertiesOf, resourcesOf, synthesize, templateOf } from './synthesize.ts';

const template = templateOf(synthesize('plain').stacks.service);
const groups = resourcesOf(template, 'AWS::CodeDeploy::DeploymentGroup');
const careful = Object.values(functionRecords).filter(({ canary }) => canary);

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

  it('is taken back by itself when an alarm rings, or the deployment fails or is stopped', () => {
    const alarms = Object.keys(resourcesOf(template, 'AWS::CloudWatch::Alarm'));
    for (const { Properties } of Object.values(groups)) {
      expect(Properties).toMatchObject({
        AutoRollbackConfiguration: {
          Enabled: true,
          Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST', 'DEPLOYMENT_STOP_ON_ALARM'],
        },
        AlarmConfiguration: { Enabled: true },
      });
      const { AlarmConfiguration } = (Properties ?? {}) as {
        readonly AlarmConfiguration: {
          readonly Alarms: readonly { readonly Name: { readonly Ref: string } }[];
        };
      };
      const { Alarms } = AlarmConfiguration;
      expect(Alarms.map(({ Name }) => Name.Ref).every((id) => alarms.includes(id))).toBe(true);
      expect(Alarms).toHaveLength(2);
    }
  });

  it('is watched by an alarm of its own alias, and by the 5xx of the API', () => {
    const alarms = propertiesOf(template, 'AWS::CloudWatch::Alarm');
    const metrics = alarms.map(({ Namespace, MetricName }) => `${Namespace} ${MetricName}`);

    expect(metrics.filter((metric) => metric === 'AWS/Lambda Errors')).toHaveLength(careful.length);
    expect(metrics.filter((metric) => metric === 'AWS/ApiGateway 5xx')).toHaveLength(1);
    for (const alarm of alarms) {
      expect(alarm).toMatchObject({ TreatMissingData: 'notBreaching', EvaluationPeriods: 1, Period: 60 });
    }
  });

  it('moves the alias by CodeDeploy, and older versions stay for whoever goes back by hand', () => {
    const aliases = Object.values(resourcesOf(template, 'AWS::Lambda::Alias'));
    const moved = aliases.filter(
      ({ UpdatePolicy }) => UpdatePolicy?.['CodeDeployLambdaAliasUpdate'] !== undefined,
    );

    expect(moved).toHaveLength(careful.length);
    for (const version of Object.values(resourcesOf(template, 'AWS::Lambda::Version'))) {
      expect(version).toMatchObject({ DeletionPolicy: 'Retain' });
    }
  });
});
