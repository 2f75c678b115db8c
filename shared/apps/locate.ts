import { parseTenantId, type TenantId } from '../ids/tenant-id.ts';
import { keysOf } from '../objects/keys-of.ts';
import { type AddressTemplate, addressTemplates } from './address-template.ts';
import { issuerName } from './issuer-origin.ts';
import { isOwnPath } from './own-paths.ts';
import { matchPath } from './path-template.ts';
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
 * @param wanted The endpoint that comes first where an address has two: some articles have one address as the Sign-on
 * URL, which is opened, and as the Reply URL, which is posted to.
 * @example ```ts
 * locate(sites, { host: 'acme.example.com', path: '/saml/metadata', rawQuery: '' })?.site.app.id;
 * ```
 */
export function locate(
  sites: readonly Site[],
  address: Address,
  wanted?: EndpointName,
): Location | undefined {
  const here = locationsAt(sites, address, wanted);
  return here.find(({ endpoint }) => endpoint !== undefined) ?? (here.length === 1 ? here[0] : undefined);
}

/**
 * Returns every site at the host of `address`. Apps without their own domain share the API's address. A stage in which
 * two of them could have the same address is refused at synthesis, so at most one of these locations has an endpoint.
 */
export function locationsAt(
  sites: readonly Site[],
  address: Address,
  wanted?: EndpointName,
): readonly Location[] {
  const host = address.host.toLowerCase();
  // A site's own host comes before a pattern that covers it, as at API Gateway.
  const own = sites.filter((site) => !tenantStandsInHost(site) && hostPattern(site) === host);
  return (own.length > 0 ? own : sites).flatMap((site) => {
    const inHost = namesInHost(site, host);
    return inHost === undefined ? [] : [locationAt(site, inHost, address, wanted)];
  });
}

/** Returns the text where the host of a site has `{tenant}`, if it has; undefined at another host. */
function namesInHost(site: Site, host: string): readonly string[] | undefined {
  const pattern = hostPattern(site);
  if (!tenantStandsInHost(site)) return host === pattern ? [] : undefined;
  const [before = '', after = ''] = pattern.split('{tenant}');
  const name = host.slice(before.length, host.length - after.length);
  const isHere = host.length >= before.length + after.length && host === `${before}${name}${after}`;
  return isHere && !name.includes('.') ? [name] : undefined;
}

function locationAt(
  site: Site,
  inHost: readonly string[],
  { path, rawQuery }: Address,
  wanted: EndpointName | undefined,
): Location {
  const endpoints = isOwnPath(path) ? [] : keysOf(site.app.paths);
  for (const endpoint of wanted === undefined ? endpoints : endpoints.toSorted(before(wanted))) {
    for (const template of addressTemplates(site, endpoint)) {
      const inPath = matchPath(template.path, path);
      const inQuery = inPath && namesInQuery(template, rawQuery);
      if (inPath === undefined || inQuery === undefined) continue;
      const tenant = combined([...inHost.map(namedInHost), ...inPath.map(namedBy), ...inQuery]);
      return { site, endpoint, tenant };
    }
  }
  const tenant =
    inHost.length === 0
      ? tenantInQuery(rawQuery, site.app.tenantParameter)
      : combined(inHost.map(namedInHost));
  return { site, tenant };
}

/** Puts one endpoint before the others. */
function before(wanted: EndpointName) {
  return (one: EndpointName, other: EndpointName) => Number(other === wanted) - Number(one === wanted);
}

/**
 * Returns the tenants that the query of a template names, one for each parameter with `{tenant}`. Undefined where a
 * parameter that the template has without it is missing, repeated or another: then it is not this address.
 */
function namesInQuery(
  { rawQuery: template }: AddressTemplate,
  rawQuery: string,
): readonly TenantInUrl[] | undefined {
  if (template === '') return [];
  const sent = new URLSearchParams(rawQuery);
  const found: TenantInUrl[] = [];
  for (const [name, value] of new URLSearchParams(template)) {
    if (value === '{tenant}') found.push(tenantInQuery(rawQuery, name));
    else {
      const [only, ...others] = sent.getAll(name);
      if (only !== value || others.length > 0) return undefined;
    }
  }
  return found;
}

/** Returns the tenant that every part of an address names: the same, and each of them validly. */
function combined(all: readonly TenantInUrl[]): TenantInUrl {
  const [first = { kind: 'absent' } as const] = all;
  if (all.some(({ kind }) => kind === 'malformed')) return { kind: 'malformed' };
  if (all.every(({ kind }) => kind === 'absent')) return { kind: 'absent' };
  const isOne = all.every((each) => each.kind === 'named' && first.kind === 'named' && each.id === first.id);
  return isOne ? first : { kind: 'malformed' };
}

/** Returns the tenant that `parameter` of a query names, as in the URL of a site without `{tenant}`. */
export function tenantInQuery(rawQuery: string, parameter: string): TenantInUrl {
  const values = new URLSearchParams(rawQuery).getAll(parameter);
  const [value] = values;
  if (value === undefined || (values.length === 1 && value === '')) return { kind: 'absent' };
  return values.length > 1 ? { kind: 'malformed' } : namedBy(value);
}

/** The issuer's host belongs to no tenant. */
function namedInHost(name: string): TenantInUrl {
  return name === issuerName ? { kind: 'malformed' } : namedBy(name);
}

function namedBy(name: string): TenantInUrl {
  const id = parseTenantId(name);
  return id === undefined ? { kind: 'malformed' } : { kind: 'named', id };
}
