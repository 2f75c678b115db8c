import type { Command } from 'commander';
import type { AppProfile, TenantId } from '../../../shared/apps/profile.ts';
import { directoryIn } from '../../../shared/tenants/entra-hosts.ts';
import type { Desk } from '../desk.ts';
import { OperatorError } from '../operator-error.ts';
import { perform } from '../perform.ts';
import { quoted, type Report } from '../report.ts';
import { findTenant } from '../tenants/change-tenant.ts';
import { addTenantArguments } from '../tenants/tenant-arguments.ts';
import type { Terminal } from '../terminal.ts';
import { importReport, issuesText } from './import-report.ts';
import { progressOf } from './progress.ts';
import { type FileSurvey, rowsOf, surveyFile } from './read-users-file.ts';
import { runImport } from './run-import.ts';

interface ImportOptions {
  readonly dryRun?: boolean;
  readonly activate?: boolean;
  readonly bind?: boolean;
  readonly skipInvalid?: boolean;
}

const afterHelp = `
The file is a CSV with a head: Entra's "Download users" as it is, or columns of your own:
  userPrincipalName   needed: what Entra sends as Name ID
  displayName         how pages call the person
  accountEnabled      True or False; who is new and has none is active
  objectId            with --bind: who the person is in the directory
Who is there already keeps what the file does not say. Nobody is removed. An import that was interrupted goes on
when the same command is given again.
`;

/** `user import`. */
export function registerUserImport(user: Command, terminal: Terminal): void {
  addTenantArguments(user.command('import').description('add and update people from a CSV file'))
    .argument('<file>', 'a CSV, such as "Download users" of Entra')
    .option('--dry-run', 'read everything, say what would change, change nothing')
    .option('--activate', 'also activate those who exist, are not active, and are enabled in the file')
    .option('--bind', 'bind people to their object ids at once, not at their first sign-in')
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
  const { connection } = await findTenant(desk, { app: app.id, id: tenant });
  const survey = await surveyFile(desk.terminal, path);
  if (survey.issueCount > 0 && !options.skipInvalid) throw invalidFile(path, survey);
  const directoryId = options.bind ? requireDirectory(connection.issuer, survey, path) : undefined;

  const progress = progressOf(desk.terminal, survey.rows, desk.json);
  const interruption = desk.terminal.watchInterruption();
  const { dryRun = false, activate = false } = options;
  try {
    const outcome = await runImport(desk, rowsOf(desk.terminal, path), {
      app: app.id,
      tenant,
      dryRun,
      activate,
      ...(directoryId === undefined ? {} : { directoryId }),
      onProgress: ({ read }) => progress.at(read),
      isInterrupted: interruption.isInterrupted,
    });
    progress.end();
    if (!outcome.interrupted) return importReport({ app, tenant }, survey, outcome, dryRun);
    const { read } = outcome.counts;
    throw new OperatorError('interrupted', `Interrupted after ${read} of ${survey.rows} people.`, [
      `To go on: ${desk.commandLine(`user import ${app.id} ${tenant} ${quoted(path)}${flags(options)}`)}`,
    ]);
  } finally {
    interruption.end();
  }
}

function flags({ dryRun, activate, bind, skipInvalid }: ImportOptions): string {
  const words = [
    dryRun && '--dry-run',
    activate && '--activate',
    bind && '--bind',
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

function requireDirectory(issuer: string, { hasObjectIds }: FileSurvey, path: string): string {
  const directoryId = directoryIn(issuer);
  if (directoryId !== undefined && hasObjectIds) return directoryId;
  throw new OperatorError(
    'import-refused',
    hasObjectIds
      ? `--bind needs the directory of the object ids, and the issuer ${issuer} names none.`
      : `--bind needs object ids, and ${path} has no column objectId.`,
  );
}
