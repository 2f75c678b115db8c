import { appsOf, requireApp } from '../../shared/apps/apps.ts';
import type { Site } from '../../shared/apps/site.ts';
import { siteAhead, sitesOfApp, standingSite } from '../../shared/apps/standing-site.ts';
import { isConfigured } from '../../shared/tenants/connection.ts';
import { ActivationRejected, activateDraft } from '../../shared/tenants/draft/activate-draft.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import type { TenantLocation } from '../location.ts';

/** What a set-up page is to a move of its app. */
export interface Move {
  /**
   * `to-here`: at the new address of a tenant that still signs in at the earlier one; `from-here`: at the earlier one.
   * `moved`: at the address of a tenant that was moved; `moved-away`: at the earlier one of it.
   */
  readonly stage: 'to-here' | 'from-here' | 'moved' | 'moved-away';
  readonly earlier: Site;
  readonly next: Site;
}

/** Returns what this page is to a move; undefined where the app has one address, or the tenant is not set up yet. */
export function moveAt(
  sites: readonly Site[],
  { location, tenant }: { readonly location: TenantLocation; readonly tenant: Tenant },
): Move | undefined {
  const [earlier, ...more] = sitesOfApp(sites, tenant.app);
  const next = more.at(-1);
  if (earlier === undefined || next === undefined || !isConfigured(tenant.connection)) return undefined;
  const isAtNext = location.site.origin === next.origin;
  if (siteAhead(sites, tenant) === undefined)
    return { stage: isAtNext ? 'moved' : 'moved-away', earlier, next };
  return { stage: isAtNext ? 'to-here' : 'from-here', earlier, next };
}

/** Returns the site to which activation of the tenant's draft moves it: where the draft has been tested, if it is ahead. */
export function siteOfTest(sites: readonly Site[], tenant: Tenant): Site | undefined {
  const ahead = siteAhead(sites, tenant);
  return ahead !== undefined && tenant.draft?.test?.origin === ahead.origin ? ahead : undefined;
}

/**
 * Returns the tenant as {@link activateDraft} makes it, moved to the new address of its app if the draft was tested
 * there: what people could do there, not what someone entered, moves a tenant.
 * @throws ActivationRejected also where the draft was tested at an address that the tenant has left
 */
export function activateWhereTested(
  sites: readonly Site[],
  tenant: Tenant,
  revision: number,
  now: Date,
): Tenant {
  const origin = tenant.draft?.test?.origin;
  const next = siteOfTest(sites, tenant);
  const isOfNow = origin === undefined || origin === (next ?? standingSite(sites, tenant))?.origin;
  if (!isOfNow) throw new ActivationRejected('not-tested');
  const activated = activateDraft(requireApp(appsOf(sites), tenant.app), tenant, revision, now);
  return next === undefined ? activated : { ...activated, standsAt: next.origin };
}
