import { locationsAt } from '../../shared/apps/locate.ts';
import type { Site } from '../../shared/apps/site.ts';
import {
  type AuthorizedRequest,
  type AuthorizerDecision,
  type AuthorizerHandler,
  authorizer,
} from '../../shared/endpoint/authorizer.ts';
import { newReference } from '../../shared/ids/reference.ts';
import { defined } from '../../shared/objects/defined.ts';
import { logDecision } from '../../shared/observability/log.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { readSessionCookie } from '../../shared/sign-in/browser/session-cookie.ts';
import type { SessionAnswer, SessionRefusal } from '../../shared/sign-in/session-answer.ts';
import type { Deployment } from '../deployment.ts';
import { noteUse } from '../note-use.ts';
import { findPresentedSession, type PresentedSession } from '../presented-session.ts';
import { sessionAnswerOf } from './answer.ts';
import { mismatchOf, sessionPresentedTo } from './caller.ts';
import { appVariable } from './constants.ts';

/**
 * Returns the Lambda authorizer of the session function: whether the visitor of another API has a session. Its context
 * is what `GET /session` answers, as texts. The API's host decides as the host of `GET /session` does; an API whose host
 * is none of the stage names the app in {@link appVariable}. Two reads; one where the cookie proves nothing, none
 * without one. It counts as a use of the session: where one is due, one write more.
 * @throws Error where the store fails: the API answers 500 and no one is signed out
 */
export function sessionAuthorizer(
  { sites, ...stores }: Pick<Deployment, 'sites' | 'flows' | 'accountStatuses'>,
  clock?: () => Date,
): AuthorizerHandler {
  return authorizer(async (asked) => {
    const app = asked.stageVariables[appVariable];
    // The paths of the vendor's API say nothing about the session.
    const request = { ...asked, path: '/session', rawQuery: '' };
    const here = locationsAt(sites, request);
    if (here.length === 0 && app === undefined) return refusedUnknownHost(asked);
    const caller = { here, app, rawQuery: '' };
    const presented =
      here.length === 0 ? sessionOfApp(sites, request, app) : sessionPresentedTo(caller, sites, request);
    const session = presented && (await findPresentedSession(stores, presented, request.receivedAt));
    if (presented === undefined || session === undefined) return refused('not-signed-in');
    const mismatch = mismatchOf(caller, presented);
    if (mismatch !== undefined) return refused(mismatch);
    await noteUse({ flows: stores.flows }, session, request);
    return { isAuthorized: true, context: contextOf(sessionAnswerOf(session)) };
  }, clock);
}

/** Returns the session of the named app that the cookie claims; the host says nothing of the tenant. */
function sessionOfApp(
  sites: readonly Site[],
  request: AuthorizedRequest,
  app: string | undefined,
): PresentedSession | undefined {
  const cookie = readSessionCookie(request.cookies);
  const site = sites.find((each) => each.app.id === app);
  return cookie !== undefined && cookie.app === app && site !== undefined ? { site, cookie } : undefined;
}

function refused(refusal: SessionRefusal): AuthorizerDecision {
  return { isAuthorized: false, context: { refusal } };
}

/** Only the owner of the API can cause it: their log says so. */
function refusedUnknownHost({ host }: AuthorizedRequest): AuthorizerDecision {
  const problem = new Problem('tenant-not-found', {
    actual: `an authorizer's API at ${host}, no host of the stage`,
  });
  logDecision({ event: 'request.refused', reference: newReference(), problem });
  return { isAuthorized: false, context: { refusal: 'unknown-host' } };
}

function contextOf(answer: SessionAnswer) {
  const { app, tenant, user, claims, signedInAt, authenticatedAt, acr, amr, expiresAt } = answer;
  return defined({
    app,
    tenant,
    user: user.id,
    signInName: user.signInName,
    displayName: user.displayName,
    administrator: String(user.administrator === true),
    claims: claims && JSON.stringify(claims),
    signedInAt,
    authenticatedAt,
    acr,
    amr: amr && JSON.stringify(amr),
    expiresAt,
  });
}
