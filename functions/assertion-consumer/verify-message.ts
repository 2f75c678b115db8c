import { answeredFlowId, type FlowId, unsolicitedFlowId } from '../../shared/ids/flow-id.ts';
import type { AcceptedAssertion } from '../../shared/saml/inbound/verify.ts';
import { isSolicited } from '../../shared/sign-in/initiation.ts';
import { verifyEncryptedForTenant, verifyForTenant } from '../../shared/sign-in/verify-for-tenant.ts';
import type { CachedTenantStore } from '../../shared/tenants/store/cached-tenant-store.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { requireActive } from '../find-tenant.ts';
import type { PostedResponse } from './posted-response.ts';
import { decidedBy, Rejection } from './rejection.ts';

/** A message that the tenant's directory signed, and the tenant that it was verified for. */
export interface VerifiedSignIn {
  readonly tenant: Tenant;
  /** The tenant's version in the store. */
  readonly tenantVersion: number | undefined;
  readonly accepted: AcceptedAssertion;
  /** The flow of the message. Undefined where the message names none, or must not be disclosed. */
  readonly flow: FlowId | undefined;
}

/**
 * Verifies a message for the cached tenant. If that fails, or no tenant is cached, it verifies for the tenant as it is
 * now, by one read: a key that was added a moment ago counts, and a replaced connection no longer does. A message
 * without a trusted key always waits for that read, whether the tenant is cached, disabled or does not exist.
 * @throws Rejection with the tenant that decided: `tenant-not-found`, `tenant-disabled`, and those of the verification
 */
export async function verifyMessage(
  tenants: CachedTenantStore,
  posted: PostedResponse,
): Promise<VerifiedSignIn> {
  const { site, tenant: id } = posted.location;
  const cached = tenants.peekCached(site.app.id, id);
  if (cached !== undefined) {
    try {
      return await verifyFor(cached, tenants, posted);
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
    }
  }
  return verifyMessageFresh(tenants, posted);
}

/**
 * Verifies a message for the tenant as it is now. One read.
 * @throws Rejection as {@link verifyMessage}
 */
export async function verifyMessageFresh(
  tenants: CachedTenantStore,
  posted: PostedResponse,
): Promise<VerifiedSignIn> {
  const { site, tenant: id } = posted.location;
  return verifyFor(await tenants.findFresh(site.app.id, id), tenants, posted);
}

function verifyFor(
  found: Tenant | undefined,
  tenants: Pick<CachedTenantStore, 'versionOf'>,
  { request, location: { site, tenant: id }, unverified, contentKey }: PostedResponse,
): Promise<VerifiedSignIn> {
  return decidedBy({ tenant: found }, async () => {
    const tenant = requireActive(found, id);
    const now = request.receivedAt;
    const accepted =
      unverified.kind === 'encrypted'
        ? await verifyEncryptedForTenant(unverified, contentKey, site, tenant, now)
        : verifyForTenant(unverified, site, tenant, now);
    return { tenant, tenantVersion: tenants.versionOf(tenant), accepted, flow: flowOf(accepted) };
  });
}

function flowOf({ disclosed, issuer, id, confirmation }: AcceptedAssertion): FlowId | undefined {
  if (!disclosed) return undefined;
  const { inResponseTo } = confirmation;
  return isSolicited(inResponseTo) ? answeredFlowId(inResponseTo) : unsolicitedFlowId(issuer, id);
}
