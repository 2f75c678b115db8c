import type { TenantId } from '../ids/tenant-id.ts';
import { addressTemplates, withTenant } from './address-template.ts';
import type { EndpointName } from './profile.ts';
import { originOf, type Site } from './site.ts';

/** The values that the customer's admin copies into Entra's Basic SAML Configuration. */
export interface TenantUrls {
  /** Identifier (Entity ID). */
  readonly identifier: string;
  /** Reply URL (Assertion Consumer Service URL): the default one. */
  readonly replyUrl: string;
  /** Sign on URL. */
  readonly signOnUrl: string;
  readonly metadataUrl: string;
  /** Logout Url (optional). */
  readonly logoutUrl: string;
}

/** Returns the URL of one endpoint for one tenant, built from the site alone, never from a request. */
export function endpointUrl(site: Site, tenant: TenantId, endpoint: EndpointName): string {
  return endpointUrls(site, tenant, endpoint)[0];
}

/** Returns every URL of one endpoint for one tenant: first the published one, then those that are accepted too. */
export function endpointUrls(
  site: Site,
  tenant: TenantId,
  endpoint: EndpointName,
): readonly [string, ...string[]] {
  const origin = originOf(site, tenant);
  const [first, ...others] = addressTemplates(site, endpoint).map(({ path, rawQuery }) => {
    const query = rawQuery === '' ? '' : `?${rawQuery}`;
    // Articles write a Sign-on URL without the slash of the empty path.
    return path === '/' && query === ''
      ? origin
      : `${origin}${path}${query}`.replaceAll('{tenant}', () => tenant);
  });
  return [first ?? origin, ...others];
}

/**
 * Returns the Reply URLs of a tenant: what its metadata lists, the default one first. The form without a slash, at which a
 * Reply URL with one answers too, is none of them.
 */
export function tenantReplyUrls(site: Site, tenant: TenantId): readonly [string, ...string[]] {
  const [first, ...others] = endpointUrls(site, tenant, 'assertion-consumer');
  const isBareForm = (url: string) =>
    [first, ...others].some((other) => other !== url && other.replace(/\/(?=\?|$)/, '') === url);
  return [first, ...others.filter((url) => !isBareForm(url))];
}

/** Returns every URL of `tenant`, in the seeds' form. */
export function tenantUrls(site: Site, tenant: TenantId): TenantUrls {
  const { entityId, signOnUrl } = site.app;
  return {
    identifier: atSite(site, entityId, tenant),
    replyUrl: endpointUrl(site, tenant, 'assertion-consumer'),
    signOnUrl:
      signOnUrl === undefined ? endpointUrl(site, tenant, 'sign-on') : atSite(site, signOnUrl, tenant),
    metadataUrl: endpointUrl(site, tenant, 'metadata'),
    logoutUrl: endpointUrl(site, tenant, 'logout'),
  };
}

/** Returns the same with `{tenant}` in place of the tenant's name: for people to read, never to open. */
export function tenantUrlPatterns(site: Site): TenantUrls {
  return tenantUrls(site, '{tenant}' as TenantId);
}

/**
 * Returns a text of the article for one tenant. An address at the app's production origin moves to the site's; anything
 * else, such as a URN or the address of another host, stays as it is.
 */
function atSite(site: Site, text: string, tenant: TenantId): string {
  const { productionOrigin } = site.app;
  const rest = text.startsWith(productionOrigin) ? text.slice(productionOrigin.length) : undefined;
  const isOfApp = rest !== undefined && /^(?:$|[/?])/.test(rest);
  return (isOfApp ? moved(site, text, rest) : text).replaceAll('{tenant}', () => tenant);
}

function moved(site: Site, text: string, rest: string): string {
  const there = `${site.origin}${rest}`;
  if (!text.includes('{tenant}') || there.includes('{tenant}')) return there;
  const [path = '', rawQuery = ''] = there.split('?');
  return `${path}?${withTenant(site, rawQuery)}`;
}

/**
 * Returns the path of the Sign-on URL of any tenant, where a page asks for the tenant; undefined where host or path name
 * it.
 */
export function signOnPathOf(site: Site): string | undefined {
  const [{ path }] = addressTemplates(site, 'sign-on');
  return path.includes('{tenant}') ? undefined : path;
}
