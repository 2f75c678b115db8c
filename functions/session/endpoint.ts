import {
  type EndpointOptions,
  endpoint,
  type LambdaHandler,
  type RouteHandler,
} from '../../shared/endpoint/endpoint.ts';
import { type Answer, json } from '../../shared/http/answer.ts';
import { defined } from '../../shared/objects/defined.ts';
import type { RunningSession } from '../../shared/sign-in/session.ts';
import type { SessionAnswer, SessionRefusal, SessionRefused } from '../../shared/sign-in/session-answer.ts';
import type { Deployment } from '../deployment.ts';
import { problemContextOf } from '../location.ts';
import { findPresentedSession } from '../presented-session.ts';
import { mismatchOf, sessionCallerOf, sessionPresentedTo } from './caller.ts';

/** The dependencies of the session endpoint. */
type SessionDependencies = Pick<Deployment, 'sites' | 'flows' | 'accountStatuses'>;

/**
 * Returns the handler of GET /session, which answers with JSON, problems included. `clock`: the system’s by default.
 */
export function sessionEndpoint(
  deps: SessionDependencies,
  options: Pick<EndpointOptions, 'clock' | 'edge'> = {},
): LambdaHandler {
  return endpoint(sessionHandler(deps), {
    methods: ['GET'],
    problems: 'json',
    acceptsAuthorizers: true,
    problemContext: (request) => problemContextOf(deps.sites, request),
    ...options,
  });
}

/**
 * Handles GET /session: tells the vendor's application who is signed in, as {@link SessionAnswer}. Two reads; one where
 * the cookie proves nothing, none without a cookie for this host. 401 {@link SessionRefused} says why there is no
 * person. docs/reference/session.md describes the query.
 * @throws Problem `tenant-not-found` at a host that is none of the stage
 */
function sessionHandler({ sites, ...stores }: SessionDependencies): RouteHandler {
  return async (request) => {
    const caller = sessionCallerOf(sites, request);
    const presented = sessionPresentedTo(caller, sites, request);
    const session = presented && (await findPresentedSession(stores, presented, request.receivedAt));
    if (presented === undefined || session === undefined) return refused('not-signed-in');
    const mismatch = mismatchOf(caller, presented);
    return mismatch === undefined ? json(200, answerOf(session)) : refused(mismatch);
  };
}

function refused(error: SessionRefusal): Answer {
  return json(401, { error } satisfies SessionRefused);
}

function answerOf(session: RunningSession): SessionAnswer {
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
