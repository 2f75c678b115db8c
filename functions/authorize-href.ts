import { originOf, type Site } from '../shared/apps/site.ts';
import type { Authorization } from '../shared/openid/authorization.ts';
import { authorizePath } from '../shared/openid/paths.ts';
import { type FurtherParameters, parametersOf } from '../shared/openid/repeat-request.ts';
import type { TenantLocation } from './location.ts';
import { hasTwoIssuers } from './openid-place.ts';

/**
 * Returns the URL that asks the same as `authorization` once more, at the host of a tenant: for the hop from the
 * issuer's host, and wherever a sign-in has to begin again.
 * @param more Parameters that are not kept with a flow, and those of Latchkey itself.
 */
export function authorizeHref(
  sites: readonly Site[],
  { site, tenant }: TenantLocation,
  authorization: Authorization,
  { own = {}, ...further }: FurtherParameters & { readonly own?: Readonly<Record<string, string>> } = {},
): string {
  const namesIssuer = hasTwoIssuers(sites, site);
  const parameters = parametersOf(authorization, { ...further, tenant, namesIssuer });
  return `${originOf(site, tenant)}${authorizePath}?${new URLSearchParams({ ...parameters, ...own })}`;
}

/**
 * Returns the same for a browser in which the person has signed in just now: what the client demanded of that sign-in is
 * met, so that it is not demanded once more.
 */
export function askAgainHref(
  sites: readonly Site[],
  location: TenantLocation,
  { reauthenticate: _, maxAgeSeconds: __, ...authorization }: Authorization,
): string {
  return authorizeHref(sites, location, authorization);
}
