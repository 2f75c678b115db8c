import { domainToUnicode } from 'node:url';
import type { TenantId } from '../ids/tenant-id.ts';
import { addressTemplates } from './address-template.ts';
import { issuerName } from './issuer-origin.ts';
import { isOwnPath } from './own-paths.ts';
import { endpointNames } from './profile.ts';
import { hostPattern, type Site, tenantStandsInHost } from './site.ts';

/**
 * Returns the host by which CloudFront reaches the API of a domain. No tenant can have this name, because it has two
 * labels before the domain.
 * @param domain A host, or `*.example.com` where the host contains the tenant.
 */
export function edgeOriginHost(domain: string): string {
  return `origin.latchkey.${domain.replace(/^\*\./, '')}`;
}

/** Why people cannot reach a tenant of this name. */
export type UnreachableName =
  | { readonly reason: 'no-host-name' }
  /** `by` removes the name's host from the wildcard record. */
  | { readonly reason: 'host-taken'; readonly by: string }
  /** The name's host is the issuer of the app's ID tokens. */
  | { readonly reason: 'issuer-host' }
  /** `by` is a path that every app has: `/session`. */
  | { readonly reason: 'path-taken'; readonly by: string };

/**
 * Returns why a browser cannot reach a tenant of this name, or undefined where it can. A name matters where the path
 * contains it, because some paths are Latchkey's at every host, and where the host does:
 *
 * - a browser rejects a label that ends with a hyphen or is broken punycode (`xn--…`);
 * - a wildcard record covers no host with its own record, **and no host above such a host**: a record for
 *   `origin.latchkey.example.com` makes `latchkey.example.com` exist without an address (RFC 4592, 2.2.2).
 *
 * The hosts beside a tenant's host are derived from the deployment's sites. An edge can be enabled later, so its host
 * always counts.
 * @see https://www.rfc-editor.org/rfc/rfc4592#section-2.2.2
 */
export function unreachableName(
  sites: readonly Site[],
  site: Site,
  tenant: TenantId,
): UnreachableName | undefined {
  const path = endpointNames
    .flatMap((endpoint) => addressTemplates(site, endpoint))
    .map((template) => template.path.replaceAll('{tenant}', () => tenant))
    .find(isOwnPath);
  if (path !== undefined) return { reason: 'path-taken', by: path };
  if (!tenantStandsInHost(site)) return undefined;
  if (tenant === issuerName) return { reason: 'issuer-host' };
  const host = hostPattern(site).replace('{tenant}', tenant);
  if (tenant.endsWith('-') || isBrokenPunycode(tenant)) return { reason: 'no-host-name' };
  const taken = sites.flatMap((each) => [
    ...(each.origin === site.origin ? [] : [hostPattern(each)]),
    edgeOriginHost(hostPattern(each).replace('{tenant}', '*')),
  ]);
  const by = taken.find((other) => other === host || other.endsWith(`.${host}`));
  return by === undefined ? undefined : { reason: 'host-taken', by };
}

/** Returns whether a browser rejects this label as punycode. Node's URL accepts broken punycode. */
function isBrokenPunycode(label: string): boolean {
  if (!label.startsWith('xn--')) return false;
  const decoded = domainToUnicode(label);
  return decoded === '' || decoded.startsWith('xn--');
}
