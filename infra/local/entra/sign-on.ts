import type { Context } from 'hono';
import { Hono } from 'hono';
import { aadsts } from './aadsts.ts';
import { accountPickerPage } from './account-picker-page.ts';
import { identifiersOf, replyUrlsOf } from './application-registry.ts';
import { type ReceivedAuthnRequest, readAuthnRequest } from './authn-request.ts';
import type { Directory } from './directory.ts';
import type { AccountSession } from './directory-session.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import { textField } from './page.ts';
import { postFormPage } from './post-form-page.ts';
import { requireSignature } from './request-signature.ts';
import { writeNoPassive, writeSignIn } from './response-writer.ts';
import { type CarriedMessage, readCarriedMessage } from './saml-message.ts';
import { activeSignerOf, applicationsOf, directoryAt, type Simulation } from './simulation.ts';
import { ignoreLogoutResponse, signOutForApplication } from './single-logout.ts';
import { testRequestId } from './test-request.ts';

/** One AuthnRequest that was read and found right, on its way through the sign-in. */
interface Attempt {
  readonly carried: CarriedMessage;
  readonly request: ReceivedAuthnRequest;
  readonly application: EnterpriseApplication;
  readonly replyUrl: string;
}

const paths = ['/:directory/saml2', '/:directory/saml2/:servicePrincipal'];

/** The sign-on service: `/<directory>/saml2`, and `/saml2/<service principal id>` for one app's instance. */
export function signOnService(simulation: Simulation): Hono {
  const service = new Hono();

  service.on('GET', paths, (context) => {
    const { SAMLRequest: samlRequest, RelayState: relayState } = context.req.query();
    if (context.req.query('SAMLResponse') !== undefined) return ignoreLogoutResponse(context);
    if (samlRequest === undefined) throw aadsts.requestMissing();
    return receive(context, { binding: 'redirect', samlRequest, relayState });
  });

  service.on('POST', paths, async (context) => {
    const fields = await context.req.parseBody();
    const samlRequest = textField(fields, 'SAMLRequest');
    if (samlRequest === undefined) throw aadsts.requestMissing();
    return receive(context, { binding: 'post', samlRequest, relayState: textField(fields, 'RelayState') });
  });

  service.post('/:directory/login', async (context) => {
    const directory = directoryAt(context.req.param('directory'));
    const fields = await context.req.parseBody();
    const samlRequest = textField(fields, 'SAMLRequest');
    if (samlRequest === undefined) throw aadsts.requestMissing();
    const attempt = attemptAt(directory, textField(fields, 'servicePrincipal'), {
      binding: textField(fields, 'binding') === 'post' ? 'post' : 'redirect',
      samlRequest,
      relayState: textField(fields, 'RelayState'),
    });
    const account = textField(fields, 'account');
    const person = directory.people.find(({ userPrincipalName }) => userPrincipalName === account);
    if (person === undefined) return job(context, attempt);
    const session = { person, signedInAt: simulation.now() };
    return finish(context, attempt, simulation.sessions.begin(context, directory, session));
  });

  return service;

  function receive(context: Context, carried: CarriedMessage) {
    const directory = directoryAt(context.req.param('directory') ?? '');
    const message = readCarriedMessage(carried);
    if (message.name === 'LogoutRequest') {
      return signOutForApplication(context, simulation, directory, carried);
    }
    const attempt = attemptAt(directory, context.req.param('servicePrincipal'), carried);
    const rawQuery = carried.binding === 'redirect' ? new URL(context.req.url).search.slice(1) : undefined;
    requireSignature(rawQuery, attempt.application, simulation.uploads.verificationOf(attempt.application));
    const session = simulation.sessions.findFor(context, directory, context.req.query('login_hint'));
    if (session !== undefined && !mustAsk(context, attempt)) {
      return finish(context, attempt, session);
    }
    return attempt.request.isPassive ? refusePassive(context, attempt) : job(context, attempt);
  }

  /** Finds who is asking and holds the request against what the admin registered. */
  function attemptAt(
    directory: Directory,
    servicePrincipal: string | undefined,
    carried: CarriedMessage,
  ): Attempt {
    const request = readAuthnRequest(readCarriedMessage(carried));
    const found = applicationsOf(simulation, directory).find(
      (each) =>
        identifiersOf(each).includes(request.issuer) &&
        (servicePrincipal === undefined || servicePrincipal === each.servicePrincipalId),
    );
    if (found === undefined) throw aadsts.applicationNotFound(request.issuer, directory);
    // Of several Identifiers, the Audience is the one that asked.
    const application = { ...found, basicSaml: { ...found.basicSaml, identifier: request.issuer } };
    const replyUrls = replyUrlsOf(application);
    const replyUrl = request.replyUrl ?? replyUrls[0];
    if (replyUrl === undefined) throw aadsts.noReplyUrl(application);
    if (!replyUrls.includes(replyUrl)) throw aadsts.replyUrlMismatch(replyUrl, application);
    const [requested] = request.authenticationClasses;
    if (requested !== undefined && !request.authenticationClasses.some(isByPassword)) {
      throw aadsts.authenticationMethodMismatch(requested, application);
    }
    return { carried, request, application, replyUrl };
  }

  /** Whether the running session of the directory is not enough. */
  function mustAsk(context: Context, { request, application }: Attempt): boolean {
    const isForced = request.forceAuthn && !simulation.accessPolicies.of(application).ignoresForceAuthn;
    return isForced || context.req.query('prompt') === 'select_account';
  }

  function job(context: Context, { application, carried }: Attempt) {
    const { directory } = application;
    return context.render(
      accountPickerPage({
        directory,
        application,
        isAssigned: (person) => simulation.assignments.includes(application, person),
        loginHint: context.req.query('login_hint'),
        action: `/${directory.id}/login`,
        carried: {
          SAMLRequest: carried.samlRequest,
          RelayState: carried.relayState,
          binding: carried.binding,
          servicePrincipal: context.req.param('servicePrincipal'),
        },
      }),
    );
  }

  async function finish(context: Context, attempt: Attempt, session: AccountSession) {
    const { application, carried, request, replyUrl } = attempt;
    if (!simulation.assignments.includes(application, session.person)) {
      throw aadsts.personNotAssigned(session.person, application, otherAccountUrl(attempt));
    }
    const response = await writeSignIn(
      {
        application,
        session,
        sessionIndex: simulation.sessions.admit(session, application),
        replyUrl,
        nameIdFormat: request.nameIdFormat,
        claims: simulation.claims.of(application),
        statesMultiFactor: simulation.accessPolicies.of(application).requiresMultiFactor,
        // Entra answers its own test without InResponseTo, like an unsolicited response.
        inResponseTo: request.id === testRequestId ? undefined : request.id,
      },
      {
        choice: simulation.signing.of(application),
        certificate: activeSignerOf(simulation, application),
        now: simulation.now(),
        encryption: simulation.uploads.encryptionOf(application),
      },
    );
    const { relayState } = carried;
    return context.render(postFormPage({ replyUrl, response, relayState, target: application.displayName }));
  }

  function refusePassive(context: Context, { application, carried, request, replyUrl }: Attempt) {
    const response = writeNoPassive({ application, replyUrl, inResponseTo: request.id }, simulation.now());
    const { relayState } = carried;
    return context.render(postFormPage({ replyUrl, response, relayState, target: application.displayName }));
  }
}

/** The classes that a password satisfies: the simulation knows no stronger method. */
function isByPassword(authenticationClass: string): boolean {
  return /^urn:oasis:names:tc:SAML:2\.0:ac:classes:(Password|PasswordProtectedTransport|unspecified)$/.test(
    authenticationClass,
  );
}

/** Returns the same request with a prompt for the account. Only a redirect can be repeated. */
function otherAccountUrl({ application, carried }: Attempt): string | undefined {
  if (carried.binding === 'post') return undefined;
  const query = new URLSearchParams({ SAMLRequest: carried.samlRequest, prompt: 'select_account' });
  if (carried.relayState !== undefined) query.set('RelayState', carried.relayState);
  return `/${application.directory.id}/saml2?${query}`;
}
