import type { OwnSessionView } from '../../shared/pages/own-sessions.ts';
import { isLiveSession } from '../../shared/sign-in/account-status.ts';
import type { RunningSession } from '../../shared/sign-in/session.ts';
import { browserNameOf } from '../../shared/sign-in/sessions/browser-name.ts';
import type { SessionIndex } from '../../shared/sign-in/sessions/session-index.ts';

/**
 * Returns the running sessions of the person whose session this is, newest first, this one always among them. Another
 * one that began within about a second may be missing. Two requests.
 * @throws the store's error
 */
export async function ownSessions(
  sessions: SessionIndex,
  current: RunningSession,
  now: Date,
): Promise<readonly OwnSessionView[]> {
  const { app, tenant, user, userGeneration, tenantGeneration } = current;
  const others = (await sessions.ofUser(app, tenant, user.id)).filter(
    (each) =>
      each.id !== current.id &&
      isLiveSession(each, now) &&
      // This session counts, so those of its generation do, and no others.
      each.userGeneration === userGeneration &&
      each.tenantGeneration === tenantGeneration,
  );
  return [current, ...others].map((each) => ({
    ...browserNameOf(each.browser),
    signedInAt: each.signedInAt,
    isThis: each.id === current.id,
  }));
}
