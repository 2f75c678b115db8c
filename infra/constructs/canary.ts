import { Duration, Validations } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IAlarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { FunctionName } from '../../functions/routes.ts';
import { functionRecords } from '../functions/function-records.ts';
import { rollbackAlarm } from '../monitoring/alarm-table.ts';
import type { LatchkeyApi } from './latchkey-api.ts';
import type { LatchkeyFunction } from './latchkey-function.ts';
import { pascalCase } from './names.ts';

/** What is rolled out with care. */
export interface CanaryProps {
  readonly functions: ReadonlyMap<FunctionName, LatchkeyFunction>;
  readonly api: LatchkeyApi;
}

/**
 * A new version of a function gets a tenth of its requests for five minutes, then all of them. An alarm in that time
 * gives everything back to the old version, without anybody's help.
 */
export class Canary extends Construct {
  /** The alarms that roll a deployment back. */
  readonly alarms: readonly IAlarm[];

  constructor(scope: Construct, id: string, { functions, api }: CanaryProps) {
    super(scope, id);
    const application = new LambdaApplication(this, 'Application');
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('codedeploy.amazonaws.com') });
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]',
      reason:
        'AWS maintains this policy for CodeDeploy: shift the weights of an alias, read alarms. CDK attaches it.',
    });
    const serverErrors = new Alarm(this, 'ServerErrors', {
      alarmDescription: `The API answers with 5xx: a deployment that runs now is rolled back. ${seeRunbook}`,
      metric: api.stage.metricServerError({ statistic: 'Sum', period: Duration.minutes(1) }),
      threshold: serverErrorsForRollback,
      ...overOneMinute,
    });
    const alarms: IAlarm[] = [serverErrors];
    for (const [name, { live }] of functions) {
      if (!functionRecords[name].canary) continue;
      const errors = new Alarm(this, `${pascalCase(name)}Errors`, {
        alarmDescription: `${name} fails to start, runs out of time or crashes: its deployment is rolled back. ${seeRunbook}`,
        metric: live.metricErrors({ statistic: 'Sum', period: Duration.minutes(1) }),
        threshold: 1,
        ...overOneMinute,
      });
      alarms.push(errors);
      new LambdaDeploymentGroup(this, pascalCase(name), {
        application,
        role,
        alias: live,
        deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
        alarms: [serverErrors, errors],
        autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
      });
    }
    this.alarms = alarms;
  }
}

/** What is told is the alarm above them; it has the section. */
const seeRunbook = `See docs/runbook.md#${rollbackAlarm.name.toLowerCase()}`;

/** How many 5xx answers of the API in one minute roll a deployment back. */
export const serverErrorsForRollback = 3;

const overOneMinute = {
  evaluationPeriods: 1,
  comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  // A time without sign-ins is no failure.
  treatMissingData: TreatMissingData.NOT_BREACHING,
};
