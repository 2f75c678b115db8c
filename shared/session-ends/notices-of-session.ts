import { eventId } from '../events/event-id.ts';
import type { LogoutNotice } from '../events/logout-notice.ts';
import type { Grant } from '../sign-in/grant/grant.ts';
import type { EndedSession } from './ended-session.ts';

/**
 * Returns a notice for each client that has got a token of an ended session. A client whose code was never spent knows
 * of no session. A client with several grants is told once, at each of its issuers.
 * @param ownGrants Those of the session with items of their own.
 */
export function noticesOf(
  { app, tenant, id: session, user, grantOfSignIn }: EndedSession,
  ownGrants: readonly Grant[],
): readonly LogoutNotice[] {
  const notices = [...(grantOfSignIn === undefined ? [] : [grantOfSignIn]), ...ownGrants]
    .filter((grant) => grant.session === session && grant.tokens !== undefined)
    .map(({ authorization: { client, issuer } }): LogoutNotice => {
      const id = eventId(app, tenant, session, client, issuer, 'logout-notice');
      return { id, app, client, issuer, tenant, user: user.id, session };
    });
  return [...new Map(notices.map((notice) => [notice.id, notice])).values()];
}
