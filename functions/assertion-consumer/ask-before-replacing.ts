import { Problem } from '../../shared/problems/problem.ts';
import { readSessionEndCookie } from '../../shared/sign-in/browser/session-end-cookie.ts';
import { findNamedSession } from '../../shared/sign-in/session-by-hash.ts';
import type { User } from '../../shared/users/user.ts';
import type { AssertionConsumerDependencies, PostedResponse } from './posted-response.ts';
import type { VerifiedSignIn } from './verify-message.ts';

/**
 * Refuses an unsolicited sign-in over the running session of another person, unless a page of the tenant's directory
 * posts it: somebody of the same tenant could otherwise post an assertion of their own from any site, and the person
 * would go on working in that account (login cross-site request forgery). The page asks: go on, or sign out. The
 * assertion is not spent. Two reads where the browser has a session, and the post does not come from the directory.
 *
 * @throws Problem `session-of-another-person`
 */
export async function askBeforeReplacing(
  stores: Pick<AssertionConsumerDependencies, 'flows' | 'accountStatuses'>,
  { request }: Pick<PostedResponse, 'request'>,
  { tenant, accepted }: VerifiedSignIn,
): Promise<void> {
  const named = readSessionEndCookie(request.cookies);
  if (named === undefined) return;
  const directory = new URL(tenant.connection.loginUrl).origin;
  if (request.header('origin') === directory) return;
  const running = await findNamedSession(stores, named, request.receivedAt);
  if (running === undefined) return;
  const { session, user } = running;
  // The same NameID of the same issuer in the same tenant: whoever was renamed meanwhile is asked. So is whoever took a
  // colleague's name: a person is told by the identity where there is one.
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

/** Equal, or neither there: then a name is all that anybody goes by. */
function isSameIdentity(one: User['identity'], other: User['identity']): boolean {
  return one?.directoryId === other?.directoryId && one?.objectId === other?.objectId;
}
