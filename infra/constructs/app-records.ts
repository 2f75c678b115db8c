import {
  AaaaRecord,
  ARecord,
  type CfnRecordSet,
  Failover,
  type IAliasRecordTarget,
  type IHealthCheck,
  type IHostedZone,
  RecordTarget,
} from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { defined } from '../../shared/objects/defined.ts';

/** Which of two regions a record leads to. */
export interface FailoverRecord {
  readonly role: 'first' | 'second';
  /** Of the first region: while it fails, Route 53 answers with the second. */
  readonly healthCheck?: IHealthCheck;
  /** Whether the other region never answers: CloudFront fails over behind itself. */
  readonly alwaysHealthy?: true;
}

/** What the records of a host are made from. */
export interface AppRecordsProps {
  readonly zone: IHostedZone;
  readonly host: string;
  readonly target: IAliasRecordTarget;
  readonly failover?: FailoverRecord | undefined;
}

/**
 * The records of one host, for IPv4 and IPv6. One stack owns them whatever they lead to, so that a host never has two
 * owners and never none.
 */
export class AppRecords extends Construct {
  constructor(scope: Construct, id: string, { zone, host, target, failover }: AppRecordsProps) {
    super(scope, id);
    const props = {
      zone,
      // With the dot at its end: whole, not to be completed by the zone's name.
      recordName: `${host}.`,
      target: RecordTarget.fromAlias(target),
      ...(failover === undefined ? {} : routing(failover)),
    };
    const records = [new ARecord(this, 'IPv4', props), new AaaaRecord(this, 'IPv6', props)];
    if (failover?.alwaysHealthy !== true) return;
    // CDK demands what Route 53 refuses: "You can't set EvaluateTargetHealth to true when the alias target is a
    // CloudFront distribution."
    for (const { node } of records) {
      (node.defaultChild as CfnRecordSet).addPropertyOverride('AliasTarget.EvaluateTargetHealth', false);
    }
  }
}

function routing({ role, healthCheck }: FailoverRecord) {
  return {
    setIdentifier: role,
    failover: role === 'first' ? Failover.PRIMARY : Failover.SECONDARY,
    ...defined({ healthCheck }),
  };
}
