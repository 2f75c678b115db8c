import { Problem } from '../../../shared/problems/problem.ts';
import { findBoundUser } from '../../../shared/sign-in/bound-user.ts';
import { requireMultiFactor } from '../../../shared/sign-in/multi-factor.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { User } from '../../../shared/users/user.ts';
import type { AssertionConsumerDependencies } from '../dependencies.ts';
import type { PostedResponse } from '../posted-response.ts';
import { type VerifiedSignIn, verifyMessageFresh } from '../verify-message.ts';

/** How often a message is verified whose tenant changes again and again. */
const maximumVerifications = 4;

/**
 * Returns the user of a verified message, and the tenant whose current version verified it. A cached tenant may be
 * outdated: if the store has another version, the message is verified again for that one. At the first sign-in it binds
 * the user to the identity of the directory, as every sign-in does. One request for a bound user of a current tenant.
 * @throws Problem `multi-factor-missing`, `user-…`; `store-unavailable` where the tenant keeps changing
 * @throws Rejection of the new verification
 */
export async function findAdministrator(
  deps: Pick<AssertionConsumerDependencies, 'accountStatuses' | 'tenants' | 'users'>,
  posted: PostedResponse,
  first: VerifiedSignIn,
): Promise<{ readonly user: User; readonly tenant: Tenant }> {
  const now = posted.request.receivedAt;
  let verified = first;
  for (let verification = 1; verification < maximumVerifications; verification += 1) {
    const { tenant, tenantVersion, accepted } = verified;
    const status = await deps.accountStatuses.find(tenant.app, tenant.id, accepted.nameId.value);
    const isCurrent =
      status.tenant?.createdAt.getTime() === tenant.createdAt.getTime() &&
      status.tenant.isOpen &&
      status.tenant.version === tenantVersion;
    if (isCurrent) {
      requireMultiFactor(tenant, accepted);
      const person = { tenant, accepted, now, named: status.user };
      // The caller has found the request open: the message can be used.
      const { user } = await findBoundUser(deps.users, person, async () => {});
      return { user, tenant };
    }
    verified = await verifyMessageFresh(deps.tenants, posted);
  }
  throw new Problem('store-unavailable', { actual: 'the tenant changes again and again' });
}
