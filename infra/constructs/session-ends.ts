import { Duration, Validations } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type IFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionName } from '../../functions/routes.ts';
import { eventVariables } from '../../shared/events/variables.ts';
import { tenantSortKey } from '../../shared/tenants/store/tenant-item.ts';
import { userSortKeyPrefix } from '../../shared/users/user-item.ts';
import { functionRecords } from '../functions/function-records.ts';
import { functionCalled } from './function-called.ts';
import type { LatchkeyFunction } from './latchkey-function.ts';

/** What the announcement of ended sessions is made from. */
export interface SessionEndsProps {
  readonly functions: ReadonlyMap<FunctionName, LatchkeyFunction>;
  /** The stream of this region's flows. */
  readonly flowsStreamArn: string;
  /** The stream of the tenants; undefined in the second region, and for a table that the stage does not make. */
  readonly tenantsStreamArn: string | undefined;
  /** Where events go; undefined in the second region, which logs them. */
  readonly bus: EventBus | undefined;
}

/** How often a client is told of an ended session, and how long a notice that failed each time is kept. */
export const noticeQueue = { attempts: 5, deadLetterDays: 14 } as const;

/** For how long the records of a stream are tried. Sessions that ended before that matter to no client any more. */
const recordHours = 2;

/** An item of the flows whose session a write has ended: all others cost nothing. */
const endsSession = FilterCriteria.filter({
  eventName: FilterRule.isEqual('MODIFY'),
  dynamodb: {
    OldImage: { state: { S: FilterRule.isEqual('signed-in') } },
    NewImage: { state: { S: FilterRule.isEqual('signed-out') } },
  },
});

/** A user or a tenant that a write has changed or removed. */
const mayOutdateSessions = [FilterRule.beginsWith(userSortKeyPrefix), FilterRule.isEqual(tenantSortKey)].map(
  (sortKey) => FilterCriteria.filter({ dynamodb: { OldImage: { sortKey: { S: sortKey } } } }),
);

/**
 * Tells of sessions that ended: `announce-session-ends` reads the tables' streams, sends events to the bus and notices to
 * a queue, and `notify-clients` delivers those to the clients of the OpenID Provider. No request waits for any of it.
 */
export class SessionEnds extends Construct {
  /** Records of the streams, and notices, that could not be delivered. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: SessionEndsProps) {
    super(scope, id);
    const { functions, flowsStreamArn, tenantsStreamArn, bus } = props;
    const secured = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true } as const;
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...secured,
      retentionPeriod: Duration.days(noticeQueue.deadLetterDays),
    });
    Validations.of(this.deadLetters).acknowledge({
      id: 'Serverless-SQSRedrivePolicy',
      reason: 'It is itself a dead-letter queue: an alarm and the operator handle what arrives.',
    });
    const announce = functionCalled(functions, 'announce-session-ends');
    this.#read(announce, 'FlowsStream', flowsStreamArn, [endsSession]);
    if (tenantsStreamArn !== undefined)
      this.#read(announce, 'TenantsStream', tenantsStreamArn, mayOutdateSessions);
    if (bus !== undefined) {
      may(announce, ['events:PutEvents'], bus.eventBusArn);
      announce.addEnvironment(eventVariables.eventBus, bus.eventBusName);
    }
    // A stage without the OpenID Provider has no clients.
    const notify = functions.get('notify-clients');
    if (notify !== undefined) {
      this.#notify(announce, notify, secured);
      return;
    }
    Validations.of(this.deadLetters).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is a dead-letter queue: the streams send to it what they could not deliver.',
    });
  }

  #read(
    announce: LatchkeyFunction,
    name: string,
    eventSourceArn: string,
    filters: ReturnType<typeof FilterCriteria.filter>[],
  ): void {
    may(
      announce,
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      eventSourceArn,
    );
    const mapping = new EventSourceMapping(this, name, {
      target: announce.live as IFunction,
      eventSourceArn,
      filters,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      bisectBatchOnError: true,
      maxRecordAge: Duration.hours(recordHours),
      onFailure: new SqsDlq(this.deadLetters),
    });
    mapping.node.addDependency(announce);
  }

  #notify(
    announce: LatchkeyFunction,
    notify: LatchkeyFunction,
    secured: { readonly encryption: QueueEncryption; readonly enforceSSL: boolean },
  ): void {
    const notices = new Queue(this, 'Notices', {
      ...secured,
      // Six times as long as its function takes, as Lambda asks for; and a pause between two attempts.
      visibilityTimeout: Duration.seconds(6 * functionRecords['notify-clients'].timeoutSeconds),
      retentionPeriod: Duration.hours(recordHours),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: noticeQueue.attempts },
    });
    may(announce, ['sqs:SendMessage'], notices.queueArn);
    announce.addEnvironment(eventVariables.noticeQueue, notices.queueUrl);
    notify.live.addEventSource(new SqsEventSource(notices, { batchSize: 10, reportBatchItemFailures: true }));
    Validations.of(notify.live).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason:
        'A queue’s event source mapping supports no destination. After five failures a message moves to the dead-letter queue.',
    });
  }
}

function may(each: LatchkeyFunction, actions: string[], resource: string): void {
  each.addToRolePolicy(new PolicyStatement({ actions, resources: [resource] }));
}
