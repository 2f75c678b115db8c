import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Alias,
  Architecture,
  type Code,
  type IVersion,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { type FunctionName, isBackground } from '../../functions/routes.ts';
import { checkTenantId } from '../../shared/ids/check-tenant-id.ts';
import type { KeyPurpose } from '../../shared/keys/key-ids.ts';
import { defined } from '../../shared/objects/defined.ts';
import { readinessKey } from '../../shared/store/readiness-key.ts';
import type { TableName } from '../../shared/store/tables.ts';
import { tenantScope } from '../../shared/store/tenant-scope.ts';
import { functionRecords } from '../functions/function-records.ts';
import { permissionsOf, type TableAction } from '../functions/table-action.ts';
import type { Stage } from '../stage.ts';
import type { TableReference } from './names.ts';
import type { Keys } from './stage-keys.ts';

/** What a function is deployed with. */
export interface LatchkeyFunctionProps {
  readonly name: FunctionName;
  readonly stage: Stage;
  readonly code: Code;
  readonly tables: Readonly<Record<TableName, TableReference>>;
  /** Those that the stage has switched on. */
  readonly keys: Keys;
  readonly environment: Readonly<Record<string, string>>;
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html */
const leadingKeys = (keys: readonly string[]) => ({
  'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': keys },
});

/** The partition keys of those items that a function is limited to. */
const limitedItems = ({ profiles }: Pick<Stage, 'profiles'>) => ({
  'check-tenant': leadingKeys(profiles.map(({ id }) => tenantScope(id, checkTenantId))),
  readiness: leadingKeys([readinessKey.partitionKey]),
});

/** What requests reach: the version that is live, or during a deployment a tenth of them the next one. */
const liveAlias = 'live';

/**
 * One folder of `functions` as a Lambda function: one bundle, one role, and in that role nothing but its own
 * log and the actions on tables and keys that it uses.
 */
export class LatchkeyFunction extends LambdaFunction {
  readonly live: Alias;

  constructor(scope: Construct, id: string, props: LatchkeyFunctionProps) {
    const { name, stage, code, tables, keys, environment } = props;
    const record = functionRecords[name];
    const logGroup = new LogGroup(scope, `${id}Log`, {
      retention: stage.logRetentionDays,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    // A role of our own: the one that CDK would make may write to every log group of the account.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    const reserved = stage.reservedConcurrency[name];
    super(scope, id, {
      description: `Latchkey ${stage.name}: ${name}`,
      code,
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: stage.memoryMb[name] ?? record.memoryMb,
      timeout: Duration.seconds(record.timeoutSeconds),
      ...defined({ reservedConcurrentExecutions: reserved }),
      environment,
      logGroup,
      role,
      loggingFormat: LoggingFormat.JSON,
      // One line a decision is ours; three lines a call that only say that there was one are not worth their price.
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: Tracing.DISABLED,
      // An older version stays while its successor is deployed. One that a rolled-back deployment made goes: Lambda
      // would return it for the same code and CloudFormation refuse it, "A version for this Lambda function exists".
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE },
    });
    for (const [tableName, actions] of Object.entries(record.tables) as [TableName, TableAction[]][]) {
      const { arn } = tables[tableName];
      for (const { action, index } of permissionsOf(actions)) {
        const resource = index === undefined ? arn : `${arn}/index/${index}`;
        this.addToRolePolicy(
          new PolicyStatement({
            actions: [`dynamodb:${action}`],
            resources: [resource],
            ...(record.onlyItemsOf === undefined
              ? {}
              : { conditions: limitedItems(stage)[record.onlyItemsOf] }),
          }),
        );
      }
    }
    for (const [use, actions] of Object.entries(record.keys ?? {}) as [KeyPurpose, readonly string[]][]) {
      for (const { keyArn } of keys[use] ?? []) {
        this.addToRolePolicy(
          new PolicyStatement({ actions: actions.map((each) => `kms:${each}`), resources: [keyArn] }),
        );
      }
    }
    Validations.of(this).acknowledge(
      {
        id: 'Serverless-LambdaDLQ',
        reason: isBackground(name)
          ? 'A failed queue message is retried and then moves to that queue’s own dead-letter queue. The next scheduled run makes up for a lost one, and a deployment whose check does not answer fails.'
          : 'Only the API calls it, synchronously: there is no queued event for a dead-letter queue.',
      },
      {
        id: 'Serverless-LambdaTracing',
        reason:
          'One log line per decision and one per request say more, without a library or a call before the answer.',
      },
    );
    this.live = new Alias(this, 'Live', { aliasName: liveAlias, version: this.currentVersion as IVersion });
  }
}
