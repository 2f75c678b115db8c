import {
  flowsTable,
  localTableNames,
  type TableDefinition,
  tenantsTable,
} from '../../../../shared/store/tables.ts';

/** What AWS says of the tables of a stage; what is left out is as the stack makes it. */
export interface StageSettings {
  readonly protection?: boolean;
  readonly recovery?: 'ENABLED' | 'DISABLED';
  readonly sweep?: { readonly TimeToLiveStatus: string; readonly AttributeName?: string };
  /** Indexes that are not there. */
  readonly withoutIndex?: string;
  /** The words with which AWS refuses everything about tables. */
  readonly refusal?: string;
}

/** The AWS command line of a stage with `origin` for TimeTrack and the tables of the test. */
export function awsCommandLine(origin: string, settings: StageSettings = {}) {
  return async (_: string, words: readonly string[]): Promise<string> => {
    const [service, operation = ''] = words;
    if (service === 'cloudformation') return JSON.stringify(operatorEnvironment(origin));
    if (settings.refusal !== undefined) {
      throw Object.assign(new Error('exit 254'), { code: 254, stderr: `\n${settings.refusal}\n` });
    }
    const name = words[words.indexOf('--table-name') + 1];
    const answer = answers[operation]?.(name === localTableNames.flows ? flowsTable : tenantsTable, settings);
    if (answer === undefined) throw new Error(`Nobody expected aws ${words.join(' ')}`);
    return JSON.stringify(answer);
  };
}

function operatorEnvironment(origin: string): string {
  const sites = JSON.stringify([{ app: 'timetrack', origin }]);
  const { tenants, flows } = localTableNames;
  return `export AWS_REGION=us-east-1 TENANTS_TABLE=${tenants} FLOWS_TABLE=${flows} LATCHKEY_SITES='${sites}'`;
}

const answers: Readonly<Record<string, (table: TableDefinition, settings: StageSettings) => unknown>> = {
  'describe-table': (table, { protection = true, withoutIndex }) => ({
    Table: {
      KeySchema: [table.partitionKey, table.sortKey].flatMap((key) =>
        key === undefined ? [] : [{ AttributeName: key.name }],
      ),
      GlobalSecondaryIndexes: table.indexes
        .filter(({ name }) => name !== withoutIndex)
        .map(({ name }) => ({ IndexName: name })),
      DeletionProtectionEnabled: protection,
    },
  }),
  'describe-continuous-backups': (_, { recovery = 'ENABLED' }) => ({
    ContinuousBackupsDescription: {
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: recovery },
    },
  }),
  'describe-time-to-live': ({ timeToLiveAttribute: AttributeName }, { sweep }) => ({
    TimeToLiveDescription: sweep ?? { TimeToLiveStatus: 'ENABLED', AttributeName },
  }),
};
