import { isLiveSession } from '../../shared/sign-in/account-status.ts';
import type { CompletedSignIn } from '../../shared/sign-in/flow-store.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import type { AssertionConsumerDependencies } from './dependencies.ts';

/**
 * Ends the person's oldest sessions until the new one and the others are no more than the tenant allows. No request for
 * a tenant without a maximum; otherwise one of an index, one read, and a write for each session that ends. The index
 * is eventually consistent: of sign-ins within the same second one may not see the other, and then one session too many
 * runs until the next sign-in, which ends the oldest again.
 */
export async function limitSessions(
  { flows, sessions }: Pick<AssertionConsumerDependencies, 'flows' | 'sessions'>,
  { maximumSessions }: Tenant,
  { app, tenant, id, user, userGeneration, tenantGeneration, signedInAt: at }: CompletedSignIn,
): Promise<void> {
  if (maximumSessions === undefined) return;
  const others = (await sessions.ofUser(app, tenant, user.id)).filter(
    (each) =>
      each.id !== id &&
      isLiveSession(each, at) &&
      // One of an earlier generation has ended, and so counts for nothing.
      each.userGeneration === userGeneration &&
      each.tenantGeneration === tenantGeneration,
  );
  const end = { reason: 'too-many', at } as const;
  const tooMany = others.slice(maximumSessions - 1);
  await Promise.all(tooMany.map((each) => flows.signOut(app, tenant, each.id, each.sessionHash, end)));
}
