import { addressTemplates } from '../../shared/apps/address-template.ts';
import { type Address, type Location, locate, locationsAt } from '../../shared/apps/locate.ts';
import { type Site, tenantStandsInHost } from '../../shared/apps/site.ts';
import { tenantUrlPatterns, tenantUrls } from '../../shared/apps/urls.ts';
import { parseTenantId } from '../../shared/ids/tenant-id.ts';
import { Problem } from '../../shared/problems/problem.ts';
import type { TenantLocation } from '../location.ts';

/** Addresses that administrators enter by mistake as the Reply URL. */
export type MistakenReplyUrl = 'the Sign on URL' | 'the metadata URL' | 'another spelling of the Reply URL';

/** Where a message came to. */
export interface PostTarget {
  readonly location: Location;
  /** Undefined at the Reply URL itself. */
  readonly mistaken?: MistakenReplyUrl;
}

/**
 * Returns the target of `address`: the Reply URL of a tenant, or an address that people enter instead. A message that
 * the directory signed gets a page there that names the right URL; it makes no session.
 * @throws Problem `reply-url-without-tenant` at an app's bare origin, where no tenant can be told
 * @throws Problem `tenant-not-found` at any other address
 */
export function resolvePostTarget(sites: readonly Site[], address: Address): PostTarget {
  const location = locate(sites, address, 'assertion-consumer');
  switch (location?.endpoint) {
    case 'assertion-consumer': {
      const respelled = respelledTenant(location, address);
      return respelled === undefined
        ? { location }
        : { location: respelled, mistaken: 'another spelling of the Reply URL' };
    }
    case 'sign-on':
      return {
        location: respelledTenant(location, address) ?? location,
        mistaken: 'the Sign on URL',
      };
    case 'metadata':
      return {
        location: respelledTenant(location, address) ?? location,
        mistaken: 'the metadata URL',
      };
    default:
      throw elsewhere(sites, address);
  }
}

function elsewhere(sites: readonly Site[], address: Address): Problem {
  // A fixed Identifier is the bare origin: entered as Reply URL, it names no tenant.
  const fixed = locationsAt(sites, address).find(
    ({ site }) => tenantUrlPatterns(site).identifier === site.origin,
  );
  if (fixed === undefined || address.path !== '/') {
    return new Problem('tenant-not-found', { actual: 'no such address' });
  }
  return new Problem('reply-url-without-tenant', {
    expected: tenantUrlPatterns(fixed.site).replyUrl,
    actual: `${fixed.site.origin}/`,
  });
}

/** A name has 63 characters, and people add few: what is longer is not looked through. */
const longestRespelling = 80;

/**
 * The same location with the tenant that its query means: in capitals, with blanks or a slash around it, or under a
 * parameter in capitals. Undefined where the query is right, or means none. A host name has no capitals.
 */
function respelledTenant(location: Location, { rawQuery }: Address): Location | undefined {
  const { site, tenant, endpoint } = location;
  const { app } = site;
  const [template] = endpoint === undefined ? [] : addressTemplates(site, endpoint);
  const isByQuery = template !== undefined && !template.path.includes('{tenant}');
  if (tenant.kind === 'named' || tenantStandsInHost(site) || !isByQuery) return undefined;
  const named = [...new URLSearchParams(rawQuery)].filter(
    ([name]) => name.toLowerCase() === app.tenantParameter,
  );
  const [[, value = ''] = [], ...more] = named;
  if (more.length > 0 || value.length > longestRespelling) return undefined;
  const id = parseTenantId(value.replace(/^ +|[ /]+$/g, '').toLowerCase());
  return id === undefined ? undefined : { ...location, tenant: { kind: 'named', id } };
}

/**
 * Requires that a verified message was posted to the Reply URL.
 * @throws Problem `reply-url-mistaken`
 */
export function requireReplyUrl({
  request,
  location,
  mistaken,
}: {
  readonly request: Pick<Address, 'path' | 'rawQuery'>;
  readonly location: TenantLocation;
  readonly mistaken?: MistakenReplyUrl;
}): void {
  if (mistaken !== undefined) throw mistakenReplyUrlProblem(location, mistaken, request);
}

/** Returns the problem of a signed message at another address: the address it used, and the right one. */
export function mistakenReplyUrlProblem(
  { site, tenant }: TenantLocation,
  mistaken: MistakenReplyUrl,
  { path, rawQuery }: Pick<Address, 'path' | 'rawQuery'>,
): Problem {
  const { replyUrl } = tenantUrls(site, tenant);
  const used = `${new URL(replyUrl).origin}${path}${rawQuery === '' ? '' : `?${rawQuery}`}`;
  return Problem.authenticated('reply-url-mistaken', {
    expected: replyUrl,
    actual: `${mistaken}: ${used}`,
  });
}
