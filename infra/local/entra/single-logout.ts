import { randomUUID } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { Context } from 'hono';
import * as samlify from 'samlify';
import { aadsts } from './aadsts.ts';
import { identifiersOf } from './application-registry.ts';
import type { Directory } from './directory.ts';
import { idOf, issuerOfMessage, type MessageElement } from './saml-message.ts';
import { applicationsOf, type Simulation } from './simulation.ts';

const template =
  '<samlp:LogoutResponse ID="{ID}" Version="2.0" IssueInstant="{IssueInstant}" Destination="{Destination}" InResponseTo="{InResponseTo}" xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">{Issuer}</Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status></samlp:LogoutResponse>';

/**
 * Single logout as far as an application sees it: the directory session ends and an unsigned
 * LogoutResponse goes to the registered Logout URL. Like Entra, this looks at neither NameID nor signature.
 */
export function signOut(
  context: Context,
  simulation: Simulation,
  directory: Directory,
  message: MessageElement,
  relayState: string | undefined,
): Response {
  const issuer = issuerOfMessage(message);
  const application = applicationsOf(simulation, directory).find((each) =>
    identifiersOf(each).includes(issuer),
  );
  if (application === undefined) throw aadsts.applicationNotFound(issuer, directory);
  simulation.sessions.end(context, directory);
  const { logoutUrl } = application.basicSaml;
  if (logoutUrl === '') return context.redirect('/', 303);
  const response = samlify.SamlLib.replaceTagsByValue(template, {
    ID: `_${randomUUID()}`,
    IssueInstant: simulation.now().toISOString(),
    Destination: logoutUrl,
    InResponseTo: idOf(message),
    // Not the issuer of its assertions: Entra signs out under another name.
    Issuer: `https://login.microsoftonline.com/${directory.id}/`,
  });
  const target = new URL(logoutUrl);
  target.searchParams.set('SAMLResponse', deflateRawSync(response).toString('base64'));
  if (relayState !== undefined) target.searchParams.set('RelayState', relayState);
  return context.redirect(target.href, 303);
}
