import { defined } from '../../objects/defined.ts';
import { type AccountStatusStore, isLiveSession, isSessionValid } from '../account-status.ts';
import { belongsToTenant } from '../flow.ts';
import type { RunningSession } from '../session.ts';
import type { FoundGrant } from './grant-store.ts';

/**
 * Returns the session of a grant if it runs: whatever ends a session ends its tokens with the next request. Undefined
 * also where grant or session belong to an earlier tenant of the name. One read; none if the session itself has ended.
 */
export async function runningSessionOfGrant(
  accountStatuses: AccountStatusStore,
  { grant, session }: FoundGrant,
  now: Date,
): Promise<RunningSession | undefined> {
  if (!isLiveSession(session, now)) return undefined;
  const status = await accountStatuses.find(session.app, session.tenant, session.user.signInName);
  const { tenant, user } = status;
  if (tenant === undefined || !isSessionValid(session, status, now) || !belongsToTenant(session, tenant)) {
    return undefined;
  }
  if (grant.tenantCreatedAt?.getTime() !== session.tenantCreatedAt?.getTime()) return undefined;
  return {
    ...session,
    ...defined({ tenantDisplayName: tenant.displayName }),
    isAdministrator: user?.administrator === true,
  };
}
