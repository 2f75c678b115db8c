import type { Command } from 'commander';
import type { GlobalOptions } from '../../command-context.ts';
import { printResult } from '../../print-result.ts';
import type { Terminal } from '../../terminal.ts';
import type { AppCheckOptions } from './check-apps.ts';

const afterHelp = `
Reads infra/apps/<id>.json, or every document there, and says for each fault the line, the field and what to write. Then
it shows the addresses of an example tenant, and where a request at each of them arrives. It compares the documents with
each other: two applications never share an address. At the end it warns of what Entra would refuse. Exits with 1 if a
document cannot be deployed.

  $ npx latchkey app check contoso-time
`;

/** `app check`. */
export function registerAppCheck(app: Command, terminal: Terminal): void {
  app
    .command('check')
    .description('check app documents, alone and against each other')
    .argument('[id]', 'one application; all of them without it')
    .option('--in <folder>', 'read the documents of this folder')
    .addHelpText('after', afterHelp)
    .action(async (id: string | undefined, options: AppCheckOptions, command: Command) => {
      const { json = false } = command.optsWithGlobals<GlobalOptions>();
      const { checkApps } = await import('./check-apps.ts');
      await printResult(terminal, json, checkApps(id, options));
    });
}
