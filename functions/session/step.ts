import { json } from '../../shared/http/answer.ts';
import type { Step } from '../../shared/http/endpoint.ts';
import type { Deployment } from '../deployment.ts';
import { sessionOf, visitOf } from '../find-session.ts';

/**
 * GET /session: who is signed in, for the vendor's application. One read.
 * 200 `{app, tenant, user: {id, signInName, displayName?}, signedInAt, expiresAt}`, or 401 `{error}`.
 */
export function sessionStep({ sites, flows }: Pick<Deployment, 'sites' | 'flows'>): Step {
  return async (request) => {
    const visit = visitOf(sites, request);
    const session = visit && (await sessionOf(flows, visit, request.receivedAt));
    if (session === undefined) return json(401, { error: 'not-signed-in' });
    const { app, tenant, user, signedInAt, sessionExpiresAt } = session;
    return json(200, {
      app,
      tenant,
      user,
      signedInAt: signedInAt.toISOString(),
      expiresAt: sessionExpiresAt.toISOString(),
    });
  };
}
