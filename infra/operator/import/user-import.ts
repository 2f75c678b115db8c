import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import { addTenantArguments } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { type CommandResult, quoted } from '../command-result.ts';
import { explainFailure } from '../explain-failure.ts';
import { OperatorError } from '../operator-error.ts';
import { progressOf } from '../progress.ts';
import { runCommand } from '../run-command.ts';
import { findTenant } from '../tenants/change-tenant.ts';
import type { Terminal } from '../terminal.ts';
import { identityColumnHelp, idReadingOf, withoutIds } from './id-reading.ts';
import { importReport, issuesText } from './import-report.ts';
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
The file is a CSV with a header: "Download users" from Entra unchanged, or these columns:
  userPrincipalName   required: what Entra sends as Name ID
  displayName         the name that pages show
  accountEnabled      True or False; without this column, a new person is active. "Block sign in" and
                      "Block credential" in Microsoft's files are recognised too
  objectId            with --bind: the person's Object ID in Entra
  identity            with --bind and an identity claim: its value, as the directory sends it
An empty cell changes nothing. No person is removed. To continue an import that stopped, run the same command again.
`;

/** `user import`. */
export function registerUserImport(user: Command, terminal: Terminal): void {
  addTenantArguments(user.command('import').description('add and update people from a CSV file'))
    .argument('<file>', 'a CSV, such as "Download users" from Entra')
    .option('--dry-run', 'show what would change, change nothing')
    .option('--activate', 'also activate existing inactive people who are enabled in the file')
    .option('--bind', 'set object ids (or identity claim values) now instead of at the first sign-in')
    .option('--identity-column <head>', `with --bind, ${identityColumnHelp}`)
    .option('--rename', 'with --bind: rename people who have another sign-in name here')
    .option('--skip-invalid', 'skip invalid lines instead of refusing the file')
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
  if (options.rename && !options.bind) throw new OperatorError('usage', '--rename requires --bind.');
  const { bind = false, identityColumn } = options;
  if (identityColumn !== undefined && !bind) {
    throw new OperatorError('usage', '--identity-column requires --bind.');
  }
  const { connection } = await findTenant(context, { app: app.id, id: tenant });
  const ids = bind ? idReadingOf(context, { app, id: tenant, connection }, identityColumn) : undefined;
  const survey = await surveyFile(context.terminal, path, ids);
  if (survey.issueCount > 0 && !options.skipInvalid) throw invalidFile(path, survey);
  if (ids !== undefined && !survey.hasIds) throw withoutIds(path, ids);

  const progress = progressOf(context.terminal, {
    what: 'people',
    total: survey.rows,
    isSilent: context.json,
  });
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
    progress.clear();
    if (!outcome.interrupted && outcome.fault === undefined) {
      return importReport({ app, tenant, dryRun }, survey, outcome);
    }
    const again = `user import ${app.id} ${tenant} ${quoted(path)}${flags(options)}`;
    throw stopped(outcome, survey, `To continue: ${context.commandLine(again)}`, context.isLocal);
  } finally {
    interruption.end();
  }
}

/** Returns the error of an import that stopped early: what was done, and the command that continues. */
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
    `${unchanged} unchanged`,
  ].join(', ');
  const sofar = `after ${read} of ${rows} people.`;
  const next = [`So far: ${done}.`, goOn];
  if (outcome.interrupted) return new OperatorError('interrupted', `Interrupted ${sofar}`, next);
  const { code, message, next: advice } = explainFailure(outcome.fault, { isLocal });
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
  return new OperatorError(
    'import-refused',
    `${path}: ${lines} ${issueCount === 1 ? 'is' : 'are'} invalid. Nothing was written.`,
    [...issuesText(issues, issueCount), 'Correct the file, or skip these lines: --skip-invalid'],
  );
}
