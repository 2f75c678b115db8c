import { join } from 'node:path';
import type { Command } from 'commander';
import * as v from 'valibot';
import type { AppProfile } from '../../../../shared/apps/profile.ts';
import { readApp } from '../../arguments.ts';
import type { GlobalOptions } from '../../command-context.ts';
import { printable } from '../../command-result.ts';
import { fileUnreadable } from '../../file-error.ts';
import { appChoices } from '../../known-apps.ts';
import { OperatorError } from '../../operator-error.ts';
import { printResult } from '../../print-result.ts';
import type { Terminal } from '../../terminal.ts';
import { type GalleryCheck, galleryCheckFile } from '../check/check-result.ts';
import { galleryFolder } from '../gallery-folder.ts';
import { oldPageWarnings, requirementDates } from '../requirements/requirement-pages.ts';

const afterHelp = `
Puts the last result of gallery check and the answers into report.html and report.json: what you keep as evidence, and
what you show to a reviewer. Says what still stands against a submission, and exits with 1 if anything does.

Run gallery check first. With --local or --stage the answers have the addresses of that deployment, otherwise those of
production.
`;

interface ReportOptions {
  readonly facts?: string;
  readonly folder?: string;
}

/** `gallery report`. */
export function registerGalleryReport(gallery: Command, terminal: Terminal): void {
  gallery
    .command('report')
    .description('write the evidence for a submission: checks, answers, dates and versions')
    .argument('<app>', appChoices(), readApp)
    .option('--facts <file>', 'a JSON file with what only you know')
    .option('--folder <path>', 'where check.json is, and where to write (default: gallery/<app>)')
    .addHelpText('after', afterHelp)
    .action((app: AppProfile, options: ReportOptions, command: Command) =>
      report(app, options, command.optsWithGlobals<GlobalOptions>(), terminal),
    );
}

async function report(
  app: AppProfile,
  { facts, folder = galleryFolder(app.id) }: ReportOptions,
  options: GlobalOptions,
  terminal: Terminal,
): Promise<void> {
  const [{ prepareAnswers }, { galleryReport }, { reportPage }] = await Promise.all([
    import('../answers/prepare-answers.ts'),
    import('./gallery-report.ts'),
    import('./report-page.ts'),
  ]);
  const check = await readCheck(terminal, join(folder, 'check.json'), app);
  const now = terminal.now();
  const answers = await prepareAnswers(terminal, options, app, facts);
  const written = galleryReport(check, answers, now);
  const files = { json: join(folder, 'report.json'), html: join(folder, 'report.html') };
  await terminal.writeFile(files.json, `${JSON.stringify(written, undefined, 2)}\n`);
  await terminal.writeFile(files.html, reportPage(written, check));
  const { ready, obstacles } = written;
  await printResult(terminal, options.json ?? false, {
    text: [
      ready ? `${app.displayName} is ready to submit.` : `${app.displayName} is not ready to submit:`,
      ...obstacles.map((each) => `- ${printable(each)}`),
      '',
      `Written to ${files.html} and ${files.json}.`,
      requirementDates(),
    ].join('\n'),
    json: { report: { app: app.id, ready, obstacles, checkedAt: check.startedAt }, files },
    warnings: oldPageWarnings(now),
    hasFailed: !ready,
  });
}

async function readCheck(terminal: Terminal, path: string, app: AppProfile): Promise<GalleryCheck> {
  const first = [`Run the check first: npx latchkey gallery check ${app.id} --stage <name>`];
  let bytes: Uint8Array;
  try {
    bytes = await terminal.readFile(path);
  } catch (error) {
    const { code, message } = fileUnreadable(path, error);
    throw new OperatorError(code, message, first);
  }
  const read = v.safeParse(
    v.pipe(v.string(), v.parseJson(), galleryCheckFile),
    Buffer.from(bytes).toString(),
  );
  if (!read.success || read.output.app !== app.id) {
    throw new OperatorError(
      'file-unreadable',
      `${path} is not a result of gallery check for ${app.id}.`,
      first,
    );
  }
  return read.output;
}
