import { type EndpointName, parseTenantId, type TenantId } from './profile.ts';
import { hostPattern, type Site, tenantStandsInHost } from './site.ts';

/** What a request asks for, read from its host, path and query alone. */
export interface Location {
  readonly site: Site;
  /** The SAML endpoint at this path; undefined for a path that every app shares (`/session`, `/welcome`). */
  readonly endpoint?: EndpointName;
  /**
   * The tenant that the URL names. `absent`: the app's tenant stands in the query and the query names
   * none. `malformed`: it names something that no tenant can be called, or several.
   */
  readonly tenant: TenantId | 'absent' | 'malformed';
}

/** The parts of a request that say where it is going. */
export interface Address {
  /** The host that the caller reached, without port: API Gateway's domain name, never a header. */
  readonly host: string;
  readonly path: string;
  /** The query as sent, undecoded, without `?`. */
  readonly rawQuery: string;
}

/**
 * Where `address` leads among `sites`. Undefined for a host that no site has, and for a path that says no app
 * at a host that several share: there the session cookie tells which app a visitor is in.
 */
export function locate(sites: readonly Site[], address: Address): Location | undefined {
  const here = locationsAt(sites, address);
  return here.find(({ endpoint }) => endpoint !== undefined) ?? (here.length === 1 ? here[0] : undefined);
}

/**
 * Every site at the host of `address`. Apps without a domain of their own share the API's address; their
 * profiles have no path in common, so at most one of these locations has an endpoint.
 */
export function locationsAt(sites: readonly Site[], address: Address): readonly Location[] {
  return sites.flatMap((site) => {
    const tenant = tenantIn(site, address);
    if (tenant === undefined) return [];
    const endpoint = endpointAt(site, address.path);
    return [endpoint === undefined ? { site, tenant } : { site, tenant, endpoint }];
  });
}

function tenantIn(site: Site, { host, rawQuery }: Address): Location['tenant'] | undefined {
  const pattern = hostPattern(site);
  const lowerCaseHost = host.toLowerCase();
  if (!tenantStandsInHost(site)) {
    return lowerCaseHost === pattern ? tenantInQuery(rawQuery, site.app.tenantParameter) : undefined;
  }
  const [before = '', after = ''] = pattern.split('{tenant}');
  if (!lowerCaseHost.startsWith(before) || !lowerCaseHost.endsWith(after)) return undefined;
  const name = lowerCaseHost.slice(before.length, lowerCaseHost.length - after.length);
  return name.includes('.') ? undefined : (parseTenantId(name) ?? 'malformed');
}

function tenantInQuery(rawQuery: string, parameter: string): Location['tenant'] {
  const values = new URLSearchParams(rawQuery).getAll(parameter);
  const [value] = values;
  if (value === undefined || (values.length === 1 && value === '')) return 'absent';
  return values.length > 1 ? 'malformed' : (parseTenantId(value) ?? 'malformed');
}

function endpointAt(site: Site, path: string): EndpointName | undefined {
  const endpoints = Object.entries(site.app.paths) as [EndpointName, readonly string[]][];
  return endpoints.find(([, paths]) => paths.includes(path))?.[0];
}
