import type { Stack } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { KeyPurpose } from '../../shared/keys/key-ids.ts';
import { keysOf } from '../../shared/objects/keys-of.ts';
import type { TableName } from '../../shared/store/tables.ts';
import type { Keys } from '../constructs/stage-keys.ts';

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
 * command", for both tables and their indexes, the outputs of the service stack, and the public halves of Latchkey's own
 * keys.
 */
export function operatorPermissions(
  service: Stack,
  tables: Readonly<Record<TableName, ITableV2>>,
  keys: Keys,
): readonly Permission[] {
  const onTables = keysOf(operatorActions).flatMap((name) => {
    const { tableArn } = tables[name];
    const actions = [...operatorActions[name], ...describing].map((action) => `dynamodb:${action}`);
    return [
      { actions, resourceArns: [tableArn] },
      { actions: ['dynamodb:Query'], resourceArns: [`${tableArn}/index/*`] },
    ];
  });
  const stackArn = service.formatArn({
    service: 'cloudformation',
    resource: 'stack',
    resourceName: `${service.stackName}/*`,
  });
  // A certificate of a key is signed by the key itself where it can sign.
  const onKeys = [
    { actions: ['kms:GetPublicKey'], resourceArns: arnsOf(keys.decryption) },
    { actions: ['kms:GetPublicKey', 'kms:Sign'], resourceArns: arnsOf(keys.requestSigning) },
  ];
  return [
    ...onTables,
    { actions: ['cloudformation:DescribeStacks'], resourceArns: [stackArn] },
    ...onKeys.filter(({ resourceArns }) => resourceArns.length > 0),
  ];
}

function arnsOf(keys: Keys[KeyPurpose] = []): readonly string[] {
  return keys.map(({ keyArn }) => keyArn);
}
