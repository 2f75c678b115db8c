import { type Address, locate, locationsAt } from '../../../../shared/apps/locate.ts';
import type { AppProfile } from '../../../../shared/apps/profile.ts';
import { productionSite } from '../../../../shared/apps/site.ts';
import { type TenantUrls, tenantUrls } from '../../../../shared/apps/urls.ts';
import { parseTenantId, type TenantId } from '../../../../shared/ids/tenant-id.ts';
import { aligned } from '../../command-result.ts';

/** The tenant whose addresses are shown. */
export const exampleTenant = 'contoso';

/** An address of a tenant, in both directions. */
export interface TenantAddress {
  readonly label: string;
  readonly url: string;
  /** What a request at it reaches; undefined for an Identifier that nothing is served at. */
  readonly endpoint?: string;
  /** The tenant that the request is for; undefined where the address names none. */
  readonly tenant?: string;
}

const labels: Readonly<Record<keyof TenantUrls, string>> = {
  identifier: 'Identifier',
  replyUrl: 'Reply URL',
  signOnUrl: 'Sign on URL',
  metadataUrl: 'Metadata',
  logoutUrl: 'Logout Url',
};

/** Returns every address of the example tenant in production, and where a request at each arrives. */
export function tenantAddresses(app: AppProfile): readonly TenantAddress[] {
  const site = productionSite(app);
  const tenant = parseTenantId(exampleTenant) ?? ('' as TenantId);
  const urls = tenantUrls(site, tenant);
  return (Object.entries(labels) as [keyof TenantUrls, string][]).map(([name, label]) => {
    const url = urls[name];
    const address = addressOf(url);
    const location = address === undefined ? undefined : locate([site], address);
    const reached = location?.tenant;
    return {
      label,
      url,
      ...(location?.endpoint === undefined ? {} : { endpoint: location.endpoint }),
      ...(reached?.kind === 'named' ? { tenant: reached.id } : {}),
    };
  });
}

/** Returns the addresses as a table: what Entra is told, and where a request at each arrives. */
export function addressesText(app: AppProfile): string {
  return aligned(
    tenantAddresses(app).map(({ label, url, endpoint, tenant }) => [
      label,
      url,
      endpoint === undefined
        ? 'not served'
        : `${endpoint}${tenant === undefined ? ', any tenant' : ` of ${tenant}`}`,
    ]),
  );
}

/** Returns a sentence for each address of the example tenant that two applications would answer. */
export function sharedAddresses(apps: readonly AppProfile[]): readonly string[] {
  const sites = apps.map(productionSite);
  const shared = apps.flatMap((app) =>
    tenantAddresses(app).flatMap(({ url, endpoint }) => {
      const address = addressOf(url);
      if (endpoint === undefined || address === undefined) return [];
      const others = locationsAt(sites, address).filter(
        (location) => location.endpoint !== undefined && location.site.app.id > app.id,
      );
      return others.map(({ site }) => `${app.id} and ${site.app.id} would both answer ${url}`);
    }),
  );
  return [...new Set(shared)];
}

/** Returns where a request for `url` goes; undefined for an Identifier that is no address. */
function addressOf(url: string): Address | undefined {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return undefined;
  return { host: parsed.hostname, path: parsed.pathname, rawQuery: parsed.search.slice(1) };
}
