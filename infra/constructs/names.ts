import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { AppProfile } from '../../shared/apps/profile.ts';
import type { TableName } from '../../shared/store/tables.ts';
import type { Stage } from '../stage.ts';

/** A table as the stacks that use it know it. */
export interface TableReference {
  readonly name: string;
  readonly arn: string;
}

/**
 * What a table of a stage is called. Names are ours and not CloudFormation's, so that no stack holds on to
 * another by an export, a second region finds its replica, and a restored table can take the place of a lost one.
 */
export function tableName(stage: Pick<Stage, 'name' | 'tenantsTable'>, table: TableName): string {
  if (table === 'tenants' && stage.tenantsTable !== undefined) return stage.tenantsTable;
  return `latchkey-${stage.name}-${table}`;
}

/** The tables of a stage in the account and region of `scope`. */
export function tableReferences(
  scope: Construct,
  stage: Pick<Stage, 'name' | 'tenantsTable'>,
): Readonly<Record<TableName, TableReference>> {
  const reference = (table: TableName): TableReference => {
    const name = tableName(stage, table);
    const arn = Stack.of(scope).formatArn({ service: 'dynamodb', resource: 'table', resourceName: name });
    return { name, arn };
  };
  return { tenants: reference('tenants'), flows: reference('flows') };
}

/** Where the API of a stage logs its requests. Under this prefix it needs no statement in the account's one policy for logs. */
export function apiLogGroupName({ name }: Pick<Stage, 'name'>): string {
  return `/aws/vendedlogs/latchkey-${name}-api`;
}

/** Where the firewall of a stage logs. WAF writes to no log group whose name begins otherwise. */
export function webAclLogGroupName({ name }: Pick<Stage, 'name'>): string {
  return `aws-waf-logs-latchkey-${name}`;
}

/** `sign-on` as a construct is called: `SignOn`. */
export function pascalCase(name: string): string {
  return name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** A table as a construct is called: `Tenants`. */
export function constructIdOfTable(table: TableName): string {
  return pascalCase(table);
}

/** An app as a construct or an output is called: `ContosoTime`. */
export function constructIdOf({ displayName }: Pick<AppProfile, 'displayName'>): string {
  return displayName.replace(/[^A-Za-z0-9]/g, '');
}
