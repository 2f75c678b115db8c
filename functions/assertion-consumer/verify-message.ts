import { Problem } from '../../shared/problems/problem.ts';
import type { AcceptedAssertion } from '../../shared/saml/inbound/verify.ts';
import { judgeEncryptedForTenant, judgeForTenant } from '../../shared/sign-in/verify-for-tenant.ts';
import type { CachedTenantStore } from '../../shared/tenants/store/cached-tenant-store.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { requireActiveTenantNow } from '../find-tenant.ts';
import type { Arrival } from './posted-response.ts';

/** A message that the tenant's directory signed, and the tenant as it was when it was judged. */
export interface Judged {
  readonly tenant: Tenant;
  /** Its version in the store. */
  readonly tenantVersion: number | undefined;
  readonly accepted: AcceptedAssertion;
}

/**
 * Judges a message by the tenant as it is remembered. What that refuses is judged once more by the tenant as it is
 * now: a key that was added a moment ago counts, a directory that was left is expected no more, and whoever has no key
 * waits for one read, whether the tenant is remembered, disabled or does not exist.
 * @throws Problem `tenant-not-found`, `tenant-disabled`, and those of the judge
 */
export async function judgeMessage(tenants: CachedTenantStore, arrival: Arrival): Promise<Judged> {
  const { site, tenant: id } = arrival.location;
  const remembered = tenants.remembered(site.app.id, id);
  if (remembered !== undefined) {
    try {
      return await judgeBy(tenants, remembered, arrival);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  }
  return judgeMessageNow(tenants, arrival);
}

/**
 * Judges a message by the tenant as it is now. One read.
 * @throws Problem as {@link judgeMessage}
 */
export async function judgeMessageNow(tenants: CachedTenantStore, arrival: Arrival): Promise<Judged> {
  return judgeBy(tenants, await requireActiveTenantNow(tenants, arrival.location), arrival);
}

async function judgeBy(
  tenants: Pick<CachedTenantStore, 'versionOf'>,
  tenant: Tenant,
  { request, location: { site }, unverified, contentKey }: Arrival,
): Promise<Judged> {
  const now = request.receivedAt;
  const accepted =
    'encryptedAssertion' in unverified
      ? await judgeEncryptedForTenant(unverified, contentKey, site, tenant, now)
      : judgeForTenant(unverified, site, tenant, now);
  return { tenant, tenantVersion: tenants.versionOf(tenant), accepted };
}
