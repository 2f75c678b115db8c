import { type Address, type Location, locate, locationsAt } from '../shared/apps/locate.ts';
import type { EndpointName } from '../shared/apps/profile.ts';
import type { Site } from '../shared/apps/site.ts';
import { endpointUrl, signOnPathOf } from '../shared/apps/urls.ts';
import type { ProblemContext } from '../shared/endpoint/problem-response.ts';
import type { TenantId } from '../shared/ids/tenant-id.ts';
import { defined } from '../shared/objects/defined.ts';
import { Problem } from '../shared/problems/problem.ts';
import type { RequiredFreshness } from '../shared/sign-in/required-authentication.ts';

/** A location with a valid tenant name. */
export interface TenantLocation {
  readonly site: Site;
  readonly tenant: TenantId;
}

/**
 * Returns the location of an address at one endpoint. An unknown host, an unknown path and an invalid tenant name are
 * the same problem as an unknown tenant.
 * @throws Problem `tenant-not-found`
 */
export function resolveAddress(sites: readonly Site[], address: Address, endpoint: EndpointName): Location {
  const location = locate(sites, address, endpoint);
  if (location?.endpoint !== endpoint) throw new Problem('tenant-not-found', { actual: 'no such address' });
  return location;
}

/** Returns the location with its tenant. @throws Problem `tenant-not-found` where the address names no valid tenant */
export function requireTenant({ site, tenant }: Location): TenantLocation {
  if (tenant.kind !== 'named') {
    throw new Problem('tenant-not-found', { actual: `${tenant.kind} tenant name` });
  }
  return { site, tenant: tenant.id };
}

/** Returns what the address alone says about a refused request, for its page and its log line. */
export function problemContextOf(sites: readonly Site[], address: Address): ProblemContext {
  const location = locate(sites, address);
  if (location === undefined) return contextOfHost(sites, address);
  const { site, tenant } = location;
  // A path: at an address without its tenant, the pages of two tenants must be the same.
  const known = { app: site.app, backHref: signOnPathOf(site) };
  return tenant.kind === 'named'
    ? { ...known, tenant: tenant.id, tryAgainHref: endpointUrl(site, tenant.id, 'sign-on') }
    : known;
}

/** Returns the app of a host that belongs to one app alone, whatever the path. */
function contextOfHost(sites: readonly Site[], address: Address): ProblemContext {
  const [only, ...others] = locationsAt(sites, address);
  if (only === undefined || others.length > 0) return {};
  const { app } = only.site;
  return { app, backHref: signOnPathOf(only.site) };
}

/** The parameter of a Sign-on URL by which the directory asks who the person is, and its one value. */
export const accountParameter = 'account';
export const anotherAccount = 'another';

/** The parameter of a Sign-on URL by which the directory must ask the person to sign in again. Any value counts. */
export const reauthenticateParameter = 'reauthenticate';

/** The parameter of a Sign-on URL that limits the age of the person's authentication, in seconds. */
export const maxAgeParameter = 'max_age';

/** The parameters of a Sign-on URL, apart from its tenant. */
export interface SignOnParameters extends RequiredFreshness {
  readonly returnTo?: string | undefined;
  readonly loginHint?: string | undefined;
  /** Whether the directory asks who the person is, whatever session it has. Default false. */
  readonly asksForAccount?: boolean | undefined;
}

/** Returns the query of these parameters, by their names. */
export function signOnQueryOf({
  returnTo,
  loginHint,
  asksForAccount = false,
  reauthenticate,
  maxAgeSeconds,
}: SignOnParameters): Readonly<Record<string, string>> {
  return defined({
    returnTo,
    login_hint: loginHint,
    [accountParameter]: asksForAccount ? anotherAccount : undefined,
    [reauthenticateParameter]: reauthenticate && '1',
    [maxAgeParameter]: maxAgeSeconds?.toString(),
  });
}

/** Returns a tenant's published Sign-on URL with these parameters and those in `more`. */
export function signOnHref(
  { site, tenant }: TenantLocation,
  parameters: SignOnParameters = {},
  more: Readonly<Record<string, string>> = {},
): string {
  const href = endpointUrl(site, tenant, 'sign-on');
  const asked = { ...signOnQueryOf(parameters), ...more };
  if (Object.keys(asked).length === 0) return href;
  const url = new URL(href);
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  return url.href;
}

/**
 * Returns the same without a retry link, for a request that ends a session: "Try again" would sign the person in again.
 */
export function problemContextWithoutRetry(sites: readonly Site[], address: Address): ProblemContext {
  const { tryAgainHref: _, ...context } = problemContextOf(sites, address);
  return context;
}
