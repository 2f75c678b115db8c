/** What AWS, or an operator of AWS, says about how it behaves. */
export interface AwsText {
  /** Its own words, without a change; `…` where something between is left out. */
  readonly says: string;
  readonly at: string;
  /** The day on which it was read: `2026-11-30`. */
  readonly read: string;
  /** Set where users report it and AWS's documentation does not say so. */
  readonly reported?: true;
  /**
   * Where the same words stand in the registry's schemas, which are a dependency: `<type>.<property>`, with a further
   * property for one inside it. A test compares them.
   */
  readonly schema?: string;
}

const read = '2026-11-30';
const references = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';

/**
 * AWS's own text for each assumption of {@link import('./operator-changes.ts').operatorChanges}, by name. The
 * list grows with the changes; a test refuses a text that no change assumes.
 */
export const awsTexts = {
  versionsOfAFailedDeployment: {
    says: 'RetainExceptOnCreate behaves like Retain for stack operations, except for the stack operation that initially created the resource. If the stack operation that created the resource is rolled back, CloudFormation deletes the resource.',
    at: 'https://docs.aws.amazon.com/cdk/api/v2/python/aws_cdk/CfnDeletionPolicy.html',
    read,
  },
  retainedWhenRemoved: {
    says: 'AWS CloudFormation keeps the resource without deleting the resource or its contents when its stack is deleted. … Note that this capability also applies to update operations that lead to resources being removed.',
    at: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.CfnDeletionPolicy.html',
    read,
  },
  codeDeployMovesTheAlias: {
    says: 'To perform an AWS CodeDeploy deployment when the version changes on an AWS::Lambda::Alias resource, use the CodeDeployLambdaAliasUpdate update policy.',
    at: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.CfnCodeDeployLambdaAliasUpdate.html',
    read,
  },
  aliasMovedByHand: {
    says: 'The Lambda function alias version does not match the current version in AppSpec file. (Error code: INVALID_LAMBDA_CONFIGURATION)',
    at: 'https://github.com/aws/serverless-application-model/issues/291',
    read,
    reported: true,
  },
  alarmStopsDeployment: {
    says: 'If any of the specified alarms are activated, the deployment stops, and the status is updated to Stopped.',
    at: 'https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-create-alarms.html',
    read,
  },
  rollbackFailed: {
    says: "A stack in the `UPDATE_ROLLBACK_FAILED` state can't be updated, but it can be rolled back to a working state (`UPDATE_ROLLBACK_COMPLETE`). After returning the stack to its original settings, you can try to update it again.",
    at: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-continueupdaterollback.md',
    read,
  },
  skippedResources: {
    says: 'After the rollback is complete, the state of the skipped resources will be inconsistent with the state of the resources in the stack template. Before performing another stack update, you must update the stack or resources to be consistent with each other.',
    at: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ContinueUpdateRollback.html',
    read,
  },
  failedCreation: {
    says: "This operation will delete a stack if it doesn't contain a last known stable state.",
    at: 'https://docs.aws.amazon.com/goto/WebAPI/cloudformation-2010-05-15/RollbackStack',
    read,
  },
  importAddsOnly: {
    says: 'When performing a `cdk import`, the only changes allowed in an import operation are the addition of new resources being imported.',
    at: 'https://docs.aws.amazon.com/cdk/v2/guide/ref-cli-cmd-import.html',
    read,
  },
  oneReplicaAtATime: {
    says: 'You can add or remove replicas after table creation, but you can only add or remove a single replica in each update.',
    at: `${references}/aws-resource-dynamodb-globaltable.html`,
    read,
    schema: 'AWS::DynamoDB::GlobalTable.Replicas',
  },
  replicaAlone: {
    says: "If you add or delete a replica during an update, we recommend that you don't update any other resources.",
    at: `${references}/aws-resource-dynamodb-globaltable.html`,
    read,
    schema: 'AWS::DynamoDB::GlobalTable.Replicas',
  },
  streamOfOneReplica: {
    says: 'You can only change the streams settings if your global table has only one replica.',
    at: `${references}/aws-resource-dynamodb-globaltable.html`,
    read,
    schema: 'AWS::DynamoDB::GlobalTable.StreamSpecification',
  },
  replicaProtection: {
    says: 'Determines if a replica is protected from deletion. When enabled, the table cannot be deleted by any user or process.',
    at: `${references}/aws-properties-dynamodb-globaltable-replicaspecification.html`,
    read,
    schema: 'AWS::DynamoDB::GlobalTable.Replicas.DeletionProtectionEnabled',
  },
  failoverBesideSimple: {
    says: "You can't create non-failover resource record sets that have the same values for the `Name` and `Type` elements as failover resource record sets.",
    at: `${references}/aws-resource-route53-recordset.html`,
    read,
    schema: 'AWS::Route53::RecordSet.Failover',
  },
  aDisabledHealthCheckIsHealthy: {
    says: 'After you disable a health check, Route 53 considers the status of the health check to always be healthy. If you configured DNS failover, Route 53 continues to route traffic to the corresponding resources. If you want to stop routing traffic to a resource, change the value of Inverted.',
    at: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_UpdateHealthCheck.html',
    read,
  },
  anInvertedHealthCheck: {
    says: 'Specify whether you want Amazon Route 53 to invert the status of a health check, for example, to consider a health check unhealthy when it otherwise would be considered healthy.',
    at: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_UpdateHealthCheck.html',
    read,
    schema: 'AWS::Route53::HealthCheck.HealthCheckConfig.Inverted',
  },
  theSecondaryWithoutAHealthCheck: {
    says: 'If you omit the `HealthCheckId` element for the secondary resource record set, and if the primary resource record set is unhealthy, Route 53 always responds to DNS queries with the applicable value from the secondary resource record set.',
    at: `${references}/aws-resource-route53-recordset.html`,
    read,
    schema: 'AWS::Route53::RecordSet.Failover',
  },
  removedStacksStay: {
    says: 'cdk deploy leaves stack deployed if a stack is removed from application post deployment and cdk app is deployed again.',
    at: 'https://github.com/aws/aws-cdk/issues/13676',
    read,
    reported: true,
  },
  namedTableIsNotReplaced: {
    says: 'If you specify a name, you cannot perform updates that require replacement of this resource.',
    at: `${references}/aws-resource-dynamodb-globaltable.html`,
    read,
    schema: 'AWS::DynamoDB::GlobalTable.TableName',
  },
  restoreMakesANewTable: {
    says: 'When you restore using point-in-time recovery, DynamoDB restores your table data to the state based on the selected date and time (day:hour:minute:second) to a new table.',
    at: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/pointintimerecovery_restores.html',
    read,
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
  outputsOfOtherRegions: {
    says: 'The intrinsic function Fn::GetStackOutput returns the value of an output from another stack. Unlike Fn::ImportValue, this function does not require the referenced stack to explicitly export the output value. It also supports cross-account and cross-region references.',
    at: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html',
    read: '2026-11-30',
  },
  recordsChangeInPlace: {
    says: 'AliasTarget … Update requires: No interruption',
    at: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-route53-recordset.html',
    read: '2026-11-30',
  },
  aliasesAnswerWithTheirTargetsTtl: {
    says: 'Alias records don’t include a TTL because Route 53 uses the TTL for the Amazon Web Services resource that an alias record routes traffic to.',
    at: 'https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/servicediscovery/aws.sdk.kotlin.services.servicediscovery.model/-dns-record/ttl.html',
    read: '2026-11-30',
  },
  clientCertificateIsAskedFor: {
    says: 'In origin mTLS connections, CloudFront acts as the client and presents its client certificate to your origin server during the TLS handshake.',
    at: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/origin-mtls-authentication.html',
    read: '2026-11-30',
  },
  replicatedSecrets: {
    says: 'You can replicate your secrets in multiple AWS Regions to support applications spread across those Regions to meet Regional access and low latency requirements.',
    at: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html',
    read: '2026-11-30',
  },
  pathsInOrder: {
    says: 'When CloudFront receives a viewer request, the requested path is compared with path patterns in the order in which cache behaviors are listed in the distribution.',
    at: 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CacheBehavior.html',
    read: '2026-11-30',
  },
} as const satisfies Readonly<Record<string, AwsText>>;

/** One of {@link awsTexts}. */
export type AwsTextName = keyof typeof awsTexts;
