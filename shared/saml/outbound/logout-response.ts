import { logoutResponseRedirect } from './redirect-binding.ts';
import { redirectTarget } from './redirect-target.ts';

/**
 * The outcome of a LogoutRequest. `ended`: none of the sessions that it named lives. `some-live`: some may.
 * `none-named`: it named none, so none was ended. `unknown-name`: it named a person whom the tenant does not know.
 */
export type LogoutOutcome = 'ended' | 'some-live' | 'none-named' | 'unknown-name';

/** All values of one LogoutResponse (SAML Core 3.7.2): this module generates none. */
export interface LogoutResponseToSend {
  readonly outcome: LogoutOutcome;
  /** An NCName. */
  readonly id: string;
  readonly issueInstant: Date;
  /** Our Identifier (Entity ID). */
  readonly identifier: string;
  /** The directory's Logout URL. */
  readonly logoutUrl: string;
  /** The ID of the LogoutRequest that is answered. */
  readonly inResponseTo: string;
  /** As in the request. */
  readonly relayState?: string | undefined;
}

const status = 'urn:oasis:names:tc:SAML:2.0:status';

const refused = (code: 'PartialLogout' | 'RequestDenied' | 'UnknownPrincipal', message: string) =>
  `<samlp:StatusCode Value="${status}:Responder"><samlp:StatusCode Value="${status}:${code}"/></samlp:StatusCode>` +
  `<samlp:StatusMessage>${message}</samlp:StatusMessage>`;

// SAML Core 3.2.2.2 and 3.7.3.2.
const statuses: Readonly<Record<LogoutOutcome, string>> = {
  ended: `<samlp:StatusCode Value="${status}:Success"/>`,
  'some-live': refused('PartialLogout', 'Not every session that the request names was ended.'),
  'none-named': refused('RequestDenied', 'The request has no SessionIndex. No session was ended.'),
  'unknown-name': refused('UnknownPrincipal', 'No person has this NameID. No session was ended.'),
};

const templateOf = (outcome: LogoutOutcome) =>
  [
    '<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"',
    ' ID="{ID}" Version="2.0" IssueInstant="{IssueInstant}" Destination="{Destination}" InResponseTo="{InResponseTo}">',
    '<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">{Issuer}</saml:Issuer>',
    `<samlp:Status>${statuses[outcome]}</samlp:Status>`,
    '</samlp:LogoutResponse>',
  ].join('');

/** Returns the URL that sends a browser back to the directory with `response` (SAML Bindings 3.4, HTTP-Redirect). */
export function logoutResponseUrl(response: LogoutResponseToSend): string {
  return logoutResponseRedirect({
    id: response.id,
    template: templateOf(response.outcome),
    values: {
      ID: response.id,
      IssueInstant: response.issueInstant.toISOString(),
      InResponseTo: response.inResponseTo,
      Issuer: response.identifier,
      // Last, because tags are replaced in this order and the directory chooses this value.
      Destination: response.logoutUrl,
    },
    target: redirectTarget(response.logoutUrl),
    relayState: response.relayState,
  });
}
