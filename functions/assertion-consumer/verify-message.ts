import { Problem } from '../../shared/problems/problem.ts';
import type { AcceptedAssertion } from '../../shared/saml/inbound/verify.ts';
import { verifyEncryptedForTenant, verifyForTenant } from '../../shared/sign-in/verify-for-tenant.ts';
import type { CachedTenantStore } from '../../shared/tenants/store/cached-tenant-store.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { requireActiveTenantNow } from '../find-tenant.ts';
import type { PostedResponse } from './posted-response.ts';

/** A message that the tenant's directory signed, and the tenant as it was when it was verified. */
export interface VerifiedSignIn {
  readonly tenant: Tenant;
  /** Its version in the store. */
  readonly tenantVersion: number | undefined;
  readonly accepted: AcceptedAssertion;
}

/**
 * Verifies a message by the tenant as it is remembered. What that refuses is verified once more by the tenant as it is
 * now: a key that was added a moment ago counts, a directory that was left is expected no more, and whoever has no key
 * waits for one read, whether the tenant is remembered, disabled or does not exist.
 * @throws Problem `tenant-not-found`, `tenant-disabled`, and those of the verification
 */
export async function verifyMessage(
  tenants: CachedTenantStore,
  posted: PostedResponse,
): Promise<VerifiedSignIn> {
  const { site, tenant: id } = posted.location;
  const cached = tenants.peekCached(site.app.id, id);
  if (cached !== undefined) {
    try {
      return await verifyBy(tenants, cached, posted);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  }
  return verifyMessageFresh(tenants, posted);
}

/**
 * Verifies a message by the tenant as it is now. One read.
 * @throws Problem as {@link verifyMessage}
 */
export async function verifyMessageFresh(
  tenants: CachedTenantStore,
  posted: PostedResponse,
): Promise<VerifiedSignIn> {
  return verifyBy(tenants, await requireActiveTenantNow(tenants, posted.location), posted);
}

async function verifyBy(
  tenants: Pick<CachedTenantStore, 'versionOf'>,
  tenant: Tenant,
  { request, location: { site }, unverified, contentKey }: PostedResponse,
): Promise<VerifiedSignIn> {
  const now = request.receivedAt;
  const accepted =
    unverified.kind === 'encrypted'
      ? await verifyEncryptedForTenant(unverified, contentKey, site, tenant, now)
      : verifyForTenant(unverified, site, tenant, now);
  return { tenant, tenantVersion: tenants.versionOf(tenant), accepted };
}
