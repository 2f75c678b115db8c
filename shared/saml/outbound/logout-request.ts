import { fillTemplate, requestRedirect } from './redirect-binding.ts';
import { redirectTarget } from './redirect-target.ts';

/** All values of one LogoutRequest (SAML Core 3.7.1): this module generates none. */
export interface LogoutRequestToSend {
  /** An NCName; Entra rejects an id that begins with a digit. */
  readonly id: string;
  readonly issueInstant: Date;
  /** Our Identifier (Entity ID). */
  readonly identifier: string;
  /** The directory's Logout URL; may have a query. */
  readonly logoutUrl: string;
  /** The NameID of the assertion, with its attributes. Entra ignores it; other directories compare it. */
  readonly nameId: {
    readonly value: string;
    readonly format: string | undefined;
    readonly nameQualifier: string | undefined;
    readonly spNameQualifier: string | undefined;
  };
  /** Of the assertion. Undefined: the directory ends every session of the person. */
  readonly sessionIndex: string | undefined;
}

/**
 * Returns the URL that sends a browser to the directory's Logout URL with `request` (SAML Bindings 3.4, HTTP-Redirect),
 * unsigned. `signRedirect` signs it. Without a Relay State: InResponseTo names the request.
 * @see https://docs.oasis-open.org/security/saml/v2.0/saml-profiles-2.0-os.pdf section 4.4
 * @example ```ts
 * redirect(logoutRequestUrl({ id, issueInstant, identifier, logoutUrl, nameId, sessionIndex }));
 * ```
 */
export function logoutRequestUrl(request: LogoutRequestToSend): string {
  const { id, issueInstant, identifier, logoutUrl, nameId, sessionIndex } = request;
  const template = [
    '<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"',
    attribute('ID', id),
    ' Version="2.0"',
    attribute('IssueInstant', issueInstant.toISOString()),
    attribute('Destination', logoutUrl),
    '>',
    text('saml:Issuer', identifier, saml),
    text(
      'saml:NameID',
      nameId.value,
      saml,
      attribute('NameQualifier', nameId.nameQualifier),
      attribute('SPNameQualifier', nameId.spNameQualifier),
      attribute('Format', nameId.format),
    ),
    sessionIndex === undefined ? '' : text('samlp:SessionIndex', sessionIndex),
    '</samlp:LogoutRequest>',
  ].join('');
  // Filled already: the directory chooses several values, and none may contain the tag of another.
  return requestRedirect({ id, template, values: {}, target: redirectTarget(logoutUrl) });
}

const saml = ' xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"';

function text(name: string, value: string, ...attributes: readonly string[]): string {
  return `<${name}${attributes.join('')}>${fillTemplate('{Value}', { Value: value })}</${name}>`;
}

function attribute(name: string, value: string | undefined): string {
  return value === undefined ? '' : fillTemplate(` ${name}="{Value}"`, { Value: value });
}
