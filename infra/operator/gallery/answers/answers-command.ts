import { join } from 'node:path';
import type { Command } from 'commander';
import type { AppProfile } from '../../../../shared/apps/profile.ts';
import { readApp } from '../../arguments.ts';
import type { GlobalOptions } from '../../command-context.ts';
import { appChoices } from '../../known-apps.ts';
import { printResult } from '../../print-result.ts';
import type { Terminal } from '../../terminal.ts';
import { galleryFolder } from '../gallery-folder.ts';
import { oldPageWarnings } from '../requirements/requirement-pages.ts';

const afterHelp = `
Prints every value that the onboarding of Microsoft's gallery asks for, with the declaration of how people are
identified. Checks your documentation for its eight parts and your logos for size and background. Without --facts the
values that only you know are listed as open.

Shows the addresses of production, or with --local or --stage those of that deployment. Writes answers.json and
answers.txt into the folder. Exits with 1 if the documentation or a logo has a fault.

Begin with:
  $ npx latchkey gallery answers <app> --template > facts.json
`;

interface AnswersOptions {
  readonly facts?: string;
  readonly template?: boolean;
  readonly folder?: string;
}

/** `gallery answers`. */
export function registerGalleryAnswers(gallery: Command, terminal: Terminal): void {
  gallery
    .command('answers')
    .description('print the values that the onboarding asks for; check documentation and logos')
    .argument('<app>', appChoices(), readApp)
    .option('--facts <file>', 'a JSON file with what only you know')
    .option('--template', 'print such a file with every field, and do nothing else')
    .option('--folder <path>', 'where to write the answers (default: gallery/<app>)')
    .addHelpText('after', afterHelp)
    .action((app: AppProfile, options: AnswersOptions, command: Command) =>
      answer(app, options, command.optsWithGlobals<GlobalOptions>(), terminal),
    );
}

async function answer(
  app: AppProfile,
  { facts, template = false, folder = galleryFolder(app.id) }: AnswersOptions,
  options: GlobalOptions,
  terminal: Terminal,
): Promise<void> {
  if (template) {
    const { vendorFactsTemplate } = await import('./vendor-facts.ts');
    terminal.write(`${JSON.stringify(vendorFactsTemplate, undefined, 2)}\n`);
    return;
  }
  const [{ prepareAnswers }, { answersText }] = await Promise.all([
    import('./prepare-answers.ts'),
    import('./answers-text.ts'),
  ]);
  const document = await prepareAnswers(terminal, options, app, facts);
  const files = { json: join(folder, 'answers.json'), text: join(folder, 'answers.txt') };
  const text = answersText(document);
  await terminal.writeFile(files.json, `${JSON.stringify(document, undefined, 2)}\n`);
  await terminal.writeFile(files.text, `${text}\n`);
  await printResult(terminal, options.json ?? false, {
    text: `${text}\n\nWritten to ${files.text} and ${files.json}.`,
    json: { answers: document, files },
    warnings: oldPageWarnings(terminal.now()),
    hasFailed: document.faulty,
  });
}
