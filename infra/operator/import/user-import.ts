import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import type { Desk } from '../command-context.ts';
import { quoted, type Report } from '../command-result.ts';
import { explainFailure } from '../explain-failure.ts';
import { OperatorError } from '../operator-error.ts';
import { perform } from '../run-command.ts';
import { findTenant } from '../tenants/change-tenant.ts';
import { addTenantArguments } from '../tenants/tenant-arguments.ts';
import type { Terminal } from '../terminal.ts';
import { identityColumnHelp, idReadingOf, withoutIds } from './id-reading.ts';
import { importReport, issuesText } from './import-report.ts';
import { progressOf } from './progress.ts';
import { type FileSurvey, rowsOf, surveyFile } from './read-users-file.ts';
import { type ImportOutcome, runImport } from './run-import.ts';
import { paceOf, startingWritesASecond } from './write-rate.ts';

interface ImportOptions {
  readonly dryRun?: boolean;
  readonly activate?: boolean;
  readonly bind?: boolean;
  readonly identityColumn?: string;
  readonly rename?: boolean;
  readonly skipInvalid?: boolean;
}

const afterHelp = `
The file is a CSV with a head: Entra's "Download users" as it is, or columns of your own:
  userPrincipalName   needed: what Entra sends as Name ID
  displayName         how pages call the person
  accountEnabled      True or False; without this column, a new person is active. "Block sign in" and
                      "Block credential" of Microsoft's files are read as what they say
  objectId            with --bind: who the person is in Entra
  identity            with --bind, where the tenant has an identity claim: its value, as the directory sends it
An empty cell leaves a person as they are. Nobody is removed. An import that was interrupted, or that the store
stopped, goes on when the same command is given again.
`;

/** `user import`. */
export function registerUserImport(user: Command, terminal: Terminal): void {
  addTenantArguments(user.command('import').description('add and update people from a CSV file'))
    .argument('<file>', 'a CSV, such as "Download users" of Entra')
    .option('--dry-run', 'read everything, say what would change, change nothing')
    .option('--activate', 'also activate those who exist, are not active, and are enabled in the file')
    .option(
      '--bind',
      'bind people to their object ids (or identity claim) at once, not at their first sign-in',
    )
    .option('--identity-column <head>', `with --bind, ${identityColumnHelp}`)
    .option('--rename', 'with --bind: rename people whose object id stands here under another name')
    .option('--skip-invalid', 'leave lines out that cannot be taken, instead of refusing the file')
    .addHelpText('after', afterHelp)
    .action((app: AppProfile, tenant: TenantId, path: string, options: ImportOptions, command: Command) =>
      perform(terminal, command, (desk) => importUsers(desk, app, tenant, path, options)),
    );
}

async function importUsers(
  desk: Desk,
  app: AppProfile,
  tenant: TenantId,
  path: string,
  options: ImportOptions,
): Promise<Report> {
  if (options.rename && !options.bind) throw new OperatorError('usage', '--rename goes with --bind.');
  const { bind = false, identityColumn } = options;
  if (identityColumn !== undefined && !bind) {
    throw new OperatorError('usage', '--identity-column goes with --bind.');
  }
  const { connection } = await findTenant(desk, { app: app.id, id: tenant });
  const ids = bind ? idReadingOf(desk, { app, id: tenant, connection }, identityColumn) : undefined;
  const survey = await surveyFile(desk.terminal, path, ids);
  if (survey.issueCount > 0 && !options.skipInvalid) throw invalidFile(path, survey);
  if (ids !== undefined && !survey.hasIds) throw withoutIds(path, ids);

  const progress = progressOf(desk.terminal, survey.rows, desk.json);
  const interruption = desk.terminal.watchInterruption();
  const { isInterrupted } = interruption;
  const { dryRun = false, activate = false, rename = false } = options;
  const writesASecond = desk.isLocal ? Number.POSITIVE_INFINITY : startingWritesASecond;
  try {
    const outcome = await runImport(desk, rowsOf(desk.terminal, path, ids), {
      app: app.id,
      tenant,
      dryRun,
      activate,
      rename,
      ...(ids === undefined ? {} : { ids }),
      pace: paceOf(desk.terminal, writesASecond, isInterrupted),
      onProgress: ({ read }) => progress.at(read),
      isInterrupted,
    });
    progress.end();
    if (!outcome.interrupted && outcome.fault === undefined) {
      return importReport({ app, tenant }, survey, outcome, dryRun);
    }
    const again = `user import ${app.id} ${tenant} ${quoted(path)}${flags(options)}`;
    throw stopped(outcome, survey, `To go on: ${desk.commandLine(again)}`, desk.isLocal);
  } finally {
    interruption.end();
  }
}

/** An import that did not come to its end: what was done, and the command that goes on. */
function stopped(
  outcome: ImportOutcome,
  { rows }: FileSurvey,
  goOn: string,
  isLocal: boolean,
): OperatorError {
  const { read, added, changed, renamed, unchanged } = outcome.counts;
  const done = [
    `${added} added`,
    `${changed} changed`,
    ...(renamed === 0 ? [] : [`${renamed} renamed`]),
    `${unchanged} the same`,
  ].join(', ');
  const sofar = `after ${read} of ${rows} people.`;
  const next = [`So far: ${done}.`, goOn];
  if (outcome.interrupted) return new OperatorError('interrupted', `Interrupted ${sofar}`, next);
  const { code, message, next: advice } = explainFailure(outcome.fault, isLocal);
  return new OperatorError(code, `${message} The import stopped ${sofar}`, [...advice, ...next]);
}

function flags({ dryRun, activate, bind, identityColumn, rename, skipInvalid }: ImportOptions): string {
  const words = [
    dryRun && '--dry-run',
    activate && '--activate',
    bind && '--bind',
    identityColumn && `--identity-column ${quoted(identityColumn)}`,
    rename && '--rename',
    skipInvalid && '--skip-invalid',
  ];
  return words.flatMap((word) => (word ? [` ${word}`] : [])).join('');
}

function invalidFile(path: string, { issues, issueCount }: FileSurvey): OperatorError {
  const lines = issueCount === 1 ? '1 line' : `${issueCount} lines`;
  return new OperatorError('import-refused', `${path}: ${lines} cannot be taken. Nothing was written.`, [
    ...issuesText(issues, issueCount),
    'Correct the file, or leave these lines out: --skip-invalid',
  ]);
}
