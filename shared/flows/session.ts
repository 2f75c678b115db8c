import { Buffer } from 'node:buffer';
import { timingSafeEqual } from 'node:crypto';
import type { AppId, TenantId } from '../apps/profile.ts';
import type { FlowId, SignedInFlow } from './flow.ts';
import type { FlowStore } from './flow-store.ts';
import { hashOfSecret } from './secret-hash.ts';

/** What a session cookie says, once it is well-formed. */
export interface SessionClaim {
  readonly tenant: TenantId;
  readonly flow: FlowId;
  readonly secret: string;
}

/** The running session that `claim` proves, or undefined. One read. */
export async function findSession(
  flows: FlowStore,
  app: AppId,
  claim: SessionClaim,
  now: Date,
): Promise<SignedInFlow | undefined> {
  const flow = await flows.find(app, claim.tenant, claim.flow);
  if (flow?.state !== 'signed-in' || flow.sessionExpiresAt <= now) return undefined;
  const [stored, shown] = [Buffer.from(flow.sessionHash), Buffer.from(hashOfSecret(claim.secret))];
  return stored.length === shown.length && timingSafeEqual(stored, shown) ? flow : undefined;
}

/** Ends the session that `claim` proves, at once and for every browser. False where it was not running. */
export function endSession(flows: FlowStore, app: AppId, claim: SessionClaim): Promise<boolean> {
  return flows.signOut(app, claim.tenant, claim.flow, hashOfSecret(claim.secret));
}
