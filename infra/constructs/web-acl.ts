import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnIPSet, CfnLoggingConfiguration, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import { webAclLogGroupName } from './names.ts';
import { visibility, webAclRules } from './web-acl-rules.ts';

/** What the firewall is made from. */
export interface WebAclProps {
  readonly stage: Stage;
  readonly edge: NonNullable<Stage['edge']>;
}

/** The firewall in front of CloudFront, and the log of what it has blocked or counted. */
export class WebAcl extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { stage, edge }: WebAclProps) {
    super(scope, id);
    const acl = new CfnWebACL(this, 'Acl', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visibility('Latchkey'),
      rules: [...webAclRules({ stage, edge, backEnds: this.#setsOf(edge.backEndAddresses) })],
    });
    this.arn = acl.attrArn;
    const log = new LogGroup(this, 'Log', {
      logGroupName: webAclLogGroupName(stage),
      retention: stage.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: acl.attrArn,
      logDestinationConfigs: [log.logGroupArn],
      // Sessions stand in the one, SAML messages in the other.
      redactedFields: [{ singleHeader: { Name: 'cookie' } }, { queryString: {} }],
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          {
            Behavior: 'KEEP',
            Requirement: 'MEETS_ANY',
            Conditions: [{ ActionCondition: { Action: 'BLOCK' } }, { ActionCondition: { Action: 'COUNT' } }],
          },
        ],
      },
    });
  }

  /** A set holds addresses of one kind. */
  #setsOf(ranges: readonly string[]): readonly string[] {
    return (['IPV4', 'IPV6'] as const).flatMap((ipAddressVersion) => {
      const addresses = ranges.filter((range) => range.includes(':') === (ipAddressVersion === 'IPV6'));
      if (addresses.length === 0) return [];
      const set = new CfnIPSet(this, `BackEnds${ipAddressVersion}`, {
        scope: 'CLOUDFRONT',
        ipAddressVersion,
        addresses,
      });
      return [set.attrArn];
    });
  }
}
