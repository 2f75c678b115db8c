import { locationsAt } from '../shared/apps/locate.ts';
import { type Site, tenantStandsInHost } from '../shared/apps/site.ts';
import { sitesOfApp } from '../shared/apps/standing-site.ts';
import type { EndpointRequest } from '../shared/http/request.ts';
import type { TenantId } from '../shared/ids/tenant-id.ts';
import { isIssuerHost, issuerOf } from '../shared/openid/issuer.ts';
import { Problem } from '../shared/problems/problem.ts';

/** One of the apps whose OpenID Provider is at a host. */
export interface OpenIdPlace {
  readonly site: Site;
  /** The tenant that the host names. Undefined at the issuer's host, and where tenants do not stand in the host. */
  readonly tenant?: TenantId;
}

/**
 * Returns the apps at the host of a request: several only where apps share it. No read.
 * @throws Problem `tenant-not-found` at any other host
 */
export function openIdPlacesAt(sites: readonly Site[], request: EndpointRequest): readonly OpenIdPlace[] {
  const here = locationsAt(sites, request).flatMap(({ site, tenant }): readonly OpenIdPlace[] => {
    if (!tenantStandsInHost(site)) return [{ site }];
    return tenant.kind === 'named' ? [{ site, tenant: tenant.id }] : [];
  });
  // Also where the issuer's host is the own host of another app, which belongs to that app alone otherwise.
  const issuers = sites.filter((site) => tenantStandsInHost(site) && isIssuerHost([site], request.host));
  const places = [...here, ...issuers.map((site) => ({ site }))];
  if (places.length === 0) throw new Problem('tenant-not-found', { actual: 'no such address' });
  return places;
}

/**
 * Returns the issuer that a request asks: the one that it names by `iss`, where that is one of its app, or else that of
 * its host. Undefined where it names another one.
 */
export function askedIssuer(
  sites: readonly Site[],
  { site }: OpenIdPlace,
  named: string | undefined,
): string | undefined {
  if (named === undefined) return issuerOf(sites, site);
  return sitesOfApp(sites, site.app.id)
    .map((each) => issuerOf(sites, each))
    .find((issuer) => issuer === named);
}

/** Returns whether an app has two issuers, because it moves: then every address of a request has to name its issuer. */
export function hasTwoIssuers(sites: readonly Site[], { app }: Site): boolean {
  return sitesOfApp(sites, app.id).length > 1;
}
