import { RemovalPolicy, SecretValue, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';

/** CloudFront and its firewall take everything they need from here. */
export const edgeRegion = 'us-east-1';

/** What the secrets are made from. */
export interface EdgeSecretsProps {
  readonly stage: Stage;
  readonly edge: NonNullable<Stage['edge']>;
}

/**
 * The secrets by which CloudFront proves itself to the API, so that no request goes around the firewall: that of this
 * generation, the previous one and the next one, with a replica where the functions run. CloudFront shows the first.
 * The functions accept all three: the edge is deployed before them, so they must know the next one beforehand.
 */
export class EdgeSecrets extends Construct {
  constructor(scope: Construct, id: string, { stage, edge }: EdgeSecretsProps) {
    super(scope, id);
    const regions = [stage.region, stage.secondRegion].filter(
      (region) => region !== undefined && region !== edgeRegion,
    );
    for (const generation of acceptedGenerations(edge)) {
      const secret = new Secret(this, `Generation${generation}`, {
        secretName: edgeSecretName(stage, generation),
        description: `Latchkey ${stage.name}: what CloudFront shows to the API`,
        generateSecretString: { passwordLength: 64, excludePunctuation: true },
        removalPolicy: RemovalPolicy.DESTROY,
        ...(regions.length === 0
          ? {}
          : { replicaRegions: regions.map((region) => ({ region: String(region) })) }),
      });
      Validations.of(secret).acknowledge({
        id: 'AwsSolutions-SMG4',
        reason:
          'The secret grants nothing by itself. originSecretGeneration changes it in step with CloudFront, which a rotation could not.',
      });
    }
  }
}

/** Returns the name of the secret that CloudFront shows, in Secrets Manager of us-east-1. */
export function shownEdgeSecretName(
  stage: Stage,
  { originSecretGeneration }: EdgeSecretsProps['edge'],
): string {
  return edgeSecretName(stage, originSecretGeneration);
}

/** Returns the secret that CloudFront shows; CloudFormation puts it in as it deploys. */
export function shownEdgeSecret(stage: Stage, edge: EdgeSecretsProps['edge']): string {
  return resolved(shownEdgeSecretName(stage, edge));
}

/** Returns what the functions accept, the shown one first, with a space between each two. */
export function acceptedEdgeSecrets(stage: Stage, edge: EdgeSecretsProps['edge']): string {
  return acceptedGenerations(edge)
    .map((generation) => resolved(edgeSecretName(stage, generation)))
    .join(' ');
}

function acceptedGenerations({ originSecretGeneration: shown }: EdgeSecretsProps['edge']): readonly number[] {
  return [shown, shown - 1, shown + 1];
}

function resolved(name: string): string {
  return SecretValue.secretsManager(name).unsafeUnwrap();
}

function edgeSecretName({ name }: Stage, generation: number): string {
  return `latchkey-${name}-edge-origin-${generation}`;
}
