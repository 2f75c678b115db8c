import { sharesReplyUrl } from './key-space.ts';
import type { EndpointName } from './profile.ts';
import { type Site, tenantStandsInHost } from './site.ts';

/** One address of an endpoint at a site, with `{tenant}` where the tenant's name stands. */
export interface AddressTemplate {
  /** `/auth/saml/{tenant}/acs`. */
  readonly path: string;
  /** As it is written, undecoded, without `?`: `namespace={tenant}`. */
  readonly rawQuery: string;
}

/**
 * Returns the addresses of an endpoint at a site: the first is published, the others are accepted. Where neither host nor
 * path nor query would name the tenant, as at an origin without the article's `{tenant}`, the app's parameter does; but not in the Reply URL
 * of an app whose issuer tells the tenants apart.
 */
export function addressTemplates(
  site: Site,
  endpoint: EndpointName,
): readonly [AddressTemplate, ...AddressTemplate[]] {
  const { paths, queries } = site.app;
  const mayNameNone = endpoint === 'assertion-consumer' && sharesReplyUrl(site.app);
  const [first, ...others] = paths[endpoint];
  const template = (path: string, index: number): AddressTemplate => {
    const rawQuery = queries?.[endpoint]?.[index] ?? '';
    const namesTenant = tenantStandsInHost(site) || `${path}?${rawQuery}`.includes('{tenant}');
    return { path, rawQuery: namesTenant || mayNameNone ? rawQuery : withTenant(site, rawQuery) };
  };
  return [template(first, 0), ...others.map((path, index) => template(path, index + 1))];
}

/** Returns a query with the app's parameter for the tenant. */
export function withTenant({ app }: Site, rawQuery: string): string {
  return [...(rawQuery === '' ? [] : [rawQuery]), `${app.tenantParameter}={tenant}`].join('&');
}
