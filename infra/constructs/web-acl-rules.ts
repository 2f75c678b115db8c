import type { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { type EndpointFunctionName, isMistakenReplyUrl } from '../../functions/routes.ts';
import type { Stage } from '../stage.ts';
import { addressesOf, type StageAddresses } from '../stage-addresses.ts';
import { edgeLimits, windowSeconds } from './edge-limits.ts';
import {
  bodyRules,
  type ManagedGroup,
  type ManagedRule,
  querySizeRule,
  userAgentRule,
} from './managed-body-rules.ts';
import { allOf, anyOf, isLabelled, not, requestsTo } from './web-acl-statements.ts';

type Rule = CfnWebACL.RuleProperty;
type Statement = CfnWebACL.StatementProperty;

/** What the rules are made from. */
export interface WebAclRulesProps {
  readonly stage: StageAddresses & Pick<Stage, 'throttles' | 'openIdConnect'>;
  readonly edge: NonNullable<Stage['edge']>;
  /** The sets with the addresses of the vendor's back ends. */
  readonly backEnds: readonly string[];
}

/** The functions whose forms hold SAML messages, metadata, certificates, lists of people and addresses of clients. */
const takesDocuments = [
  ...['assertion-consumer', 'setup', 'logout'],
  ...['authorize', 'token', 'end-session'],
] as EndpointFunctionName[];

/** The functions whose queries hold SAML messages, tokens, and the state of a client. */
const takesLongQueries = ['logout', 'authorize', 'end-session'] as const;

/** The functions that the vendor's back ends and load balancers ask for everybody. */
const askedByPrograms = ['session', 'discovery', 'token', 'userinfo'] as const;

/**
 * Returns the rules of the firewall, in their order.
 *
 * AWS's rules about bodies only count, and label what they have counted. At each path but those that take documents a
 * rule of Latchkey then blocks by the label. The functions behind those paths read their bodies with limits of their
 * own and trust nothing in them.
 *
 * With the vendor's application behind the same host, the common rules look at Latchkey's paths alone: which uploads
 * and texts are right for the application, only the vendor knows.
 */
export function webAclRules({ stage, edge, backEnds }: WebAclRulesProps): readonly Rule[] {
  const limits = edgeLimits(edge, stage.throttles);
  const everywhere = requestsTo(stage, { form: 'any-form' });
  // Sign-on answers at most of the addresses that people mistake for the Reply URL: they count there.
  const to = (...names: EndpointFunctionName[]) =>
    requestsTo(stage, {
      form: 'any-form',
      isMeant: (route) => names.includes(route.function) && !isMistakenReplyUrl(route),
    });
  const exactly = (...names: EndpointFunctionName[]) =>
    requestsTo(stage, { form: 'exact', isMeant: (route) => names.includes(route.function) });
  const isBackEnd = backEnds.map((arn) => ({ ipSetReferenceStatement: { arn } }));
  const isAskedByOthers = isBackEnd.length === 0 ? [] : [not(anyOf(isBackEnd))];
  const sharesHost = addressesOf(stage).some(
    ({ settings }) => settings.applicationOrigin !== undefined || settings.distribution !== undefined,
  );
  const rules = [
    limited('SignOnRate', limits.signOn, to('sign-on', 'authorize')),
    limited('AssertionConsumerRate', limits.assertionConsumer, to('assertion-consumer')),
    limited('SetupRate', limits.setup, to('setup')),
    limited('SessionRate', limits.session, allOf([exactly(...askedByPrograms), ...isAskedByOthers])),
    limited('Rate', limits.all, allOf([everywhere, not(exactly(...askedByPrograms))])),
    managed('AWSManagedRulesAmazonIpReputationList'),
    managed('AWSManagedRulesKnownBadInputsRuleSet'),
    managed('AWSManagedRulesCommonRuleSet', sharesHost ? everywhere : undefined),
    blocked('BodyElsewhere', bodyRules, exactly(...takesDocuments)),
    blocked('LongQueryElsewhere', [querySizeRule], exactly(...takesLongQueries)),
    blocked('NoUserAgentElsewhere', [userAgentRule], exactly(...askedByPrograms)),
  ];
  return rules.map((rule, priority) => ({ ...rule, priority, visibilityConfig: visibility(rule.name) }));
}

/** Counts in CloudWatch, and keeps no samples: they would hold queries and cookies. */
export function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false };
}

type RuleInOrder = Omit<Rule, 'priority' | 'visibilityConfig'>;

/** Refuses an address that sends more than this in five minutes, for as long as it does. */
function limited(name: string, limit: number, scopeDownStatement: Statement): RuleInOrder {
  return {
    name,
    statement: {
      rateBasedStatement: {
        limit,
        evaluationWindowSec: windowSeconds,
        aggregateKeyType: 'IP',
        scopeDownStatement,
      },
    },
    action: { block: {} },
  };
}

/** A group of AWS, of which the rules that another rule decides about only count. */
function managed(name: ManagedGroup, scopeDownStatement?: Statement): RuleInOrder {
  const counted = [...bodyRules, querySizeRule, userAgentRule].filter(({ group }) => group === name);
  return {
    name,
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ruleActionOverrides: counted.map((rule) => ({ name: rule.name, actionToUse: { count: {} } })),
        ...(scopeDownStatement === undefined ? {} : { scopeDownStatement }),
      },
    },
    overrideAction: { none: {} },
  };
}

/** Blocks what one of these rules has counted, but not where it is allowed. */
function blocked(name: string, rules: readonly ManagedRule[], allowed: Statement): RuleInOrder {
  return {
    name,
    statement: allOf([anyOf(rules.map(({ label }) => isLabelled(label))), not(allowed)]),
    action: { block: {} },
  };
}
