import type { Site } from '../apps/site.ts';
import type { OpenIdClient } from './client.ts';
import { issuerOf } from './issuer.ts';

/**
 * Returns the issuer of a client's app at this host; undefined where the app has none there. An app has two while it
 * moves, at different hosts.
 */
export function issuerOfClient(
  sites: readonly Site[],
  host: string,
  { app }: Pick<OpenIdClient, 'app'>,
): string | undefined {
  return sites
    .filter((site) => site.app.id === app)
    .map((site) => issuerOf(sites, site))
    .find((issuer) => new URL(issuer).hostname === host);
}
