import {
  type EndpointOptions,
  endpoint,
  type LambdaHandler,
  type RouteHandler,
} from '../../shared/endpoint/endpoint.ts';
import { type Answer, json, withHeaders } from '../../shared/http/answer.ts';
import type { SessionRefusal, SessionRefused } from '../../shared/sign-in/session-answer.ts';
import type { Deployment } from '../deployment.ts';
import { problemContextOf } from '../location.ts';
import { noteUse } from '../note-use.ts';
import { findPresentedSession } from '../presented-session.ts';
import { sessionAnswerOf } from './answer.ts';
import { asksInBackground, mismatchOf, sessionCallerOf, sessionPresentedTo } from './caller.ts';
import { forwardedHeaders, signOnHeader } from './forwarded-headers.ts';
import { signOnUrlFor } from './sign-on-url.ts';

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
 * Handles GET /session: tells the vendor's application who is signed in, as {@link SessionAnswer}, and a
 * proxy in front of it by {@link forwardedHeaders}. Two reads; one where
 * the cookie proves nothing, none without a cookie for this host. 401 {@link SessionRefused} says why there is no
 * person. It counts as a use of the session unless the query says `background`; where a use is due, one write more.
 * docs/reference/session.md describes the query.
 * @throws Problem `tenant-not-found` at a host that is none of the stage
 */
function sessionHandler({ sites, ...stores }: SessionDependencies): RouteHandler {
  return async (request) => {
    const caller = sessionCallerOf(sites, request);
    const presented = sessionPresentedTo(caller, sites, request);
    const session = presented && (await findPresentedSession(stores, presented, request.receivedAt));
    const refuse = (error: SessionRefusal) => refused(error, signOnUrlFor(caller, request));
    if (presented === undefined || session === undefined) return refuse('not-signed-in');
    const mismatch = mismatchOf(caller, presented);
    if (mismatch !== undefined) return refuse(mismatch);
    if (!asksInBackground(request)) await noteUse({ flows: stores.flows }, session, request);
    const answer = sessionAnswerOf(session);
    return withHeaders(json(200, answer), forwardedHeaders(answer));
  };
}

function refused(error: SessionRefusal, signOn: string | undefined): Answer {
  const answer = json(401, { error } satisfies SessionRefused);
  return signOn === undefined ? answer : withHeaders(answer, { [signOnHeader]: signOn });
}
