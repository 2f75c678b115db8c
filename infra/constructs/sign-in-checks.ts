import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { ILambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { newVersionsVariable } from '../../functions/check-release/constants.ts';
import type { FunctionName } from '../../functions/routes.ts';
import { checkedFunctions } from '../../shared/sign-in-check/check-sign-in.ts';
import { checkKeyVariable } from '../../shared/sign-in-check/open-check-key.ts';
import type { Stage } from '../stages.ts';
import type { LatchkeyFunction } from './latchkey-function.ts';

/** What the checks of a stage are made from. */
export interface SignInChecksProps {
  readonly stage: Stage;
  readonly functions: ReadonlyMap<FunctionName, LatchkeyFunction>;
  /** Their deployments wait for `check-release`. */
  readonly deploymentGroups: readonly ILambdaDeploymentGroup[];
}

/** How often a stage signs in to itself at the addresses that people use. */
const checkIntervalMinutes = 60;

/**
 * A stage signs in to itself: every hour from outside, and before each deployment with the new versions alone. The key
 * that signs for the check tenant is in KMS and signs for these two functions only.
 */
export class SignInChecks extends Construct {
  constructor(scope: Construct, id: string, { stage, functions, deploymentGroups }: SignInChecksProps) {
    super(scope, id);
    const found = (name: FunctionName): LatchkeyFunction => {
      const each = functions.get(name);
      if (each === undefined) throw new Error(`There is no function ${name}`);
      return each;
    };
    const [hourly, release] = [found('check-sign-in'), found('check-release')];
    const key = new Key(this, 'Key', {
      description: `Latchkey ${stage.name}: signs for the check tenant, which no customer has`,
      keySpec: KeySpec.RSA_2048,
      keyUsage: KeyUsage.SIGN_VERIFY,
      // The next deployment makes another one, and the checks then trust that.
      removalPolicy: RemovalPolicy.DESTROY,
      pendingWindow: Duration.days(7),
    });
    for (const each of [hourly, release]) {
      const actions = ['kms:Sign', 'kms:GetPublicKey'];
      each.addToRolePolicy(new PolicyStatement({ actions, resources: [key.keyArn] }));
      each.addEnvironment(checkKeyVariable, key.keyArn);
    }
    const everyHour = new Rule(this, 'EveryHour', {
      description: `Latchkey ${stage.name}: sign in to every app as people do`,
      schedule: Schedule.rate(Duration.minutes(checkIntervalMinutes)),
      targets: [new LambdaFunction(hourly.live as IFunction, { retryAttempts: 0 })],
    });
    Validations.of(everyHour).acknowledge({
      id: 'Serverless-EventBusDLQ',
      reason: 'A check that was missed is made up for by the next. An alarm rings if none runs.',
    });
    const checked = checkedFunctions.map((name) => [name, found(name)] as const);
    const versions = checked.map(([name, each]) => [name, each.currentVersion.functionArn] as const);
    release.addEnvironment(newVersionsVariable, Stack.of(this).toJsonString(Object.fromEntries(versions)));
    release.addToRolePolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: versions.map(([, arn]) => arn),
      }),
    );
    release.addToRolePolicy(
      new PolicyStatement({
        actions: ['codedeploy:PutLifecycleEventHookExecutionStatus'],
        resources: deploymentGroups.map(({ deploymentGroupArn }) => deploymentGroupArn),
      }),
    );
  }
}
