import { answeredFlowId, type FlowId, unsolicitedFlowId } from '../../shared/ids/flow-id.ts';
import { Problem } from '../../shared/problems/problem.ts';
import type { AcceptedAssertion } from '../../shared/saml/inbound/verify.ts';
import { tenantInFlowCookie } from '../../shared/sign-in/browser/flow-cookie.ts';
import { isSolicited } from '../../shared/sign-in/initiation.ts';
import { verifyEncryptedForTenant, verifyForTenant } from '../../shared/sign-in/verify-for-tenant.ts';
import type { CachedTenantStore } from '../../shared/tenants/store/cached-tenant-store.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { requireActive } from '../find-tenant.ts';
import { requireOwnKey } from './own-key.ts';
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
 * @throws Rejection with the tenant that decided: `tenant-not-found`, `tenant-disabled`, those of the verification, and
 * that of {@link requireOwnKey}
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
  posted: PostedResponse,
): Promise<VerifiedSignIn> {
  const { request, unverified, contentKey } = posted;
  const { site } = posted.location;
  return decidedBy({ tenant: found }, async () => {
    const now = request.receivedAt;
    const tenant = requireOpen(found, posted);
    const accepted =
      unverified.kind === 'encrypted'
        ? await verifyEncryptedForTenant(unverified, contentKey, {
            site,
            tenant,
            now,
            answerTo: ownRequestOf(posted, tenant),
          })
        : verifyForTenant(unverified, site, tenant, now);
    const flow = flowOf(accepted);
    // Here, so that each version of the tenant decides for itself: a proof may have been added or removed since.
    await decidedBy({ tenant, flow }, async () => requireOwnKey(posted.location, tenant, accepted));
    return { tenant, tenantVersion: tenants.versionOf(tenant), accepted, flow };
  });
}

/** Returns the request that a message claims to answer, if this browser began it at `tenant`. */
function ownRequestOf({ request, location, inResponseTo = '' }: PostedResponse, tenant: Tenant) {
  const begunAt = tenantInFlowCookie(request.cookies, location.site.app.id, inResponseTo);
  return begunAt === tenant.id ? inResponseTo : undefined;
}

/**
 * Returns `found`, if people may sign in to it. A person whom the directory of a disabled tenant has signed learns that
 * it is disabled; everyone else learns as much as about a tenant that does not exist. An encrypted message is not
 * decrypted for that.
 * @throws Problem `tenant-not-found`, `tenant-disabled`
 */
function requireOpen(found: Tenant | undefined, { request, location, unverified }: PostedResponse): Tenant {
  try {
    return requireActive(location.site.app, found, location.tenant);
  } catch (error) {
    const isDisabled = error instanceof Problem && error.code === 'tenant-disabled';
    if (!isDisabled || found === undefined || unverified.kind === 'encrypted') throw error;
    const isSigned = isSignedByDirectory(() =>
      verifyForTenant(unverified, location.site, found, request.receivedAt),
    );
    throw isSigned ? error.afterVerification() : error;
  }
}

function isSignedByDirectory(verify: () => unknown): boolean {
  try {
    verify();
    return true;
  } catch (error) {
    if (error instanceof Problem) return error.authenticated;
    throw error;
  }
}

function flowOf({ disclosed, issuer, id, confirmation }: AcceptedAssertion): FlowId | undefined {
  if (!disclosed) return undefined;
  const { inResponseTo } = confirmation;
  return isSolicited(inResponseTo) ? answeredFlowId(inResponseTo) : unsolicitedFlowId(issuer, id);
}
