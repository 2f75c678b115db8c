import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type TableName, tableDefinitions } from '../../shared/store/tables.ts';
import { LatchkeyTable } from '../constructs/latchkey-table.ts';

/** What outlives every deployment: the two tables. */
export class DataStack extends Stack {
  readonly tables: Readonly<Record<TableName, LatchkeyTable>>;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    this.tables = {
      tenants: new LatchkeyTable(this, 'Tenants', tableDefinitions.tenants),
      flows: new LatchkeyTable(this, 'Flows', tableDefinitions.flows),
    };
  }
}
