import type { LogoutRequest } from '../../shared/saml/inbound/logout/logout-request.ts';
import type { LogoutOutcome } from '../../shared/saml/outbound/logout-response.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import type { Deployment } from '../deployment.ts';

/** More sessions than one person has. The bound is needed because the request may be unsigned. */
const maximumSessions = 16;

/** A directory's request for one tenant. */
export interface ReceivedLogout {
  readonly tenant: Tenant;
  readonly request: LogoutRequest;
  readonly isSigned: boolean;
  readonly now: Date;
}

/**
 * Ends the sessions that a request names, sixteen at most, and returns the outcome for the directory. A session is named
 * by its SessionIndex, which only the directory and we know. A NameID counts only in a signed request without
 * SessionIndex: then it names every session whose assertion had exactly this NameID.
 */
export async function endNamedSessions(
  { flows, users }: Pick<Deployment, 'flows' | 'users'>,
  { tenant: { app, id }, request: { sessionIndexes, nameId }, isSigned, now }: ReceivedLogout,
): Promise<LogoutOutcome> {
  const end = { reason: 'directory-logout', at: now } as const;
  const named = [...new Set(sessionIndexes)];
  if (named.length > 0) {
    await Promise.all(
      named.slice(0, maximumSessions).map((index) => flows.signOutBySessionIndex(app, id, index, end)),
    );
    return named.length > maximumSessions ? 'some-live' : 'ended';
  }
  if (!isSigned || nameId === undefined || nameId.value === '') return 'none-named';
  const user = await users.findBySignInName(app, id, nameId.value);
  if (user === undefined) return 'unknown-name';
  await flows.signOutByNameId(app, id, user.id, nameId, end);
  return 'ended';
}
