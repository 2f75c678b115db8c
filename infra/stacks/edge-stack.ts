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
import type { AppProfile } from '../../shared/apps/profile.ts';
import { edgeOriginHost } from '../../shared/apps/unreachable-name.ts';
import { edgeHeader, viewerAddressHeader } from '../../shared/http/edge.ts';
import { EdgeAccessLog } from '../constructs/edge-access-log.ts';
import { EdgeDistribution } from '../constructs/edge-distribution.ts';
import { pathPatterns } from '../constructs/edge-paths.ts';
import { EdgeSecrets, edgeRegion, shownEdgeSecretName } from '../constructs/edge-secrets.ts';
import { WebAcl } from '../constructs/web-acl.ts';
import { addressesOf } from '../stage-addresses.ts';
import type { AppSettings } from '../stage-schema.ts';
import type { Stage } from '../stages.ts';

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
  /** The firewall, which a distribution of the vendor's own has to have too. */
  readonly webAclArn: string;
  /** One in front of each address that has none of the vendor's own. */
  readonly distributions: readonly EdgeDistribution[];

  constructor(scope: Construct, id: string, { stage, edge, ...props }: EdgeStackProps) {
    super(scope, id, props);
    new EdgeSecrets(this, 'Secrets', { stage, edge });
    this.webAclArn = new WebAcl(this, 'WebAcl', { stage, edge }).arn;
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
        this.#describeOrigin(profile, app, constructId);
        continue;
      }
      const made = new EdgeDistribution(this, constructId, {
        ...{ stage, edge, profile, app, visitor },
        webAclArn: this.webAclArn,
      });
      distributions.push(made);
      log.add(constructId, made.distribution);
      new CfnOutput(this, distributionOutput(constructId), {
        value: made.distribution.distributionDomainName,
        description: `Where the record of ${app.domain} leads`,
      });
    }
    this.distributions = distributions;
    if (addressesOf(stage).every(({ settings }) => settings.distribution === undefined)) return;
    const output = (name: string, value: string, description: string) =>
      new CfnOutput(this, name, { value, description });
    output('WebAclArn', this.webAclArn, 'The firewall of a distribution of your own');
    output('OriginHeader', edgeHeader, 'The header by which your distribution proves itself to the API');
    output(
      'OriginSecretName',
      shownEdgeSecretName(stage, edge),
      'The secret in Secrets Manager of us-east-1 that it shows in this header',
    );
    output('VisitorPolicyId', visitor.originRequestPolicyId, 'The origin request policy of Latchkey’s paths');
  }

  /** What a distribution of the vendor's own has to lead to the API. */
  #describeOrigin(profile: AppProfile, { domain }: AppSettings, constructId: string): void {
    new CfnOutput(this, `${constructId}Origin`, {
      value: edgeOriginHost(domain),
      description: `Where your distribution of ${domain} finds the API`,
    });
    new CfnOutput(this, `${constructId}Paths`, {
      value: pathPatterns(profile).join(' '),
      description: 'The path patterns that lead there; all others are yours',
    });
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
