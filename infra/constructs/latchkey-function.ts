import { fileURLToPath } from 'node:url';
import { Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { FunctionName } from '../../functions/routes.ts';
import { type TableName, tableDefinitions } from '../../shared/store/tables.ts';
import type { LatchkeyTable } from './latchkey-table.ts';
import { tableActions } from './table-actions.ts';

/** What a function is deployed with. */
export interface LatchkeyFunctionProps {
  readonly name: FunctionName;
  readonly tables: Readonly<Record<TableName, LatchkeyTable>>;
  readonly environment: Readonly<Record<string, string>>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** samlify is CommonJS and asks for its modules when it runs. */
const requireForCommonJs =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * One folder of `functions` as a Lambda function: one bundle, one role, and in that role nothing but its own
 * log and the table actions that it uses.
 */
export class LatchkeyFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, { name, tables, environment }: LatchkeyFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Log`, { retention: RetentionDays.THREE_MONTHS });
    // A role of our own: the one that CDK would make may write to every log group of the account.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    super(scope, id, {
      entry: `${root}functions/${name}/handler.ts`,
      projectRoot: root,
      depsLockFilePath: `${root}package-lock.json`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // CPU comes with memory: at 512 MB a cold start of the largest bundle stays well under the time-out.
      memorySize: 512,
      timeout: Duration.seconds(10),
      environment,
      logGroup,
      role,
      bundling: {
        format: OutputFormat.ESM,
        target: 'node24',
        mainFields: ['module', 'main'],
        minify: true,
        bundleAwsSDK: true,
        forceDockerBundling: false,
        banner: requireForCommonJs,
      },
    });
    for (const [tableName, actions] of Object.entries(tableActions[name]) as [TableName, string[]][]) {
      this.addToRolePolicy(
        new PolicyStatement({
          actions: actions.map((action) => `dynamodb:${action}`),
          resources: resourcesOf(tables[tableName], tableName, actions),
        }),
      );
    }
  }
}

/** Indexes are for queries alone. */
function resourcesOf(table: LatchkeyTable, name: TableName, actions: readonly string[]): string[] {
  if (!actions.includes('Query')) return [table.tableArn];
  const indexes = tableDefinitions[name].indexes.map((index) => `${table.tableArn}/index/${index.name}`);
  return [table.tableArn, ...indexes];
}
