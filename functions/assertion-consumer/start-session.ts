import { sharesReplyUrl } from '../../shared/apps/key-space.ts';
import { type Answer, redirect, withCookies } from '../../shared/http/answer.ts';
import { logDecision } from '../../shared/observability/log.ts';
import { codeLocation } from '../../shared/openid/authorization-response.ts';
import { clearFlowCookie } from '../../shared/sign-in/browser/flow-cookie.ts';
import { landingPath } from '../../shared/sign-in/browser/landing.ts';
import { clearRestartCookie, wasRestarted } from '../../shared/sign-in/browser/restart-cookie.ts';
import { sessionCookie } from '../../shared/sign-in/browser/session-cookie.ts';
import { readSessionEndCookie, sessionEndCookie } from '../../shared/sign-in/browser/session-end-cookie.ts';
import type { CompletedSignIn } from '../../shared/sign-in/flow-store.ts';
import { codeSecretOfSignIn } from '../../shared/sign-in/grant/code-of-sign-in.ts';
import { tokenText } from '../../shared/sign-in/grant/token-text.ts';
import type { NewSession } from '../../shared/sign-in/sign-in.ts';
import { gracePeriodAt } from '../../shared/tenants/certificate-grace-period.ts';
import { askAgainHref } from '../authorize-href.ts';
import { bestEffort } from '../best-effort.ts';
import type { Deployment } from '../deployment.ts';
import type { AssertionConsumerDependencies } from './dependencies.ts';
import { limitSessions } from './limit-sessions.ts';
import type { PostedResponse } from './posted-response.ts';
import { recordSigningKey } from './record-signing-key.ts';
import type { VerifiedSignIn } from './verify-message.ts';

/**
 * Starts the session of a completed sign-in: logs it, sets the session cookies, clears the flow cookie, and redirects
 * to where the person wanted to go. Beside that it ends the browser's older session and records the signing key, each
 * by at most a few requests; if one of them fails or takes long, that is logged and the person is signed in anyway.
 */
export async function startSession(
  deps: AssertionConsumerDependencies,
  posted: PostedResponse,
  { tenant, accepted }: VerifiedSignIn,
  newSession: NewSession,
): Promise<Answer> {
  const { signIn, sessionSecret, isNewUser, repeated } = newSession;
  const { request } = posted;
  const { app, id, initiatedBy, sessionExpiresAt, sessionHash, user } = signIn;
  const { reference, cookies, receivedAt } = request;
  logDecision({
    event: 'sign-in.accepted',
    app,
    tenant: tenant.id,
    flow: id,
    reference,
    initiatedBy,
    launch: signIn.launch,
    recognisedBy: accepted.identity === undefined ? 'sign-in-name' : 'directory-identity',
    user: user.id,
    client: newSession.authorization?.client,
    grace: gracePeriodAt(tenant.connection, receivedAt),
    ...(isNewUser ? { userCreated: true as const } : {}),
    address: request.visitorAddress,
    ...(repeated ? { repeated } : {}),
  });
  await Promise.all([
    bestEffort(reference, () =>
      recordSigningKey(deps.tenants, tenant, accepted.certificate, {
        // At a Reply URL that tenants share, another tenant's Sign-on URL may have led the person to this directory.
        isAnswer: initiatedBy === 'sp' && !sharesReplyUrl(posted.location.site.app),
        signedInAt: receivedAt,
      }),
    ),
    bestEffort(reference, async () => {
      // In this order: a session that the same browser replaces does not count.
      await endOlderSession(deps, posted, signIn);
      await limitSessions(deps, tenant, signIn);
    }),
    ...(isNewUser ? [bestEffort(reference, () => noteNewUser(deps, signIn))] : []),
  ]);
  const unsolicited = initiatedBy === 'idp';
  const session = { app, tenant: tenant.id, flow: id };
  return withCookies(
    redirect(destinationOf(deps.sites, posted, newSession)),
    sessionCookie({ ...session, secret: sessionSecret }, sessionExpiresAt, receivedAt),
    sessionEndCookie({ ...session, sessionHash }, sessionExpiresAt, receivedAt),
    ...(unsolicited ? [] : [clearFlowCookie(id)]),
    ...(wasRestarted(cookies, app, tenant.id) ? [clearRestartCookie()] : []),
  );
}

/**
 * Returns where the browser goes: into the application, or to the OpenID client with a code. A client gets the code of a
 * sign-in once: a browser that posts the answer again asks for another code by the session that it has.
 */
function destinationOf(
  sites: Deployment['sites'],
  { location, relayState }: PostedResponse,
  { signIn, returnTo, authorization, sessionSecret, repeated }: NewSession,
): string {
  if (signIn.initiatedBy === 'idp') return landingPath(location.site.app, { relayState });
  if (authorization === undefined) return landingPath(location.site.app, { returnTo });
  if (repeated || signIn.codeHash === undefined) return askAgainHref(sites, location, authorization);
  return codeLocation(authorization, tokenText(signIn, codeSecretOfSignIn(sessionSecret, signIn.id)));
}

/** Adds the new user to the tenant's history: who was created by whom has to be found later. */
async function noteNewUser(
  { tenants }: AssertionConsumerDependencies,
  { app, tenant, user, signedInAt }: CompletedSignIn,
): Promise<void> {
  await tenants.note(app, tenant, { by: 'sign-in', at: signedInAt }, [
    { kind: 'person', user: user.id, became: 'added' },
  ]);
}

async function endOlderSession(
  { flows }: AssertionConsumerDependencies,
  { request }: PostedResponse,
  { app, tenant, id, signedInAt: at }: CompletedSignIn,
): Promise<void> {
  const older = readSessionEndCookie(request.cookies);
  if (older === undefined) return;
  // The first of two answers came while the second post was on its way: this session is not an older one.
  const isThis = older.app === app && older.tenant === tenant && older.flow === id;
  if (isThis) return;
  const end = { reason: 'replaced', at } as const;
  await flows.signOut(older.app, older.tenant, older.flow, older.sessionHash, end);
}
