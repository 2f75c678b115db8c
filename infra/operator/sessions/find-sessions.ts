import type { AppProfile } from '../../../shared/apps/profile.ts';
import { isLiveSession, isSessionValid } from '../../../shared/sign-in/account-status.ts';
import { belongsToTenant, type SignedInFlow } from '../../../shared/sign-in/flow.ts';
import { acceptsSignIns } from '../../../shared/tenants/sso-entitlement.ts';
import { sessionLength, type Tenant } from '../../../shared/tenants/tenant.ts';
import type { User } from '../../../shared/users/user.ts';
import type { CommandContext } from '../command-context.ts';

/** The sessions that were found, newest first, and whether there are more. */
export interface FoundSessions {
  readonly sessions: readonly SignedInFlow[];
  readonly more: boolean;
}

/** The most sign-in names that the store looks up in one request. */
const namesAtOnce = 100;

/** Returns the running sessions of a user: a few requests. One that began a moment ago may be missing. */
export async function sessionsOfUser(
  context: CommandContext,
  app: AppProfile,
  tenant: Tenant,
  user: User,
  limit: number,
): Promise<FoundSessions> {
  const found = await context.sessions.ofUser(app.id, tenant.id, user.id);
  const sessions = await onlyValid(context, app, tenant, found);
  return { sessions: sessions.slice(0, limit), more: sessions.length > limit };
}

/** Returns the running sessions of a tenant: it reads the sign-ins of a session's longest life, page by page. */
export async function sessionsOfTenant(
  context: CommandContext,
  app: AppProfile,
  tenant: Tenant,
  limit: number,
): Promise<FoundSessions> {
  const now = context.terminal.now();
  const earliest = now.getTime() - sessionLength.maximumSeconds * 1_000;
  const valid: SignedInFlow[] = [];
  let batch: SignedInFlow[] = [];
  for await (const flow of context.signIns.list(tenant)) {
    if (flow.signedInAt.getTime() < earliest || valid.length > limit) break;
    if (isLiveSession(flow, now)) batch.push(flow);
    if (batch.length < namesAtOnce) continue;
    valid.push(...(await onlyValid(context, app, tenant, batch)));
    batch = [];
  }
  valid.push(...(await onlyValid(context, app, tenant, batch)));
  return { sessions: valid.slice(0, limit), more: valid.length > limit };
}

/** Returns those of up to a hundred sessions that a request would accept now. One request. */
export async function onlyValid(
  context: CommandContext,
  app: AppProfile,
  tenant: Tenant,
  sessions: readonly SignedInFlow[],
): Promise<readonly SignedInFlow[]> {
  const now = context.terminal.now();
  const ofTenant = sessions.filter((each) => isLiveSession(each, now) && belongsToTenant(each, tenant));
  if (ofTenant.length === 0) return [];
  const names = [...new Set(ofTenant.map(({ user }) => user.signInName))];
  const users = await context.users.findEach(app.id, tenant.id, names);
  const status = {
    createdAt: tenant.createdAt,
    version: 0,
    isOpen: acceptsSignIns(app, tenant),
    sessionGeneration: tenant.sessionGeneration ?? 0,
  };
  return ofTenant.filter((each) =>
    isSessionValid(each, { user: users.find(({ id }) => id === each.user.id), tenant: status }, now),
  );
}
