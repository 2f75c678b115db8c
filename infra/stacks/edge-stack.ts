import { CfnOutput, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import {
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
} from 'aws-cdk-lib/aws-cloudfront';
import type { IAliasRecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import type { Construct } from 'constructs';
import { edgeOriginHost } from '../../shared/apps/unreachable-name.ts';
import { edgeHeader, viewerAddressHeader } from '../../shared/http/edge.ts';
import type { EdgeAccess } from '../constructs/edge-access.ts';
import { EdgeAccessLog } from '../constructs/edge-access-log.ts';
import { EdgeDistribution } from '../constructs/edge-distribution.ts';
import { pathPatterns } from '../constructs/edge-paths.ts';
import { EdgeSecrets, edgeRegion, shownEdgeSecretName } from '../constructs/edge-secrets.ts';
import { WebAcl } from '../constructs/web-acl.ts';
import type { Stage } from '../stage.ts';
import { addressesOf } from '../stage-addresses.ts';
import type { AppSettings } from '../stage-schema.ts';

/** What the edge is made from. */
export interface EdgeStackProps extends StackProps {
  readonly stage: Stage;
  readonly edge: NonNullable<Stage['edge']>;
}

/**
 * CloudFront, the firewall and the secrets between them and the API, in us-east-1, which is the only region that they
 * take certificates and rules from. It is deployed before the service, which owns all records: the hosts lead here only
 * once there is somebody to answer.
 */
export class EdgeStack extends Stack {
  /** What a distribution of the vendor's own needs. */
  readonly access: EdgeAccess;
  /** One in front of each address that has none of the vendor's own. */
  readonly distributions: readonly EdgeDistribution[];

  constructor(scope: Construct, id: string, { stage, edge, ...props }: EdgeStackProps) {
    super(scope, id, props);
    new EdgeSecrets(this, 'Secrets', { stage, edge });
    const webAclArn = new WebAcl(this, 'WebAcl', { stage, edge }).arn;
    const visitor = new OriginRequestPolicy(this, 'Visitor', {
      comment: `Latchkey ${stage.name}: what the visitor sent, and from where`,
      headerBehavior: OriginRequestHeaderBehavior.all(viewerAddressHeader),
      cookieBehavior: OriginRequestCookieBehavior.all(),
      queryStringBehavior: OriginRequestQueryStringBehavior.all(),
    });
    const log = new EdgeAccessLog(this, 'AccessLog', stage);
    const distributions: EdgeDistribution[] = [];
    for (const { profile, settings: app, constructId } of addressesOf(stage)) {
      if (app.distribution !== undefined) {
        continue;
      }
      const props = { stage, edge, profile, app, visitor, webAclArn };
      const made = new EdgeDistribution(this, constructId, props);
      distributions.push(made);
      log.add(constructId, made.distribution);
      new CfnOutput(this, distributionOutput(constructId), {
        value: made.distribution.distributionDomainName,
        description: `Where the record of ${app.domain} leads`,
      });
    }
    this.distributions = distributions;
    this.access = {
      webAclArn,
      originHeader: edgeHeader,
      originSecretName: shownEdgeSecretName(stage, edge),
      visitorPolicyId: visitor.originRequestPolicyId,
      origins: Object.fromEntries(
        addressesOf(stage).map(({ profile, settings: { domain } }) => [
          domain,
          { host: edgeOriginHost(domain), pathPatterns: pathPatterns(profile, stage) },
        ]),
      ),
    };
    this.#writeAccess(stage);
  }

  /** Where an address has a distribution of the vendor's own. */
  #writeAccess(stage: Stage): void {
    const own = addressesOf(stage).filter(({ settings }) => settings.distribution !== undefined);
    if (own.length === 0) return;
    const output = (name: string, value: string, description: string) =>
      new CfnOutput(this, name, { value, description });
    const { webAclArn, originHeader, originSecretName, visitorPolicyId, origins } = this.access;
    output('WebAclArn', webAclArn, 'The firewall of a distribution of your own');
    output('OriginHeader', originHeader, 'The header by which your distribution proves itself to the API');
    output(
      'OriginSecretName',
      originSecretName,
      'The secret in Secrets Manager of us-east-1 that it shows in this header',
    );
    output('VisitorPolicyId', visitorPolicyId, 'The origin request policy of Latchkey’s paths');
    for (const { constructId, settings } of own) {
      const { host = '', pathPatterns: patterns = [] } = origins[settings.domain] ?? {};
      output(`${constructId}Origin`, host, `Where your distribution of ${settings.domain} finds the API`);
      const description = 'The path patterns that lead there; all others are yours';
      output(`${constructId}Paths`, patterns.join(' '), description);
    }
  }
}

/**
 * Returns where the records of an app's host lead: to CloudFront, where the stage has one in front; otherwise undefined.
 * The distribution is found by the name of its stack's output: no export ties the stacks to each other.
 */
export function edgeTarget(
  stage: Stage,
  constructId: string,
  { distribution }: AppSettings,
): EdgeTarget | undefined {
  if (stage.edge === undefined || distribution === 'own') return undefined;
  const output = () => Fn.getStackOutput(edgeStackName(stage), distributionOutput(constructId), edgeRegion);
  const dnsName = distribution ?? output();
  return {
    dnsName,
    bind: (record) => ({
      dnsName,
      hostedZoneId: CloudFrontTarget.getHostedZoneId(record),
      evaluateTargetHealth: stage.secondRegion !== undefined,
    }),
  };
}

/** Where a record leads, also to be entered by hand. */
export interface EdgeTarget extends IAliasRecordTarget {
  readonly dnsName: string;
}

function distributionOutput(constructId: string): string {
  return `${constructId}Distribution`;
}

function edgeStackName({ name }: Stage): string {
  return `Latchkey-${name}-Edge`;
}
