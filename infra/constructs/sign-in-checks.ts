import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { ILambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { newVersionsVariable } from '../../functions/check-release/constants.ts';
import type { FunctionName } from '../../functions/routes.ts';
import { checkedFunctions } from '../../shared/sign-in-check/check-sign-in.ts';
import { checkKeyVariable } from '../../shared/sign-in-check/open-check-key.ts';
import type { Stage } from '../stage.ts';
import { functionCalled } from './function-called.ts';
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
 * The first region signs in to itself: every hour from outside, and before each deployment with the new versions alone.
 * The key that signs for the check tenant is in KMS and signs for these functions only.
 */
export class SignInChecks extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string, props: SignInChecksProps) {
    super(scope, id);
    const { stage, functions } = props;
    const [hourly, release] = [
      functionCalled(functions, 'check-sign-in'),
      functionCalled(functions, 'check-release'),
    ];
    this.key = new Key(this, 'Key', {
      description: `Latchkey ${stage.name}: signs for the check tenant, which no customer has`,
      keySpec: KeySpec.RSA_2048,
      keyUsage: KeyUsage.SIGN_VERIFY,
      // The next deployment makes another one, and the checks then trust that.
      removalPolicy: RemovalPolicy.DESTROY,
      pendingWindow: Duration.days(7),
    });
    for (const each of [hourly, release]) mayUse(each, this.key);
    // CloudWatch knows no narrower resource for it. It reads counts: of this account, and nothing of any person.
    hourly.addToRolePolicy(new PolicyStatement({ actions: ['cloudwatch:GetMetricData'], resources: ['*'] }));
    if (hourly.role !== undefined) {
      Validations.of(hourly.role).acknowledge({
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason:
          'GetMetricData has no resources. It reads how many sign-ins a week ago had: numbers of the account, of no person.',
      });
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
    checkNewVersions(release, props);
  }
}

/** What the check of a second region is made from. */
export interface SecondReleaseCheckProps extends Omit<SignInChecksProps, 'stage'> {
  /** The check tenant trusts one key, that of the first region, in whichever region the sign-in is. */
  readonly key: IKey;
}

/**
 * Before each deployment, a second region signs in with its new versions alone. It needs the first region's key: a
 * deployment while that region is down is an emergency, which checks nothing.
 */
export class SecondReleaseCheck extends Construct {
  constructor(scope: Construct, id: string, props: SecondReleaseCheckProps) {
    super(scope, id);
    const release = functionCalled(props.functions, 'check-release');
    mayUse(release, props.key);
    checkNewVersions(release, props);
  }
}

function mayUse(check: LatchkeyFunction, { keyArn }: IKey): void {
  const actions = ['kms:Sign', 'kms:GetPublicKey'];
  check.addToRolePolicy(new PolicyStatement({ actions, resources: [keyArn] }));
  check.addEnvironment(checkKeyVariable, keyArn);
}

function checkNewVersions(
  release: LatchkeyFunction,
  { functions, deploymentGroups }: Omit<SignInChecksProps, 'stage'>,
): void {
  const versions = checkedFunctions.map(
    (name) => [name, functionCalled(functions, name).currentVersion.functionArn] as const,
  );
  const named = Stack.of(release).toJsonString(Object.fromEntries(versions));
  release.addEnvironment(newVersionsVariable, named);
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
