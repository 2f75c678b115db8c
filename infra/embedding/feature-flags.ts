import cdkJson from '../../cdk.json' with { type: 'json' };

const { stages: _, ...flags } = cdkJson.context;

/**
 * The feature flags of CDK by which Latchkey's templates are tested: those of its own `cdk.json`. An app around it may
 * have others; below the construct these hold. The package has the flags alone, and no stages.
 * @see https://docs.aws.amazon.com/cdk/v2/guide/featureflags.html
 */
export const featureFlags: Readonly<Record<string, unknown>> = flags;
