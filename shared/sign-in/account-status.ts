import type { AppId } from '../ids/app-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { User } from '../users/user.ts';
import type { Flow, SignedInFlow } from './flow.ts';
import { isIdle } from './sessions/idle.ts';

/** What of a tenant decides whether its sessions are valid. */
export interface TenantStatus {
  readonly createdAt: Date;
  /** The organisation's name for people, as in `Tenant`. */
  readonly displayName?: string;
  /** As in `StoredTenant`. */
  readonly version: number;
  /** Whether people may sign in to the tenant at all. */
  readonly isOpen: boolean;
  readonly sessionGeneration: number;
}

/** A user and a tenant as they are now; undefined where there is none of that name. */
export interface AccountStatus {
  readonly user: User | undefined;
  readonly tenant: TenantStatus | undefined;
}

/** Looks up users and tenants for a session. */
export interface AccountStatusStore {
  /** The tenant and its user of this sign-in name. One request, each of the two strongly consistent. */
  find(app: AppId, tenant: TenantId, signInName: string): Promise<AccountStatus>;
}

/**
 * Whether a session counts at `now`: the one place that decides it, for every cookie, code and token that a session
 * stands behind. It does while no one ended it, its time has not run out, it is not idle, its user is there and active, its tenant is there and open, and both have
 * the generation that the sign-in copied. Every write that ends a person's sessions changes one of these. A sign-in
 * that read before that write has the older generation, so it does not matter which write came last.
 */
export function isSessionValid(session: SignedInFlow, { user, tenant }: AccountStatus, now: Date): boolean {
  if (!isLiveSession(session, now)) return false;
  if (user?.id !== session.user.id || !user.active || !tenant?.isOpen) return false;
  const { sessionGeneration: userGeneration = 0 } = user;
  return (
    userGeneration === (session.userGeneration ?? 0) &&
    tenant.sessionGeneration === (session.tenantGeneration ?? 0)
  );
}

/**
 * Whether `flow` is a session that no one ended, whose time has not run out and that is not idle. A session of an ended
 * generation still runs by this; only {@link isSessionValid} decides.
 */
export function isLiveSession(flow: Flow | undefined, now: Date): flow is SignedInFlow {
  return flow?.state === 'signed-in' && flow.sessionExpiresAt > now && !isIdle(flow, now);
}
