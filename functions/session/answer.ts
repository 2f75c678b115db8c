import { defined } from '../../shared/objects/defined.ts';
import type { RunningSession } from '../../shared/sign-in/session.ts';
import type { SessionAnswer } from '../../shared/sign-in/session-answer.ts';

/** Returns what the vendor's application is told of a session. */
export function sessionAnswerOf(session: RunningSession): SessionAnswer {
  const { app, tenant, user, claims, isAdministrator, signedInAt, sessionExpiresAt, acr, amr } = session;
  return {
    app,
    tenant,
    user: isAdministrator ? { ...user, administrator: true } : user,
    ...defined({ claims }),
    signedInAt: signedInAt.toISOString(),
    ...defined({ authenticatedAt: session.authenticatedAt?.toISOString(), acr, amr }),
    expiresAt: sessionExpiresAt.toISOString(),
  };
}
