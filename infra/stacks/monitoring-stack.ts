import { Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { Stage } from '../stages.ts';

/** Who is to be told. */
export interface MonitoringStackProps extends StackProps {
  readonly stage: Stage;
}

/** The topic that alarms write to, and the stage's addresses behind it. */
export class MonitoringStack extends Stack {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { stage, ...props }: MonitoringStackProps) {
    super(scope, id, props);
    this.topic = new Topic(this, 'Alarms', { displayName: `Latchkey ${stage.name}`, enforceSSL: true });
    for (const address of stage.alarmAddresses) {
      Validations.of(this.topic.addSubscription(new EmailSubscription(address))).acknowledge({
        id: 'Serverless-SNSRedrivePolicy',
        reason:
          'A mail that cannot be delivered has no second reader; the alarm itself stays in alarm until it is over.',
      });
    }
  }
}
