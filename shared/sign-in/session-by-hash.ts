import type { AppId } from '../ids/app-id.ts';
import type { FlowId } from '../ids/flow-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { User } from '../users/user.ts';
import { isLiveSession, isSessionValid } from './account-status.ts';
import type { SignedInFlow } from './flow.ts';
import type { SessionStores } from './session.ts';

/** The session of a browser, named by a cookie that can only end it. */
export interface SessionNamed {
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly flow: FlowId;
  /** The SHA-256 of its secret, as the store holds it. */
  readonly sessionHash: string;
}

/** A running session, and its user as they are now. */
export interface NamedSession {
  readonly session: SignedInFlow;
  readonly user: User;
}

/**
 * Returns the session of this hash if it runs: for a cross-site POST, which brings no session cookie. It proves nothing
 * about who asks, so no answer may show anything of the person. Two reads; one where there is no such session.
 */
export async function findNamedSession(
  { flows, accountStatuses }: SessionStores,
  { app, tenant, flow: id, sessionHash }: SessionNamed,
  now: Date,
): Promise<NamedSession | undefined> {
  const flow = await flows.find(app, tenant, id);
  if (!isLiveSession(flow, now) || flow.sessionHash !== sessionHash) return undefined;
  const status = await accountStatuses.find(app, tenant, flow.user.signInName);
  const { user } = status;
  return user !== undefined && isSessionValid(flow, status, now) ? { session: flow, user } : undefined;
}

/** Returns only the session of {@link findNamedSession}. */
export async function findSessionByHash(
  stores: SessionStores,
  named: SessionNamed,
  now: Date,
): Promise<SignedInFlow | undefined> {
  return (await findNamedSession(stores, named, now))?.session;
}
