import { RemovalPolicy, SecretValue, Stack, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';

/** CloudFront and its firewall take everything they need from here. */
export const edgeRegion = 'us-east-1';

/** What the secrets are made from. */
export interface EdgeSecretsProps {
  readonly stage: Stage;
  readonly edge: NonNullable<Stage['edge']>;
}

/**
 * The secrets by which CloudFront proves itself to the API, so that no request goes around the firewall: that of this
 * generation and the previous one. CloudFront sends the first and the functions accept both, so requests succeed while a
 * new generation is deployed.
 */
export class EdgeSecrets extends Construct {
  /** Both, with a space between them; CloudFormation puts them in as it deploys. */
  readonly accepted: string;

  constructor(scope: Construct, id: string, { stage, edge: { originSecretGeneration } }: EdgeSecretsProps) {
    super(scope, id);
    const generations = [originSecretGeneration, originSecretGeneration - 1];
    const secrets = generations.map((generation) => {
      const secret = new Secret(this, `Generation${generation}`, {
        secretName: edgeSecretName(stage, generation),
        description: `Latchkey ${stage.name}: what CloudFront shows to the API`,
        generateSecretString: { passwordLength: 64, excludePunctuation: true },
        removalPolicy: RemovalPolicy.DESTROY,
        ...(Stack.of(this).region === edgeRegion ? {} : { replicaRegions: [{ region: edgeRegion }] }),
      });
      Validations.of(secret).acknowledge({
        id: 'AwsSolutions-SMG4',
        reason:
          'The secret grants nothing by itself. originSecretGeneration changes it in step with CloudFront, which a rotation could not.',
      });
      return secret;
    });
    this.accepted = secrets.map(({ secretValue }) => secretValue.unsafeUnwrap()).join(' ');
  }
}

/** The secret that CloudFront shows, by the name of its replica. */
export function shownEdgeSecret(stage: Stage, generation: number): string {
  return SecretValue.secretsManager(edgeSecretName(stage, generation)).unsafeUnwrap();
}

function edgeSecretName({ name }: Stage, generation: number): string {
  return `latchkey-${name}-edge-${generation}`;
}
