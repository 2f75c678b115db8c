import type { ArticleFacts } from '../../../shared/apps/article-facts.ts';
import type { Site } from '../../../shared/apps/site.ts';
import type { TenantUrls } from '../../../shared/apps/urls.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';

/** What the sections of an article are written from. */
export interface ArticleSource {
  readonly site: Site;
  readonly facts: ArticleFacts;
  /** With `<tenant>` where the tenant's name stands, unless the article is one customer's own. */
  readonly urls: TenantUrls;
  /** Undefined where the article is for every customer. */
  readonly tenant: TenantId | undefined;
}
