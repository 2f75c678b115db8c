import { CrossStackReferences, ReferenceStrength, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { AlarmMetrics } from '../monitoring/alarm-metrics.ts';
import { StageAlarms } from '../monitoring/stage-alarms.ts';
import { StageDashboard } from '../monitoring/stage-dashboard.ts';
import type { Stage } from '../stages.ts';
import type { ServiceStack } from './service-stack.ts';

/** What is watched, and who is to be told. */
export interface MonitoringStackProps extends StackProps {
  readonly stage: Stage;
  readonly service: ServiceStack;
  /** Which of two regions it watches; default: the only one, or the first. */
  readonly role?: 'first' | 'second';
}

/** The alarms of a stage in one region, its dashboard, the topic that they write to, and the stage's addresses behind it. */
export class MonitoringStack extends Stack {
  readonly topic: Topic;
  /** Those of the table, what rolls back last. */
  readonly alarms: StageAlarms['all'];

  constructor(
    scope: Construct,
    id: string,
    { stage, service, role = 'first', ...props }: MonitoringStackProps,
  ) {
    super(scope, id, props);
    // A function that goes is not held up by the alarm that still looks at it.
    CrossStackReferences.of(this).consume(ReferenceStrength.WEAK);
    this.topic = this.#makeTopic(stage);
    const { functions, rollbackAlarms, keyWatch } = service;
    const metrics = new AlarmMetrics(this, 'Metrics', {
      stage,
      functions,
      deadLetters: keyWatch?.deadLetters,
    });
    const told = { stage, metrics, topic: this.topic, rollbackAlarms, role };
    this.alarms = new StageAlarms(this, 'Alarm', told).all;
    new StageDashboard(this, 'Dashboard', { stage, metrics, alarms: this.alarms, functions, role });
  }

  #makeTopic(stage: Stage): Topic {
    const topic = new Topic(this, 'Alarms', { displayName: `Latchkey ${stage.name}`, enforceSSL: true });
    // A policy of its own takes the place of the one by which alarms of the account may write to every topic.
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    for (const address of stage.alarmAddresses) {
      Validations.of(topic.addSubscription(new EmailSubscription(address))).acknowledge({
        id: 'Serverless-SNSRedrivePolicy',
        reason:
          'An undeliverable mail has no other reader. The alarm stays in its state until the cause is gone.',
      });
    }
    return topic;
  }
}
