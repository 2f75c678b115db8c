import { type TableDefinition, type TableName, tableDefinitions } from '../../../shared/store/tables.ts';
import type { CommandContext } from '../command-context.ts';
import { OperatorError } from '../operator-error.ts';
import { type DoctorCheck, fail, pass, skip } from './check.ts';

interface Described {
  readonly KeySchema?: readonly { readonly AttributeName: string; readonly KeyType: string }[];
  readonly GlobalSecondaryIndexes?: readonly { readonly IndexName: string }[];
  readonly DeletionProtectionEnabled?: boolean;
}

const redeploy = 'Deploy the data stack again: npm run deploy. To see first what would change: npm run diff.';

/** Checks that a table is still as the stack created it: its keys and indexes, protection, recovery and TTL. */
export async function tableChecks(
  context: CommandContext,
  table: TableName,
): Promise<readonly DoctorCheck[]> {
  const name = context.tableNames[table];
  const definition = tableDefinitions[table];
  const at = table;
  if (context.isLocal)
    return [skip({ code: 'table-protection', at }, 'the embedded database has no such settings')];
  const job = async <Answer>(operation: string): Promise<Answer> =>
    JSON.parse(await context.aws(['dynamodb', operation, '--table-name', name])) as Answer;
  try {
    const { Table } = await job<{ readonly Table: Described }>('describe-table');
    return [
      keysCheck(at, name, definition, Table),
      protectionCheck(at, name, Table),
      ...(definition.contents === 'kept' ? [await recoveryCheck(at, name, job)] : []),
      ...(definition.timeToLiveAttribute === undefined
        ? []
        : [await sweepCheck(at, name, definition.timeToLiveAttribute, job)]),
    ];
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return [fail({ code: 'table-keys', at }, error.message, error.next.join(' '))];
  }
}

type Ask = <Answer>(operation: string) => Promise<Answer>;

function keysCheck(at: string, name: string, definition: TableDefinition, table: Described): DoctorCheck {
  const place = { code: 'table-keys', at } as const;
  const expected = [definition.partitionKey.name, definition.sortKey?.name].filter(
    (key) => key !== undefined,
  );
  const found = (table.KeySchema ?? []).map(({ AttributeName }) => AttributeName);
  const indexes = (table.GlobalSecondaryIndexes ?? []).map(({ IndexName }) => IndexName);
  const lacking = definition.indexes.map((index) => index.name).filter((index) => !indexes.includes(index));
  if (found.join() === expected.join() && lacking.length === 0) {
    return pass(place, `${name}, with ${indexes.length} indexes`);
  }
  const said =
    lacking.length === 0 ? `its key is ${found.join(', ')}` : `it has no index ${lacking.join(', ')}`;
  return fail(
    place,
    `${name}: ${said}`,
    `This is not a table of Latchkey, or it belongs to an older release. ${redeploy}`,
  );
}

function protectionCheck(at: string, name: string, table: Described): DoctorCheck {
  const place = { code: 'table-protection', at } as const;
  if (table.DeletionProtectionEnabled === true) return pass(place, 'deletion protection is on');
  const next = `aws dynamodb update-table --table-name ${name} --deletion-protection-enabled`;
  return fail(place, 'deletion protection is off', next);
}

async function recoveryCheck(at: string, name: string, job: Ask): Promise<DoctorCheck> {
  const place = { code: 'table-recovery', at } as const;
  const { ContinuousBackupsDescription: backups } = await job<{
    readonly ContinuousBackupsDescription?: {
      readonly PointInTimeRecoveryDescription?: {
        readonly PointInTimeRecoveryStatus?: string;
        readonly EarliestRestorableDateTime?: string | number;
      };
    };
  }>('describe-continuous-backups');
  const recovery = backups?.PointInTimeRecoveryDescription;
  if (recovery?.PointInTimeRecoveryStatus === 'ENABLED') {
    return pass(place, `any second since ${String(recovery.EarliestRestorableDateTime ?? 'it was enabled')}`);
  }
  const next =
    `aws dynamodb update-continuous-backups --table-name ${name} ` +
    '--point-in-time-recovery-specification PointInTimeRecoveryEnabled=true';
  return fail(place, 'point-in-time recovery is off', next);
}

async function sweepCheck(at: string, name: string, attribute: string, job: Ask): Promise<DoctorCheck> {
  const place = { code: 'table-sweep', at } as const;
  const { TimeToLiveDescription: sweep } = await job<{
    readonly TimeToLiveDescription?: { readonly TimeToLiveStatus?: string; readonly AttributeName?: string };
  }>('describe-time-to-live');
  const { TimeToLiveStatus: status = 'DISABLED', AttributeName: by } = sweep ?? {};
  if (/^ENABL/.test(status) && by === attribute) return pass(place, `TTL uses ${attribute}`);
  const found = by === undefined || by === attribute ? `TTL is off (${status})` : `TTL uses ${by}`;
  const next =
    `aws dynamodb update-time-to-live --table-name ${name} ` +
    `--time-to-live-specification Enabled=true,AttributeName=${attribute}`;
  return fail(place, found, next);
}
