import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';

/** What the alarms of one stack write to, with the stage's addresses behind it: alarms write to topics of their region. */
export class AlarmTopic extends Topic {
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, { displayName: `Latchkey ${stage.name}`, enforceSSL: true });
    // A policy of its own takes the place of the one by which alarms of the account may write to every topic.
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    for (const address of stage.alarmAddresses) {
      Validations.of(this.addSubscription(new EmailSubscription(address))).acknowledge({
        id: 'Serverless-SNSRedrivePolicy',
        reason:
          'An undeliverable mail has no other reader. The alarm stays in its state until the cause is gone.',
      });
    }
  }
}
