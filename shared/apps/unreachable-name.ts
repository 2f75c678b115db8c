import { domainToUnicode } from 'node:url';
import type { TenantId } from '../ids/tenant-id.ts';
import { hostPattern, type Site, tenantStandsInHost } from './site.ts';

/**
 * The host by which CloudFront reaches the API of a domain: a name that no tenant can have, because it has two
 * labels before the domain.
 * @param domain A host, or `*.example.com` where the tenant stands in the host.
 */
export function edgeOriginHost(domain: string): string {
  return `origin.latchkey.${domain.replace(/^\*\./, '')}`;
}

/** Why people cannot reach a tenant of this name. */
export type UnreachableName =
  | { readonly reason: 'no-host-name' }
  /** `by` takes the name's host out of the wildcard record. */
  | { readonly reason: 'host-taken'; readonly by: string };

/**
 * Returns why a browser cannot reach a tenant of this name, or undefined where it can. A name matters only where it
 * stands in the host:
 *
 * - a browser takes no label that ends with a hyphen or is broken punycode (`xn--…`);
 * - a wildcard record answers for no host that is another's, **and for no host above another's**: a record for
 *   `origin.latchkey.example.com` makes `latchkey.example.com` exist without an address (RFC 4592, 2.2.2).
 *
 * What stands beside a tenant's host is derived from the sites of the deployment. An edge can be switched on later, so
 * its host counts always.
 */
export function unreachableName(
  sites: readonly Site[],
  site: Site,
  tenant: TenantId,
): UnreachableName | undefined {
  if (!tenantStandsInHost(site)) return undefined;
  const host = hostPattern(site).replace('{tenant}', tenant);
  if (tenant.endsWith('-') || isBrokenPunycode(tenant)) return { reason: 'no-host-name' };
  const taken = sites.flatMap((each) => [
    ...(each.app.id === site.app.id ? [] : [hostPattern(each)]),
    edgeOriginHost(hostPattern(each).replace('{tenant}', '*')),
  ]);
  const by = taken.find((other) => other === host || other.endsWith(`.${host}`));
  return by === undefined ? undefined : { reason: 'host-taken', by };
}

/** Node's URL takes broken punycode as it is, and browsers do not. */
function isBrokenPunycode(label: string): boolean {
  if (!label.startsWith('xn--')) return false;
  const decoded = domainToUnicode(label);
  return decoded === '' || decoded.startsWith('xn--');
}
