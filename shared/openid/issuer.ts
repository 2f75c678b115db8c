import { issuerOrigin } from '../apps/issuer-origin.ts';
import type { Address } from '../apps/locate.ts';
import type { Site } from '../apps/site.ts';

/** A site and the issuer of its ID tokens. */
export interface SiteIssuer {
  readonly site: Site;
  /** `https://login.example.com`: no slash at the end, no query. */
  readonly issuer: string;
}

/**
 * Returns the issuer of a site: its origin, with `login` in place of `{tenant}`. Where another app has the same one, the
 * app's path follows, because a load balancer compares the issuer alone. While an app moves, each of its sites has one.
 * @example ```ts
 * issuerOf(sites, site); // 'https://login.example.com'
 * ```
 */
export function issuerOf(sites: readonly Site[], site: Site): string {
  const origin = issuerOrigin(site);
  return sharesIssuerOrigin(sites, site) ? `${origin}${issuerPath(site)}` : origin;
}

/**
 * Returns the site whose issuer an address belongs to. Undefined at every other host, and at an origin of several apps
 * where the path is not below the issuer of one of them: there the client names the app.
 */
export function issuerAt(
  sites: readonly Site[],
  { host, path }: Pick<Address, 'host' | 'path'>,
): SiteIssuer | undefined {
  const site = issuerSitesAt(sites, host).find(
    (each) => !sharesIssuerOrigin(sites, each) || path.startsWith(`${issuerPath(each)}/`),
  );
  return site && { site, issuer: issuerOf(sites, site) };
}

/** Returns whether the issuer of a site is at this host. For an app without `{tenant}` in its host it is its only host. */
export function isIssuerHost(sites: readonly Site[], host: string): boolean {
  return issuerSitesAt(sites, host).length > 0;
}

function issuerSitesAt(sites: readonly Site[], host: string): readonly Site[] {
  return sites.filter((site) => new URL(issuerOrigin(site)).hostname === host.toLowerCase());
}

function sharesIssuerOrigin(sites: readonly Site[], site: Site): boolean {
  const origin = issuerOrigin(site);
  return sites.some((other) => other.app.id !== site.app.id && issuerOrigin(other) === origin);
}

function issuerPath({ app }: Site): string {
  return `/oauth2/${app.id}`;
}
