import type { Command } from 'commander';
import type { AppProfile } from '../../shared/apps/profile.ts';
import type { TenantId } from '../../shared/ids/tenant-id.ts';
import { readApp, readTenantId } from './arguments.ts';
import type { GlobalOptions } from './command-context.ts';
import { appChoices } from './known-apps.ts';
import { siteOfApp } from './site-of-app.ts';
import type { Terminal } from './terminal.ts';

const afterHelp = `
Prints Markdown for the customer's administrator: what to enter in Entra, what to copy from there, and what to do about
errors. It shows the addresses of production, or with --local or --stage those of that deployment. With a tenant it
contains the tenant's values; with --local or --stage the tenant must exist there. docs/entra has the general articles.
`;

/** `article`. */
export function registerArticle(program: Command, terminal: Terminal): void {
  program
    .command('article')
    .description("print the set-up article for a customer's administrator")
    .argument('<app>', appChoices(), readApp)
    .argument('[tenant]', "the customer's name in the app", readTenantId)
    .addHelpText('after', afterHelp)
    .action(async (app: AppProfile, tenant: TenantId | undefined, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const { entraArticle } = await import('../documents/article/article.ts');
      const article = entraArticle(await siteOfApp(options, terminal, app, tenant), tenant);
      terminal.write(options.json ? `${JSON.stringify({ article })}\n` : article);
    });
}
