import type { SignIn } from '../../shared/flows/flow-store.ts';
import type { MadeSession } from '../../shared/flows/sign-in.ts';
import { type Answer, redirect, withCookies } from '../../shared/http/answer.ts';
import { clearFlowCookie } from '../../shared/http/flow-cookie.ts';
import { landingPath } from '../../shared/http/landing.ts';
import { logDecision } from '../../shared/http/log.ts';
import { clearRestartCookie, wasRestarted } from '../../shared/http/restart-cookie.ts';
import { sessionCookie } from '../../shared/http/session-cookie.ts';
import { readSessionEndCookie, sessionEndCookie } from '../../shared/http/session-end-cookie.ts';
import { graceAt } from '../../shared/tenants/grace.ts';
import type { Arrival, AssertionConsumerPorts } from './arrival.ts';
import { besides } from './besides.ts';
import type { Judged } from './judge-message.ts';
import { keepSigner } from './keep-signer.ts';

/**
 * Hands a session to its browser: a new cookie always, the session of an older one ended, the flow's
 * cookie gone, and on to where the person wanted to go. What fails beside that, or does not end, is logged and stops nobody.
 */
export async function letIn(
  ports: AssertionConsumerPorts,
  arrival: Arrival,
  { tenant, accepted }: Judged,
  { signIn, returnTo, sessionSecret, repeated }: MadeSession,
): Promise<Answer> {
  const { request, location, relayState } = arrival;
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
    grace: graceAt(tenant.connection, receivedAt),
    ...(repeated ? { repeated } : {}),
  });
  await Promise.all([
    besides(reference, () =>
      keepSigner(ports.tenants, tenant, accepted.certificate, {
        isAnswer: initiatedBy === 'sp',
        signedInAt: receivedAt,
      }),
    ),
    besides(reference, () => endOlderSession(ports, arrival, signIn)),
  ]);
  const unsolicited = initiatedBy === 'idp';
  const session = { app, tenant: tenant.id, flow: id };
  return withCookies(
    redirect(landingPath(location.site.app, unsolicited ? { relayState } : { returnTo })),
    sessionCookie({ ...session, secret: sessionSecret }, sessionExpiresAt, receivedAt),
    sessionEndCookie({ ...session, sessionHash }, sessionExpiresAt, receivedAt),
    ...(unsolicited ? [] : [clearFlowCookie(id)]),
    ...(wasRestarted(cookies, app, tenant.id) ? [clearRestartCookie()] : []),
  );
}

async function endOlderSession(
  { flows }: AssertionConsumerPorts,
  { request }: Arrival,
  { app, tenant, id }: SignIn,
): Promise<void> {
  const older = readSessionEndCookie(request.cookies);
  if (older === undefined) return;
  // The first of two answers came while the second post was on its way: this session is not an older one.
  const isThis = older.app === app && older.tenant === tenant && older.flow === id;
  if (!isThis) await flows.signOut(older.app, older.tenant, older.flow, older.sessionHash);
}
