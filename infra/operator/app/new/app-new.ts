import type { Command } from 'commander';
import type { GlobalOptions } from '../../command-context.ts';
import { printResult } from '../../print-result.ts';
import type { Terminal } from '../../terminal.ts';
import { collectAnswer } from './given-answers.ts';
import type { AppNewOptions } from './new-app.ts';

const afterHelp = `
Asks some fifteen questions, each with an example, most with a suggestion that Enter takes, and checks each answer at once. Then it writes the app document
infra/apps/<id>.json and the set-up article docs/entra/<id>.md. Nothing else describes an application: npm start, the
commands and a deployment read the document.

From an article in Microsoft's format (Markdown, or a saved page):
  $ npx latchkey app new --from-article contoso-tutorial.md

Without questions, for scripts:
  $ npx latchkey app new contoso-time --answers answers.json --json
  $ npx latchkey app new --from-article contoso.md --set landing=/home --yes

The names of the questions are those of the error about missing answers. docs/your-application.md leads from an article
to a signed-in browser.
`;

/** `app new`. */
export function registerAppNew(app: Command, terminal: Terminal): void {
  app
    .command('new')
    .description('describe an application: by questions, or from its article in the Entra gallery')
    .argument('[id]', 'its short name, such as contoso-time')
    .option('--from-article <file>', "read Microsoft's article first, and ask only the rest; - for stdin")
    .option('--answers <file>', 'JSON with an answer for each question; - for stdin')
    .option('--set <question=answer>', 'answer one question; repeatable', collectAnswer)
    .option('--yes', 'ask nothing: take the suggested answers')
    .option('--to <folder>', 'write both files into this folder')
    .option('--replace', 'replace the files of an application of this name')
    .option('--dry-run', 'show the document without writing it')
    .addHelpText('after', afterHelp)
    .action(async (id: string | undefined, options: AppNewOptions, command: Command) => {
      const { json = false } = command.optsWithGlobals<GlobalOptions>();
      const { newApp } = await import('./new-app.ts');
      await printResult(terminal, json, await newApp(terminal, id, { ...options, json }));
    });
}
