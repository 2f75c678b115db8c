import { Buffer } from 'node:buffer';
import { timingSafeEqual } from 'node:crypto';
import type { AppId } from '../ids/app-id.ts';
import type { FlowId } from '../ids/flow-id.ts';
import { hashOfSecret } from '../ids/secret.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import { defined } from '../objects/defined.ts';
import { type AccountStatusStore, isLiveSession, isSessionValid } from './account-status.ts';
import type { SignedInFlow } from './flow.ts';
import type { FlowStore } from './flow-store.ts';

/** The contents of a well-formed session cookie. */
export interface SessionClaim {
  readonly tenant: TenantId;
  readonly flow: FlowId;
  readonly secret: string;
}

/** The stores of sessions, and of what decides whether they are valid. */
export interface SessionStores {
  readonly flows: Pick<FlowStore, 'find'>;
  readonly accountStatuses: AccountStatusStore;
}

/** A running session, with the name of its organisation where the tenant has one, and what its user is now. */
export interface RunningSession extends SignedInFlow {
  readonly tenantDisplayName?: string;
  readonly isAdministrator: boolean;
}

/**
 * Returns the running session that `claim` proves, or undefined. Two reads; only one if the claim proves nothing, so
 * strangers cost no more.
 */
export async function findSession(
  { flows, accountStatuses }: SessionStores,
  app: AppId,
  claim: SessionClaim,
  now: Date,
): Promise<RunningSession | undefined> {
  const flow = await flows.find(app, claim.tenant, claim.flow);
  if (!isLiveSession(flow, now)) return undefined;
  const [stored, shown] = [Buffer.from(flow.sessionHash), Buffer.from(hashOfSecret(claim.secret))];
  if (stored.length !== shown.length || !timingSafeEqual(stored, shown)) return undefined;
  const status = await accountStatuses.find(app, claim.tenant, flow.user.signInName);
  if (!isSessionValid(flow, status, now)) return undefined;
  return {
    ...flow,
    ...defined({ tenantDisplayName: status.tenant?.displayName }),
    isAdministrator: status.user?.administrator === true,
  };
}

/**
 * Ends the session that `claim` proves, by the person's wish, at once and for every browser, and returns it as it ended.
 * Undefined where it was not running. One write.
 */
export function endSession(
  flows: Pick<FlowStore, 'signOut'>,
  app: AppId,
  claim: SessionClaim,
  at: Date,
): Promise<SignedInFlow | undefined> {
  const end = { reason: 'signed-out', at } as const;
  return flows.signOut(app, claim.tenant, claim.flow, hashOfSecret(claim.secret), end);
}
