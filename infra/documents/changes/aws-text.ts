/** What AWS, or an operator of AWS, says about how it behaves. */
export interface AwsText {
  /** Its own words, without a change; `…` where something between is left out. */
  readonly says: string;
  readonly at: string;
  /** The day on which it was read: `2026-11-30`. */
  readonly read: string;
  /** Set where users report it and AWS's documentation does not say so. */
  readonly reported?: true;
}

/**
 * AWS's own text for each assumption of {@link import('./operator-changes.ts').operatorChanges}, by a name of ours. The
 * list grows with the changes; a test refuses a text that no change assumes.
 */
export const awsTexts = {
  versionsOfAFailedDeployment: {
    says: 'RetainExceptOnCreate behaves like Retain for stack operations, except for the stack operation that initially created the resource. If the stack operation that created the resource is rolled back, CloudFormation deletes the resource.',
    at: 'https://docs.aws.amazon.com/cdk/api/v2/python/aws_cdk/CfnDeletionPolicy.html',
    read: '2026-11-30',
  },
  aDomainNameIsUnique: {
    says: 'A custom domain name must be unique within a Region across all AWS accounts.',
    at: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html',
    read: '2026-11-30',
  },
  replacementComesFirst: {
    says: 'AWS CloudFormation creates the replacement resource first, changes references from other dependent resources to point to the replacement resource, and then deletes the old resource.',
    at: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html',
    read: '2026-11-30',
  },
} as const satisfies Readonly<Record<string, AwsText>>;

/** One of {@link awsTexts}. */
export type AwsTextName = keyof typeof awsTexts;
