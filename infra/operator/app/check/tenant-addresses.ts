import { type Address, locate } from '../../../../shared/apps/locate.ts';
import type { AppProfile, EndpointName } from '../../../../shared/apps/profile.ts';
import { productionSite } from '../../../../shared/apps/site.ts';
import { endpointUrl, endpointUrls, tenantUrls } from '../../../../shared/apps/urls.ts';
import { parseTenantId } from '../../../../shared/ids/tenant-id.ts';
import { aligned } from '../../command-result.ts';

/** The tenant whose addresses are shown. */
export const exampleTenant = 'contoso';

/** An address of a tenant, in both directions. */
export interface TenantAddress {
  readonly label: string;
  readonly url: string;
  /** What a request at it reaches; undefined for what Latchkey does not serve. */
  readonly endpoint?: EndpointName;
  /** The tenant that the request is for; undefined where the address names none. */
  readonly tenant?: string;
}

/** Returns every address of the example tenant in production, and where a request at each arrives. */
export function tenantAddresses(app: AppProfile): readonly TenantAddress[] {
  const site = productionSite(app);
  const tenant = parseTenantId(exampleTenant);
  if (tenant === undefined) throw new Error(`No tenant can be called ${exampleTenant}.`);
  const { identifier, signOnUrl } = tenantUrls(site, tenant);
  const start = endpointUrl(site, tenant, 'sign-on');
  const rows: readonly (readonly [label: string, url: string, endpoint: EndpointName])[] = [
    ['Identifier', identifier, 'metadata'],
    ...endpointUrls(site, tenant, 'assertion-consumer').map(
      (url) => ['Reply URL', url, 'assertion-consumer'] as const,
    ),
    ['Sign on URL', signOnUrl, 'sign-on'],
    ...(start === signOnUrl ? [] : [['Start', start, 'sign-on'] as const]),
    ['Metadata', endpointUrl(site, tenant, 'metadata'), 'metadata'],
    ['Logout Url', endpointUrl(site, tenant, 'logout'), 'logout'],
    ['Set-up page', endpointUrl(site, tenant, 'setup'), 'setup'],
  ];
  return rows.map(([label, url, wanted]) => {
    const address = addressOf(url);
    const location = address === undefined ? undefined : locate([site], address, wanted);
    return {
      label,
      url,
      ...(location?.endpoint === undefined ? {} : { endpoint: location.endpoint }),
      ...(location?.tenant.kind === 'named' ? { tenant: location.tenant.id } : {}),
    };
  });
}

/** Returns the addresses as a table: what Entra is told, and where a request at each arrives. */
export function addressesText(app: AppProfile): string {
  return aligned(tenantAddresses(app).map((address) => [address.label, address.url, arrival(address)]));
}

function arrival({ label, endpoint, tenant }: TenantAddress): string {
  if (endpoint !== undefined) return `${endpoint}${tenant === undefined ? ', any tenant' : ` of ${tenant}`}`;
  return label === 'Sign on URL' ? 'a page of yours, which leads to Start' : 'not served';
}

/** Returns where a request for `url` goes; undefined for an Identifier that is no address. */
function addressOf(url: string): Address | undefined {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return undefined;
  return { host: parsed.hostname, path: parsed.pathname, rawQuery: parsed.search.slice(1) };
}
