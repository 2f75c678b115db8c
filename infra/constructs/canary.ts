import { Validations } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import {
  type ILambdaDeploymentConfig,
  LambdaApplication,
  LambdaDeploymentConfig,
  LambdaDeploymentGroup,
} from 'aws-cdk-lib/aws-codedeploy';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnAlias, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { FunctionName } from '../../functions/routes.ts';
import { functionRecords } from '../functions/function-records.ts';
import { NewVersionErrors } from '../monitoring/new-version-errors.ts';
import type { LatchkeyFunction } from './latchkey-function.ts';
import { pascalCase } from './names.ts';

/** What is rolled out step by step. */
export interface CanaryProps {
  readonly functions: ReadonlyMap<FunctionName, LatchkeyFunction>;
  /**
   * Deploys all at once, without a check before and without alarms: for a release that ends an outage. While an
   * alarm of a deployment group is in ALARM, CodeDeploy stops each of its deployments.
   * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-create-alarms.html
   */
  readonly emergency: boolean;
  /** Signs in with the new versions before the first request reaches them. */
  readonly preTrafficCheck?: IFunction | undefined;
}

/**
 * A new version of a function gets a tenth of its requests for five minutes, then all of them. If the check before
 * fails, or an alarm on the new version's errors rings in that time, CodeDeploy returns all requests to the old version.
 */
export class Canary extends Construct {
  /** The alarms that roll a deployment back. They exist in an emergency too, but stop no deployment. */
  readonly alarms: readonly IAlarm[];
  readonly deploymentGroups: readonly LambdaDeploymentGroup[];

  constructor(scope: Construct, id: string, { functions, emergency, preTrafficCheck }: CanaryProps) {
    super(scope, id);
    const application = new LambdaApplication(this, 'Application');
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('codedeploy.amazonaws.com') });
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]',
      reason:
        'AWS maintains this policy for CodeDeploy: shift the weights of an alias, read alarms. CDK attaches it.',
    });
    if (preTrafficCheck !== undefined) {
      const actions = ['lambda:InvokeFunction'];
      role.addToPolicy(new PolicyStatement({ actions, resources: [preTrafficCheck.functionArn] }));
    }
    const alarms: IAlarm[] = [];
    const groups: LambdaDeploymentGroup[] = [];
    for (const [name, each] of functions) {
      if (!functionRecords[name].canary) continue;
      const { alarm } = new NewVersionErrors(this, `${pascalCase(name)}Errors`, { name, function: each });
      alarms.push(alarm);
      const group = new LambdaDeploymentGroup(this, pascalCase(name), {
        application,
        role,
        alias: each.live,
        ...(emergency ? atOnce : { ...stepByStep, alarms: [alarm] }),
      });
      groups.push(group);
      if (!emergency && preTrafficCheck !== undefined) checkBefore(each, group, preTrafficCheck);
    }
    this.alarms = alarms;
    this.deploymentGroups = groups;
  }
}

/** CDK's own way would let CodeDeploy invoke every version of the check; this names the function alone. */
function checkBefore({ live }: LatchkeyFunction, group: LambdaDeploymentGroup, check: IFunction): void {
  (live.node.defaultChild as CfnAlias).cfnOptions.updatePolicy = {
    codeDeployLambdaAliasUpdate: {
      applicationName: group.application.applicationName,
      deploymentGroupName: group.deploymentGroupName,
      beforeAllowTrafficHook: check.functionName,
    },
  };
}

const stepByStep: { readonly deploymentConfig: ILambdaDeploymentConfig; readonly autoRollback: object } = {
  deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
  autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
};

const atOnce: typeof stepByStep = {
  deploymentConfig: LambdaDeploymentConfig.ALL_AT_ONCE,
  // Without alarms in the group, CodeDeploy refuses a rollback on alarms.
  autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: false },
};
