import type { Command } from 'commander';
import type { AppProfile } from '../../shared/apps/profile.ts';
import { productionSite, type Site } from '../../shared/apps/site.ts';
import { sitesOfApp } from '../../shared/apps/standing-site.ts';
import type { TenantId } from '../../shared/ids/tenant-id.ts';
import { readApp, readTenantId } from './arguments.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';
import { appChoices } from './known-apps.ts';
import { OperatorError } from './operator-error.ts';
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
      const article = entraArticle(await siteOf(options, terminal, app, tenant), tenant);
      terminal.write(options.json ? `${JSON.stringify({ article })}\n` : article);
    });
}

/** Returns the site of the app. @throws OperatorError `tenant-unknown` where the chosen deployment lacks the tenant */
async function siteOf(
  options: GlobalOptions,
  terminal: Terminal,
  app: AppProfile,
  tenant: TenantId | undefined,
): Promise<Site> {
  if (!options.local && options.stage === undefined) return productionSite(app);
  const { openCommandContext } = await import('./command-context.ts');
  const context: CommandContext = await openCommandContext(options, terminal);
  try {
    const found = tenant === undefined ? undefined : await context.tenants.find(app.id, tenant);
    if (tenant !== undefined && found === undefined) {
      const { unknownTenant } = await import('./tenants/change-tenant.ts');
      const { withSuggestion } = await import('./suggest/with-suggestion.ts');
      throw await withSuggestion(context, unknownTenant(context, { app: app.id, id: tenant }));
    }
    // A customer sets up, or moves to, the address at which the app will be.
    const site = sitesOfApp(context.sites, app.id).at(-1);
    if (site !== undefined) return site;
    throw new OperatorError('settings', `${app.displayName} is not deployed in this stage.`);
  } finally {
    context.close();
  }
}
