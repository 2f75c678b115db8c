import { CfnOutput, Duration, Validations } from 'aws-cdk-lib';
import { EventBus, EventField, Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { concurrentBatches, jobsPerBatch } from '../../functions/refresh-metadata/constants.ts';
import type { FunctionName } from '../../functions/routes.ts';
import { eventSource } from '../../shared/events/latchkey-event.ts';
import { eventVariables } from '../../shared/events/variables.ts';
import { functionRecords } from '../functions/function-records.ts';
import type { Stage } from '../stage.ts';
import { functionCalled } from './function-called.ts';
import type { LatchkeyFunction } from './latchkey-function.ts';

/** What the metadata refresh is made from. */
export interface MetadataRefreshProps {
  readonly stage: Stage;
  readonly functions: ReadonlyMap<FunctionName, LatchkeyFunction>;
}

/** How often a job is tried, and how long one that failed each time is kept. */
export const refreshQueue = { attempts: 3, deadLetterDays: 14 } as const;

/** What an operator is told by mail; refused sign-ins are on the bus alone. */
const toldByMail = [
  'latchkey.key.expiring',
  'latchkey.key.added',
  'latchkey.key.retired',
  'latchkey.metadata.failing',
];

/**
 * Refreshes metadata in the background. Every minute, `schedule-refresh` sends a job for each tenant of the slot to a
 * queue, and a limited number of functions take jobs from it. They send their events to the event bus of the stage,
 * which forwards them to a topic.
 */
export class MetadataRefresh extends Construct {
  readonly queue: Queue;
  /** Jobs, and events for the topic, that could not be delivered. */
  readonly deadLetters: Queue;
  readonly bus: EventBus;
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { stage, functions }: MetadataRefreshProps) {
    super(scope, id);
    const [schedule, refresh] = [
      functionCalled(functions, 'schedule-refresh'),
      functionCalled(functions, 'refresh-metadata'),
    ];
    const secured = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true } as const;
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...secured,
      retentionPeriod: Duration.days(refreshQueue.deadLetterDays),
    });
    Validations.of(this.deadLetters).acknowledge({
      id: 'Serverless-SQSRedrivePolicy',
      reason: 'It is itself a dead-letter queue: an alarm and the operator handle what arrives.',
    });
    this.queue = new Queue(this, 'Asks', {
      ...secured,
      // Six times as long as its function takes, as Lambda asks for; and until the tenant's next slot.
      visibilityTimeout: Duration.seconds(6 * functionRecords['refresh-metadata'].timeoutSeconds),
      retentionPeriod: Duration.hours(12),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: refreshQueue.attempts },
    });
    this.bus = new EventBus(this, 'Bus', { eventBusName: `latchkey-${stage.name}` });
    this.topic = this.#topic(stage);
    this.#tellByMail();

    this.#may(schedule, 'sqs:SendMessage', this.queue.queueArn);
    schedule.addEnvironment(eventVariables.refreshQueue, this.queue.queueUrl);
    for (const each of [schedule, refresh]) {
      this.#may(each, 'events:PutEvents', this.bus.eventBusArn);
      each.addEnvironment(eventVariables.eventBus, this.bus.eventBusName);
    }
    refresh.live.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: jobsPerBatch,
        // At least 2, which is SQS’s least; at most a fifth of the account, so that sign-ins find the rest.
        maxConcurrency: Math.max(2, Math.min(concurrentBatches, Math.floor(stage.accountConcurrency / 5))),
        reportBatchItemFailures: true,
      }),
    );
    Validations.of(refresh.live).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason:
        'A queue’s event source mapping supports no destination. After three failures a message moves to the dead-letter queue.',
    });
    new Rule(this, 'EveryMinute', {
      description: `Latchkey ${stage.name}: whose turn it is to have their keys looked after`,
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [
        new LambdaFunction(schedule.live as IFunction, {
          deadLetterQueue: this.deadLetters,
          maxEventAge: Duration.minutes(10),
          retryAttempts: 2,
        }),
      ],
    });
    new CfnOutput(this, 'NoticeTopic', {
      value: this.topic.topicArn,
      description: 'Keys that expire, come and go, and metadata that fails: subscribe whoever should know',
    });
  }

  #topic(stage: Stage): Topic {
    const topic = new Topic(this, 'Notices', {
      displayName: `Latchkey ${stage.name}`,
      enforceSSL: true,
    });
    for (const address of stage.noticeAddresses) {
      Validations.of(topic.addSubscription(new EmailSubscription(address))).acknowledge({
        id: 'Serverless-SNSRedrivePolicy',
        reason: 'An undeliverable mail has no other reader. The event bus still has the event.',
      });
    }
    return topic;
  }

  #tellByMail(): void {
    const field = (name: string) => EventField.fromPath(`$.detail.${name}`);
    new Rule(this, 'ToTopic', {
      eventBus: this.bus,
      eventPattern: { source: [eventSource], detailType: toldByMail },
      targets: [
        new SnsTopic(this.topic, {
          message: RuleTargetInput.fromText(
            `${EventField.fromPath('$.detail-type')}: ${field('app')} tenant ${field('tenant')}\n${EventField.fromPath('$.detail')}`,
          ),
          deadLetterQueue: this.deadLetters,
        }),
      ],
    });
  }

  #may(each: LatchkeyFunction, action: string, resource: string): void {
    each.addToRolePolicy(new PolicyStatement({ actions: [action], resources: [resource] }));
  }
}
