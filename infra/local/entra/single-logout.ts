import type { Context } from 'hono';
import { Hono } from 'hono';
import { aadsts } from './aadsts.ts';
import { identifiersOf } from './application-registry.ts';
import type { Directory } from './directory.ts';
import type { EndedDirectorySession } from './directory-session.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import { logoutAnswerUrl, logoutFrameUrl } from './logout-writer.ts';
import { textField } from './page.ts';
import { readReceivedLogoutRequest } from './received-logout-request.ts';
import { requireSignature } from './request-signature.ts';
import { type CarriedMessage, readCarriedMessage } from './saml-message.ts';
import { signedOutOfAccountPage, signedOutPolicy, signOutPickerPage } from './sign-out-pages.ts';
import { applicationsOf, directoryAt, type Simulation } from './simulation.ts';

/** An application's LogoutRequest that was read and found right. */
interface Asked {
  readonly application: EnterpriseApplication;
  readonly id: string;
  readonly relayState: string | undefined;
  readonly carried: CarriedMessage;
}

/**
 * Signing out at the directory: the sign-out links of its pages, the address that Entra has for them, and the answer of
 * its account picker. An application's LogoutRequest comes through the sign-on service, which has the same address.
 */
export function signOutService(simulation: Simulation): Hono {
  const service = new Hono();

  service.get('/:directory/oauth2/v2.0/logout', (context) =>
    signOut(context, simulation, directoryAt(context.req.param('directory')), undefined),
  );

  service.post('/:directory/sign-out', async (context) => {
    const directory = directoryAt(context.req.param('directory'));
    const fields = await context.req.parseBody();
    const samlRequest = textField(fields, 'SAMLRequest');
    const relayState = textField(fields, 'RelayState');
    const carried = samlRequest && ({ binding: 'redirect', samlRequest, relayState } as const);
    const asked = carried ? readAsked(simulation, directory, carried) : undefined;
    return signOut(context, simulation, directory, asked, textField(fields, 'account'));
  });

  return service;
}

/**
 * Signs a person out because an application asks: LogoutRequests come by Redirect alone. Like Entra, this does not look
 * at the NameID.
 */
export function signOutForApplication(
  context: Context,
  simulation: Simulation,
  directory: Directory,
  carried: CarriedMessage,
): Response | Promise<Response> {
  if (carried.binding !== 'redirect') throw aadsts.requestMissing();
  const asked = readAsked(simulation, directory, carried);
  const rawQuery = new URL(context.req.url).search.slice(1);
  // Entra demands signatures of AuthnRequests alone. One that is there has to be the application's.
  if (/(^|&)Signature=/.test(rawQuery)) {
    requireSignature(rawQuery, asked.application, simulation.uploads.verificationOf(asked.application));
  }
  return signOut(context, simulation, directory, asked);
}

/** The answer to what an application says of a LogoutRequest of the directory, which looks at none of them. */
export function ignoreLogoutResponse(context: Context): Response {
  context.header('content-security-policy', "default-src 'none'; frame-ancestors 'self'");
  return context.html('<!doctype html><html lang="en"><title>Sign out</title></html>');
}

function readAsked(simulation: Simulation, directory: Directory, carried: CarriedMessage): Asked {
  const { id, issuer } = readReceivedLogoutRequest(readCarriedMessage(carried), simulation.now());
  const application = applicationsOf(simulation, directory).find((each) =>
    identifiersOf(each).includes(issuer),
  );
  if (application === undefined) throw aadsts.applicationNotFound(issuer, directory);
  return { application, id, relayState: carried.relayState, carried };
}

/** Ends the session of `account`, or of the only person, and shows the sign-out page; asks where there are several. */
function signOut(
  context: Context,
  simulation: Simulation,
  directory: Directory,
  asked: Asked | undefined,
  account?: string,
): Response | Promise<Response> {
  const sessions = simulation.sessions.list(context, directory);
  const chosen = sessions.find(({ person }) => person.userPrincipalName === account);
  const session = chosen ?? (sessions.length === 1 ? sessions[0] : undefined);
  if (session === undefined && sessions.length > 1) {
    const carried = { SAMLRequest: asked?.carried.samlRequest, RelayState: asked?.relayState };
    return context.render(signOutPickerPage(directory, sessions, carried));
  }
  const ended = session && simulation.sessions.end(context, directory, session.person);
  // Where Entra had to ask for the account, it tells the application that asked as well.
  const informed = account === undefined ? asked?.application : undefined;
  const view = {
    directory,
    frames: ended === undefined ? [] : framesOf(simulation, directory, ended, informed),
    next: asked && nextOf(simulation, asked),
  };
  context.header('content-security-policy', signedOutPolicy(view));
  return context.render(signedOutOfAccountPage(view));
}

function framesOf(
  simulation: Simulation,
  directory: Directory,
  { person, sessionIndexes }: EndedDirectorySession,
  informed: EnterpriseApplication | undefined,
) {
  return applicationsOf(simulation, directory).flatMap((application) => {
    const sessionIndex = sessionIndexes.get(application.applicationId);
    const isInformed = application.applicationId === informed?.applicationId;
    if (sessionIndex === undefined || isInformed || application.basicSaml.logoutUrl === '') return [];
    const url = logoutFrameUrl(application, { person, sessionIndex }, simulation.now());
    return [{ target: application.displayName, url }];
  });
}

function nextOf(simulation: Simulation, asked: Asked) {
  const { application } = asked;
  const answer = simulation.logoutAnswers.of(application);
  if (answer === 'none' || application.basicSaml.logoutUrl === '') return undefined;
  const url = logoutAnswerUrl(application, asked, answer, simulation.now());
  return { target: application.displayName, url };
}
