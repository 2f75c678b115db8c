import type { AppProfile } from '../../shared/apps/profile.ts';
import { productionSite, type Site } from '../../shared/apps/site.ts';
import { sitesOfApp } from '../../shared/apps/standing-site.ts';
import type { TenantId } from '../../shared/ids/tenant-id.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';
import { OperatorError } from './operator-error.ts';
import type { Terminal } from './terminal.ts';

/**
 * Returns the site of an app: of production, or with --local or --stage of that deployment.
 * @param tenant A tenant that must exist there.
 * @throws OperatorError `settings` where the deployment lacks the app, `tenant-unknown` where it lacks the tenant
 */
export async function siteOfApp(
  options: GlobalOptions,
  terminal: Terminal,
  app: AppProfile,
  tenant?: TenantId,
): Promise<Site> {
  if (!options.local && options.stage === undefined) return productionSite(app);
  const { openCommandContext } = await import('./command-context.ts');
  const context: CommandContext = await openCommandContext(options, terminal);
  try {
    if (tenant !== undefined && (await context.tenants.find(app.id, tenant)) === undefined) {
      const { unknownTenant } = await import('./tenants/change-tenant.ts');
      const { withSuggestion } = await import('./suggest/with-suggestion.ts');
      throw await withSuggestion(context, unknownTenant(context, { app: app.id, id: tenant }));
    }
    return siteIn(context, app);
  } finally {
    context.close();
  }
}

/**
 * Returns the site of an app in an open deployment: the newest, where customers set up or move to.
 * @throws OperatorError `settings` where it has none
 */
export function siteIn({ sites }: Pick<CommandContext, 'sites'>, app: AppProfile): Site {
  const site = sitesOfApp(sites, app.id).at(-1);
  if (site !== undefined) return site;
  throw new OperatorError('settings', `${app.displayName} is not deployed in this stage.`);
}
