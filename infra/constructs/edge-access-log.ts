import { RemovalPolicy } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { CfnDelivery, CfnDeliveryDestination, CfnDeliverySource, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';

/**
 * What is logged of each request: who came, and where to. Queries, cookies and referrers are left out: a query may hold
 * a SAML message, a cookie is a session.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html
 */
export const edgeLogFields = [
  'date',
  'time',
  'c-ip',
  'cs-method',
  'x-host-header',
  'cs-uri-stem',
  'sc-status',
  'cs(User-Agent)',
  'time-taken',
  'x-edge-request-id',
  'x-edge-result-type',
  'x-edge-detailed-result-type',
] as const;

/** The log of every request that reaches a distribution: behind one, the API sees CloudFront's addresses. */
export class EdgeAccessLog extends Construct {
  readonly #stage: Stage;
  readonly #destination: CfnDeliveryDestination;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.#stage = stage;
    const log = new LogGroup(this, 'Log', {
      // Under this prefix it needs no statement in the account's one policy for logs.
      logGroupName: `/aws/vendedlogs/latchkey-${stage.name}-edge`,
      retention: stage.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.#destination = new CfnDeliveryDestination(this, 'Destination', {
      name: `latchkey-${stage.name}-edge`,
      destinationResourceArn: log.logGroupArn,
      outputFormat: 'json',
    });
  }

  /** Logs a distribution here, under the name of its app. */
  add(name: string, distribution: Distribution): void {
    const source = new CfnDeliverySource(this, `${name}Source`, {
      name: `latchkey-${this.#stage.name}-${name}`,
      logType: 'ACCESS_LOGS',
      resourceArn: distribution.distributionArn,
    });
    const delivery = new CfnDelivery(this, `${name}Delivery`, {
      deliverySourceName: source.name,
      deliveryDestinationArn: this.#destination.attrArn,
      recordFields: [...edgeLogFields],
    });
    delivery.addResourceDependency(source);
  }
}
