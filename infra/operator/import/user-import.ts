import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import type { CommandContext } from '../command-context.ts';
import { type CommandResult, quoted } from '../command-result.ts';
import { explainFailure } from '../explain-failure.ts';
import { OperatorError } from '../operator-error.ts';
import { runCommand } from '../run-command.ts';
import { findTenant } from '../tenants/change-tenant.ts';
import { addTenantArguments } from '../tenants/tenant-arguments.ts';
import type { Terminal } from '../terminal.ts';
import { identityColumnHelp, idReadingOf, withoutIds } from './id-reading.ts';
import { importReport, issuesText } from './import-report.ts';
import { progressOf } from './progress.ts';
import { type FileSurvey, rowsOf, surveyFile } from './read-users-file.ts';
import { type ImportOutcome, runImport } from './run-import.ts';
import { adaptiveWriteRate, initialWritesPerSecond } from './write-rate.ts';

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
      runCommand(terminal, command, (context) => importUsers(context, app, tenant, path, options)),
    );
}

async function importUsers(
  context: CommandContext,
  app: AppProfile,
  tenant: TenantId,
  path: string,
  options: ImportOptions,
): Promise<CommandResult> {
  if (options.rename && !options.bind) throw new OperatorError('usage', '--rename goes with --bind.');
  const { bind = false, identityColumn } = options;
  if (identityColumn !== undefined && !bind) {
    throw new OperatorError('usage', '--identity-column goes with --bind.');
  }
  const { connection } = await findTenant(context, { app: app.id, id: tenant });
  const ids = bind ? idReadingOf(context, { app, id: tenant, connection }, identityColumn) : undefined;
  const survey = await surveyFile(context.terminal, path, ids);
  if (survey.issueCount > 0 && !options.skipInvalid) throw invalidFile(path, survey);
  if (ids !== undefined && !survey.hasIds) throw withoutIds(path, ids);

  const progress = progressOf(context.terminal, survey.rows, context.json);
  const interruption = context.terminal.watchInterruption();
  const { isInterrupted } = interruption;
  const { dryRun = false, activate = false, rename = false } = options;
  const writesASecond = context.isLocal ? Number.POSITIVE_INFINITY : initialWritesPerSecond;
  try {
    const outcome = await runImport(context, rowsOf(context.terminal, path, ids), {
      app: app.id,
      tenant,
      dryRun,
      activate,
      rename,
      ...defined({ ids }),
      rate: adaptiveWriteRate(context.terminal, writesASecond, isInterrupted),
      onProgress: ({ read }) => progress.at(read),
      isInterrupted,
    });
    progress.end();
    if (!outcome.interrupted && outcome.fault === undefined) {
      return importReport({ app, tenant }, survey, outcome, dryRun);
    }
    const again = `user import ${app.id} ${tenant} ${quoted(path)}${flags(options)}`;
    throw stopped(outcome, survey, `To go on: ${context.commandLine(again)}`, context.isLocal);
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
