import { productionSite, type Site } from '../../../shared/apps/site.ts';
import { type TenantUrls, tenantUrlPatterns, tenantUrls } from '../../../shared/apps/urls.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import type { ArticleSource } from './article-source.ts';
import { beginning } from './beginning.ts';
import { configuration } from './configuration.ts';
import { ending } from './ending.ts';
import { handover } from './handover.ts';
import { singleLogout } from './single-logout.ts';
import { testing } from './testing.ts';
import { troubleshooting } from './troubleshooting.ts';

/**
 * Returns the article by which a customer's administrator sets up single sign-on: what Microsoft's own article says, in
 * its format, and what it leaves out. Markdown, ending with one line end.
 * @param tenant The customer whose values it has; without it, the placeholder of the app's article stands for the name.
 */
export function entraArticle(site: Site, tenant?: TenantId): string {
  const facts = site.app.article;
  const source: ArticleSource = {
    site,
    facts,
    urls:
      tenant === undefined
        ? withPlaceholder(tenantUrlPatterns(site), facts.placeholder)
        : tenantUrls(site, tenant),
    tenant,
  };
  const sections = [beginning, configuration, handover, testing, singleLogout, troubleshooting, ending];
  return `${sections.map((section) => section(source)).join('\n\n')}\n`;
}

/** Returns docs/entra/<app>.md: the article for every customer of the app in production. */
export function entraArticleDocument(app: Site['app']): string {
  return entraArticle(productionSite(app));
}

function withPlaceholder(urls: TenantUrls, placeholder: string): TenantUrls {
  const entries = Object.entries(urls).map(([name, url]) => [
    name,
    url.replaceAll('{tenant}', `<${placeholder}>`),
  ]);
  return Object.fromEntries(entries);
}
