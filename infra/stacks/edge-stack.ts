import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EdgeDistribution } from '../constructs/edge-distribution.ts';
import { WebAcl } from '../constructs/web-acl.ts';
import { addressesOf } from '../stage-addresses.ts';
import type { Stage } from '../stages.ts';

/** What the edge is made from. */
export interface EdgeStackProps extends StackProps {
  readonly stage: Stage;
  readonly edge: NonNullable<Stage['edge']>;
}

/** CloudFront and the firewall, in us-east-1, which is the only region that they take certificates and rules from. */
export class EdgeStack extends Stack {
  /** One in front of each app. */
  readonly distributions: readonly EdgeDistribution[];

  constructor(scope: Construct, id: string, { stage, edge, ...props }: EdgeStackProps) {
    super(scope, id, props);
    const { arn: webAclArn } = new WebAcl(this, 'WebAcl', { stage, edge });
    this.distributions = addressesOf(stage).map(
      ({ settings: app, constructId }) =>
        new EdgeDistribution(this, constructId, { stage, edge, app, webAclArn }),
    );
  }
}
