import { join } from 'node:path';
import type { Command } from 'commander';
import type { AppProfile } from '../../../../shared/apps/profile.ts';
import { readApp } from '../../arguments.ts';
import type { CommandContext, GlobalOptions } from '../../command-context.ts';
import type { CommandResult } from '../../command-result.ts';
import { appChoices } from '../../known-apps.ts';
import { OperatorError } from '../../operator-error.ts';
import { runCommand } from '../../run-command.ts';
import { siteIn } from '../../site-of-app.ts';
import type { Terminal } from '../../terminal.ts';
import { galleryFolder } from '../gallery-folder.ts';
import { oldPageWarnings } from '../requirements/requirement-pages.ts';
import { withoutPages } from './check-result.ts';
import { checkText } from './check-text.ts';
import { CheckInterrupted, runGalleryCheck, TenantsLeft } from './run-gallery-check.ts';

const afterHelp = `
Posts messages to the stage from outside, as a browser does: SP- and IdP-initiated, with a working and an expired
certificate, and a message for every other refusal. Each row counts only if the stage's log has the reason that the row
names.

The command adds two tenants and removes them at its end, also after Ctrl-C: tenants, people, sessions, key claims and
history. Their keys are in the memory of the command. A run takes less than a minute on a warm stage, at most five. The
refusals count in the metrics of the stage and raise alarms: tell who is on call.

Writes check.json, which gallery report reads, and check.html with the page that a person saw in each row.
Exits with 1 if a row failed.
`;

interface CheckOptions {
  readonly folder?: string;
}

/** `gallery check`. */
export function registerGalleryCheck(gallery: Command, terminal: Terminal): void {
  gallery
    .command('check')
    .description('check sign-ins and refusals of a stage, as the validator of Microsoft does')
    .argument('<app>', appChoices(), readApp)
    .option('--folder <path>', 'where to write the results (default: gallery/<app>)')
    .addHelpText('after', afterHelp)
    .action((app: AppProfile, options: CheckOptions, command: Command) =>
      runCommand(terminal, command, (context) =>
        checkApp(context, app, options, command.optsWithGlobals<GlobalOptions>()),
      ),
    );
}

async function checkApp(
  context: CommandContext,
  app: AppProfile,
  { folder = galleryFolder(app.id) }: CheckOptions,
  { stage, local }: GlobalOptions,
): Promise<CommandResult> {
  const site = siteIn(context, app);
  const { terminal } = context;
  const interruption = terminal.watchInterruption();
  const isShown = terminal.isInteractive && !context.json;
  const place = stage ?? (local ? 'this machine' : undefined);
  try {
    const check = await runGalleryCheck(context, {
      site,
      ...(place === undefined ? {} : { place }),
      terminal,
      tell: (row, title) => {
        if (isShown) terminal.writeError(`\r${row}. ${title} …\u001b[K`);
      },
      isInterrupted: interruption.isInterrupted,
    });
    const { checkPage } = await import('./check-page.ts');
    const files = { json: join(folder, 'check.json'), html: join(folder, 'check.html') };
    await terminal.writeFile(files.json, `${JSON.stringify(check, undefined, 2)}\n`);
    await terminal.writeFile(files.html, checkPage(check));
    return {
      text: checkText(check, files),
      json: { check: withoutPages(check), files },
      warnings: oldPageWarnings(terminal.now()),
      hasFailed: !check.passed,
    };
  } catch (error) {
    if (error instanceof TenantsLeft) throw leftBehind(context, app, error);
    if (!(error instanceof CheckInterrupted)) throw error;
    throw new OperatorError('interrupted', 'Stopped before the end. The tenants of the check are removed.', [
      'Nothing was written. Start again for a whole result.',
    ]);
  } finally {
    interruption.end();
    if (isShown) terminal.writeError('\r\u001b[K');
  }
}

function leftBehind(context: CommandContext, app: AppProfile, { ids, message }: TenantsLeft): OperatorError {
  return new OperatorError(
    'tenant-half-removed',
    `The check could not remove its tenants ${ids.join(' and ')}: ${message}`,
    ids.map((id) => `Remove it: ${context.commandLine(`tenant remove ${app.id} ${id} --yes`)}`),
  );
}
