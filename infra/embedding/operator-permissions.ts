import type { Stack } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { TableName } from '../../shared/store/tables.ts';

/** Actions on resources. */
export interface Permission {
  readonly actions: readonly string[];
  readonly resourceArns: readonly string[];
}

const operatorActions: Readonly<Record<TableName, readonly string[]>> = {
  tenants: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'],
  flows: ['GetItem', 'BatchGetItem', 'Query', 'UpdateItem'],
};

/** What `doctor` asks of a table. */
const describing = ['DescribeTable', 'DescribeContinuousBackups', 'DescribeTimeToLive'];

/**
 * Returns what the `latchkey` command needs on a deployment: what docs/operating.md lists under "Use the latchkey
 * command", for both tables and their indexes, and the outputs of the service stack.
 */
export function operatorPermissions(
  service: Stack,
  tables: Readonly<Record<TableName, ITableV2>>,
): readonly Permission[] {
  const onTables = Object.entries(operatorActions).map(([name, actions]) => {
    const { tableArn } = tables[name as TableName];
    return {
      actions: [...actions, ...describing].map((action) => `dynamodb:${action}`),
      resourceArns: [tableArn, `${tableArn}/index/*`],
    };
  });
  const stackArn = service.formatArn({
    service: 'cloudformation',
    resource: 'stack',
    resourceName: `${service.stackName}/*`,
  });
  return [...onTables, { actions: ['cloudformation:DescribeStacks'], resourceArns: [stackArn] }];
}
