import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { webAclLogGroupName } from './names.ts';

/** What the firewall is made from. */
export interface WebAclProps {
  readonly stage: Stage;
  readonly edge: NonNullable<Stage['edge']>;
}

const sizeRule = 'SizeRestrictions_BODY';
const sizeLabel = 'awswaf:managed:aws:core-rule-set:SizeRestrictions_Body';

/**
 * The firewall in front of CloudFront. AWS's rule for bodies of more than 8 kB only counts, because a SAML response
 * is often larger; at every other path a rule of our own refuses what it has counted.
 */
export class WebAcl extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { stage, edge }: WebAclProps) {
    super(scope, id);
    const acl = new CfnWebACL(this, 'Acl', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visibility('Latchkey'),
      rules: [
        {
          name: 'RateLimit',
          priority: 0,
          statement: {
            rateBasedStatement: {
              limit: edge.requestsPerFiveMinutes,
              evaluationWindowSec: 300,
              aggregateKeyType: 'IP',
            },
          },
          action: { block: {} },
          visibilityConfig: visibility('RateLimit'),
        },
        managed(1, 'AWSManagedRulesAmazonIpReputationList'),
        managed(2, 'AWSManagedRulesKnownBadInputsRuleSet'),
        managed(3, 'AWSManagedRulesCommonRuleSet', [{ name: sizeRule, actionToUse: { count: {} } }]),
        {
          name: 'LargeBodyElsewhere',
          priority: 4,
          statement: {
            andStatement: {
              statements: [
                { labelMatchStatement: { scope: 'LABEL', key: sizeLabel } },
                { notStatement: { statement: anyOf(assertionConsumerPaths(stage).map(isPath)) } },
              ],
            },
          },
          action: { block: {} },
          visibilityConfig: visibility('LargeBodyElsewhere'),
        },
      ],
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
}

function assertionConsumerPaths({ profiles }: Pick<Stage, 'profiles'>): readonly string[] {
  return profiles.flatMap((app) => app.paths['assertion-consumer']);
}

function isPath(path: string): CfnWebACL.StatementProperty {
  return {
    byteMatchStatement: {
      fieldToMatch: { uriPath: {} },
      positionalConstraint: 'EXACTLY',
      searchString: path,
      textTransformations: [{ priority: 0, type: 'NONE' }],
    },
  };
}

/** WAF takes an "or" of two statements or more, and one alone as it is. */
function anyOf(statements: readonly CfnWebACL.StatementProperty[]): CfnWebACL.StatementProperty {
  const [only, ...others] = statements;
  return only !== undefined && others.length === 0 ? only : { orStatement: { statements: [...statements] } };
}

function managed(
  priority: number,
  name: string,
  ruleActionOverrides: CfnWebACL.RuleActionOverrideProperty[] = [],
): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    statement: { managedRuleGroupStatement: { vendorName: 'AWS', name, ruleActionOverrides } },
    overrideAction: { none: {} },
    visibilityConfig: visibility(name),
  };
}

function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false };
}
