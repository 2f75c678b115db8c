import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import type { RowIssue } from '../../../shared/users/import/import-row.ts';
import { aligned, type CommandResult, indented } from '../command-result.ts';
import { titleOf } from '../tenants/tenant-view.ts';
import type { FileSurvey } from './read-users-file.ts';
import type { ImportOutcome } from './run-import.ts';

/** Returns the result of an import, or with `dryRun` what it would do. */
export function importReport(
  { app, tenant, dryRun }: { readonly app: AppProfile; readonly tenant: TenantId; readonly dryRun: boolean },
  { rows, guests }: FileSurvey,
  { counts, conflicts }: ImportOutcome,
): CommandResult {
  const {
    added,
    changed,
    renamed,
    unchanged,
    leftInactive,
    invalid,
    conflicts: conflictCount,
    deactivated,
    sessionsEnded,
  } = counts;
  const lines = [
    [dryRun ? 'to be added' : 'added', added],
    [dryRun ? 'to be changed' : 'changed', changed],
    ...(deactivated === 0
      ? []
      : [[dryRun ? 'of these to be deactivated' : 'of these deactivated', deactivated]]),
    ...(renamed === 0 ? [] : [[dryRun ? 'to be renamed' : 'renamed', renamed]]),
    ['unchanged', unchanged],
    ...(leftInactive === 0 ? [] : [['inactive here, enabled in the file: unchanged', leftInactive]]),
    ...(invalid === 0 ? [] : [['skipped (--skip-invalid)', invalid]]),
    ...(conflictCount === 0 ? [] : [['not changed, see below', conflictCount]]),
    ...(sessionsEnded === 0 ? [] : [['sessions ended', sessionsEnded]]),
  ].map(([what, count]) => [String(count), String(what)]);
  const hints = [
    ...(leftInactive === 0 ? [] : ['To activate them too: --activate']),
    ...(guests === 0
      ? []
      : [
          `${guests} are guests: Entra may send a Name ID other than their user principal name. Use --bind to identify them by object id.`,
        ]),
    ...(dryRun ? ['Nothing was written (--dry-run).'] : []),
  ];
  return {
    text: [
      `${rows} ${rows === 1 ? 'person' : 'people'} for the ${titleOf({ app: app.id, id: tenant })}:`,
      indented(aligned(lines)),
      ...(conflicts.length === 0 ? [] : ['', ...issuesText(conflicts, conflictCount)]),
      ...(hints.length === 0 ? [] : ['', ...hints]),
    ].join('\n'),
    // Skipped lines are a failure, although everything else was done.
    ...(conflictCount === 0 ? {} : { hasFailed: true }),
    json: { import: { app: app.id, tenant, rows, guests, ...counts, conflictLines: conflicts, dryRun } },
  };
}

/** Formats the first lines that were not imported, and how many more there are. */
export function issuesText(issues: readonly RowIssue[], count: number): readonly string[] {
  const more = count > issues.length ? [`… and ${count - issues.length} more.`] : [];
  return [...issues.map(({ line, message }) => `line ${line}: ${message}`), ...more];
}
