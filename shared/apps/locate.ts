import { parseTenantId, type TenantId } from '../ids/tenant-id.ts';
import type { EndpointName } from './profile.ts';
import { hostPattern, type Site, tenantStandsInHost } from './site.ts';

/**
 * The tenant in a URL. `absent`: the app's tenant belongs in the query and the query names none. `malformed`: it names
 * an invalid tenant, or several. Only `kind` tells these apart, never a special name: tenants can be called `absent`
 * and `malformed`.
 */
export type TenantInUrl =
  | { readonly kind: 'named'; readonly id: TenantId }
  | { readonly kind: 'absent' }
  | { readonly kind: 'malformed' };

/** The target of a request, read from its host, path and query alone. */
export interface Location {
  readonly site: Site;
  /** The SAML endpoint at this path; undefined for a path that every app shares (`/session`, `/welcome`). */
  readonly endpoint?: EndpointName;
  /** The tenant that the URL names, if any. */
  readonly tenant: TenantInUrl;
}

/** The parts of a request that determine its target. */
export interface Address {
  /** The host that the caller reached, without port: API Gateway's domain name, never a header. */
  readonly host: string;
  readonly path: string;
  /** The query as sent, undecoded, without `?`. */
  readonly rawQuery: string;
}

/**
 * Returns the location of `address` among `sites`. Undefined for a host without a site, and for a path that names no
 * app at a host that several share: there the session cookie names the visitor's app.
 * @example ```ts
 * locate(sites, { host: 'acme.example.com', path: '/saml/metadata', rawQuery: '' })?.site.app.id;
 * ```
 */
export function locate(sites: readonly Site[], address: Address): Location | undefined {
  const here = locationsAt(sites, address);
  return here.find(({ endpoint }) => endpoint !== undefined) ?? (here.length === 1 ? here[0] : undefined);
}

/**
 * Returns every site at the host of `address`. Apps without their own domain share the API's address. Their profiles
 * have no path in common, so at most one of these locations has an endpoint.
 */
export function locationsAt(sites: readonly Site[], address: Address): readonly Location[] {
  const host = address.host.toLowerCase();
  // A site's own host comes before a pattern that covers it, as at API Gateway.
  const own = sites.filter((site) => !tenantStandsInHost(site) && hostPattern(site) === host);
  return (own.length > 0 ? own : sites).flatMap((site) => {
    const tenant = tenantIn(site, address);
    if (tenant === undefined) return [];
    const endpoint = endpointAt(site, address.path);
    return [endpoint === undefined ? { site, tenant } : { site, tenant, endpoint }];
  });
}

function tenantIn(site: Site, { host, rawQuery }: Address): TenantInUrl | undefined {
  const pattern = hostPattern(site);
  const lowerCaseHost = host.toLowerCase();
  if (!tenantStandsInHost(site)) {
    return lowerCaseHost === pattern ? tenantInQuery(rawQuery, site.app.tenantParameter) : undefined;
  }
  const [before = '', after = ''] = pattern.split('{tenant}');
  if (!lowerCaseHost.startsWith(before) || !lowerCaseHost.endsWith(after)) return undefined;
  const name = lowerCaseHost.slice(before.length, lowerCaseHost.length - after.length);
  return name.includes('.') ? undefined : namedBy(name);
}

/** Returns the tenant that `parameter` of a query names, as in the URL of a site without `{tenant}`. */
export function tenantInQuery(rawQuery: string, parameter: string): TenantInUrl {
  const values = new URLSearchParams(rawQuery).getAll(parameter);
  const [value] = values;
  if (value === undefined || (values.length === 1 && value === '')) return { kind: 'absent' };
  return values.length > 1 ? { kind: 'malformed' } : namedBy(value);
}

function namedBy(name: string): TenantInUrl {
  const id = parseTenantId(name);
  return id === undefined ? { kind: 'malformed' } : { kind: 'named', id };
}

function endpointAt(site: Site, path: string): EndpointName | undefined {
  const endpoints = Object.entries(site.app.paths) as [EndpointName, readonly string[]][];
  return endpoints.find(([, paths]) => paths.includes(path))?.[0];
}
