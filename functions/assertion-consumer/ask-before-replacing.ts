import { Problem } from '../../shared/problems/problem.ts';
import { readSessionEndCookie } from '../../shared/sign-in/browser/session-end-cookie.ts';
import { isSolicited } from '../../shared/sign-in/initiation.ts';
import { findNamedSession } from '../../shared/sign-in/session-by-hash.ts';
import type { User } from '../../shared/users/user.ts';
import type { AssertionConsumerDependencies } from './dependencies.ts';
import { acceptsUnsolicited } from './limits.ts';
import type { PostedResponse } from './posted-response.ts';
import type { VerifiedSignIn } from './verify-message.ts';

/**
 * Refuses an unsolicited sign-in over the running session of another person, unless a page of the tenant's directory
 * posts it. Otherwise a person of the tenant could post their own assertion from any site, and the other person would
 * continue to work in that account (login cross-site request forgery). The problem page asks: continue, or sign out.
 * The assertion can still be used. Two reads if the browser has a session and the post does not come from the
 * directory.
 * @throws Problem `session-of-another-person`
 */
export async function askBeforeReplacing(
  { limits, ...stores }: Pick<AssertionConsumerDependencies, 'limits' | 'flows' | 'accountStatuses'>,
  { request, location: { site } }: Pick<PostedResponse, 'request' | 'location'>,
  { tenant, accepted }: VerifiedSignIn,
): Promise<void> {
  if (isSolicited(accepted.confirmation.inResponseTo) || !acceptsUnsolicited(site.app, limits)) return;
  const named = readSessionEndCookie(request.cookies);
  if (named === undefined) return;
  const directory = new URL(tenant.connection.loginUrl).origin;
  if (request.header('origin') === directory) return;
  const running = await findNamedSession(stores, named, request.receivedAt);
  if (running === undefined) return;
  const { session, user } = running;
  // The same person has the same NameID, issuer and identity. A person who was renamed is asked, and so is one who now
  // has a colleague's name.
  const isSamePerson =
    session.app === tenant.app &&
    session.tenant === tenant.id &&
    session.issuer === accepted.issuer &&
    session.nameId === accepted.nameId.value &&
    isSameIdentity(user.identity, accepted.identity);
  if (isSamePerson) return;
  throw Problem.authenticated('session-of-another-person', {
    expected: `posted by ${directory}`,
    actual: request.header('origin') ?? 'no Origin',
  });
}

/** Without an identity on either side, only the names can be compared. */
function isSameIdentity(one: User['identity'], other: User['identity']): boolean {
  return one?.directoryId === other?.directoryId && one?.objectId === other?.objectId;
}
