import type { Problem } from '../../shared/problems/problem.ts';
import {
  claimsOfMessage,
  diagnoseRejected,
  type RejectedMessage,
} from '../../shared/sign-in/log/rejected-message.ts';
import type { AssertionConsumerDependencies, PostedResponse } from './posted-response.ts';

/**
 * What is kept of a refused message beside its problem. Only one that the tenant's directory has signed is diagnosed
 * further, by the tenant as it was verified; what strangers send costs the same for every name. No request, but
 * the content key is the one that verification has asked for.
 */
export async function rejectedMessage(
  { tenants }: Pick<AssertionConsumerDependencies, 'tenants'>,
  { request, location: { site, tenant: id }, unverified, contentKey }: PostedResponse,
  { authenticated }: Problem,
): Promise<RejectedMessage> {
  const tenant = authenticated ? tenants.peekCached(site.app.id, id) : undefined;
  if (tenant === undefined) return claimsOfMessage(unverified);
  return diagnoseRejected(unverified, {
    site,
    tenant,
    now: request.receivedAt,
    contentKeyOf: () => contentKey,
  });
}
