import { createHash, randomUUID } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import * as samlify from 'samlify';
import type { Directory } from './directory.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import type { SimulatedLogoutAnswer } from './logout-answers.ts';
import type { Person } from './person.ts';
import { entraTimestamp } from './response-writer.ts';

const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol';
const assertion = 'urn:oasis:names:tc:SAML:2.0:assertion';
const status = 'urn:oasis:names:tc:SAML:2.0:status';
const minute = 60_000;

const requestTemplate = `<samlp:LogoutRequest ID="{ID}" Version="2.0" IssueInstant="{IssueInstant}" NotOnOrAfter="{NotOnOrAfter}" Destination="{Destination}" xmlns:samlp="${protocol}"><Issuer xmlns="${assertion}">{Issuer}</Issuer><NameID xmlns="${assertion}">{NameID}</NameID><samlp:SessionIndex>{SessionIndex}</samlp:SessionIndex></samlp:LogoutRequest>`;

const responseTemplate = (statusOfResponse: string) =>
  `<samlp:LogoutResponse ID="{ID}" Version="2.0" IssueInstant="{IssueInstant}" Destination="{Destination}" InResponseTo="{InResponseTo}" xmlns:samlp="${protocol}"><Issuer xmlns="${assertion}">{Issuer}</Issuer><samlp:Status>${statusOfResponse}</samlp:Status></samlp:LogoutResponse>`;

const success = `<samlp:StatusCode Value="${status}:Success"/>`;
const refused = `<samlp:StatusCode Value="${status}:Responder"><samlp:StatusCode Value="${status}:RequestDenied"/></samlp:StatusCode><samlp:StatusMessage>{Message}</samlp:StatusMessage>`;

/**
 * Returns the URL of a hidden frame that tells an application of the end of a session: a LogoutRequest, unsigned, with
 * the SessionIndex of the latest assertion. Its NameID is a hash for this person and application, and never the one of
 * the assertion.
 */
export function logoutFrameUrl(
  application: EnterpriseApplication,
  { person, sessionIndex }: { readonly person: Person; readonly sessionIndex: string },
  now: Date,
): string {
  const { applicationId, basicSaml, directory } = application;
  const request = samlify.SamlLib.replaceTagsByValue(requestTemplate, {
    ...messageTags(basicSaml.logoutUrl, directory, now),
    NotOnOrAfter: new Date(now.getTime() + 10 * minute).toISOString(),
    NameID: createHash('sha256').update(`${applicationId} ${person.objectId}`).digest('base64url'),
    SessionIndex: sessionIndex,
  });
  return withMessage(basicSaml.logoutUrl, 'SAMLRequest', request);
}

/** Returns the URL that answers an application's LogoutRequest at its Logout URL, unsigned, with its Relay State. */
export function logoutAnswerUrl(
  { basicSaml, directory }: EnterpriseApplication,
  asked: { readonly id: string; readonly relayState: string | undefined },
  answer: Exclude<SimulatedLogoutAnswer, 'none'>,
  now: Date,
): string {
  const template = responseTemplate(answer === 'refused' ? refused : success);
  const response = samlify.SamlLib.replaceTagsByValue(template, {
    ...messageTags(basicSaml.logoutUrl, directory, now),
    InResponseTo: answer === 'other-request' ? `_${randomUUID()}` : asked.id,
    Message: `AADSTS50068: Signout has failed. The initiating application is not a participant in the current session. Trace ID: ${randomUUID()} Correlation ID: ${randomUUID()} Timestamp: ${entraTimestamp(now)}`,
  });
  return withMessage(basicSaml.logoutUrl, 'SAMLResponse', response, asked.relayState);
}

function messageTags(logoutUrl: string, directory: Directory, now: Date) {
  return {
    ID: `_${randomUUID()}`,
    IssueInstant: now.toISOString(),
    Destination: logoutUrl,
    // Not the issuer of its assertions: Entra signs out under another name.
    Issuer: `https://login.microsoftonline.com/${directory.id}/`,
  };
}

/** HTTP-Redirect binding: the message, deflated, in the query beside what the Logout URL has there already. */
function withMessage(url: string, name: 'SAMLRequest' | 'SAMLResponse', xml: string, relayState?: string) {
  const target = new URL(url);
  target.searchParams.set(name, deflateRawSync(xml).toString('base64'));
  if (relayState !== undefined) target.searchParams.set('RelayState', relayState);
  return target.href;
}
