import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type TableName, tableDefinitions } from '../../shared/store/tables.ts';
import { LatchkeyTable } from '../constructs/latchkey-table.ts';
import { constructIdOfTable, tableName } from '../constructs/names.ts';
import type { Stage } from '../stage.ts';
import { maximumUnits } from '../tables/maximum-units.ts';

/** What a data stack is made from. */
export interface DataStackProps extends StackProps {
  readonly stage: Stage;
  /** The second region has flows of its own; its Tenants are the replica that the first one makes. */
  readonly tables?: readonly TableName[];
}

/** What outlives every deployment: the two tables. */
export class DataStack extends Stack {
  /** Those that this stack makes. */
  readonly tables: Partial<Record<TableName, LatchkeyTable>> = {};

  constructor(
    scope: Construct,
    id: string,
    { stage, tables = ['tenants', 'flows'], ...props }: DataStackProps,
  ) {
    super(scope, id, { ...props, terminationProtection: true });
    for (const table of tables) {
      if (table === 'tenants' && stage.tenantsTable !== undefined) continue;
      this.tables[table] = new LatchkeyTable(this, constructIdOfTable(table), {
        definition: tableDefinitions[table],
        tableName: tableName(stage, table),
        logicalId: `${constructIdOfTable(table)}Table`,
        maximumUnits: maximumUnits(stage),
        replicaRegion: table === 'tenants' ? stage.secondRegion : undefined,
      });
    }
  }
}
