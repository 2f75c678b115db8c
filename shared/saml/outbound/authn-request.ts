import { requestRedirect } from './redirect-binding.ts';
import { redirectTarget } from './redirect-target.ts';
import { type Signer, signRedirect } from './sign-redirect.ts';

/** All values of one AuthnRequest (SAML Core 3.4.1): this module generates none. */
export interface AuthnRequest {
  /** An NCName; Entra rejects an id that begins with a digit. */
  readonly id: string;
  readonly issueInstant: Date;
  /** Our Identifier (Entity ID): Entra compares it exactly (AADSTS700016). */
  readonly identifier: string;
  /** Our Reply URL: Entra compares it exactly (AADSTS50011). */
  readonly replyUrl: string;
  /** The directory's Login URL; may have a query. */
  readonly loginUrl: string;
  /** A short opaque handle, never a URL: SAML Bindings 3.4.3 allows 80 bytes. */
  readonly relayState: string;
  /** The sign-in name to suggest; Entra reads it from the Login URL, and rejects a Subject. */
  readonly loginHint?: string | undefined;
  /** Whether the directory must ask the person to sign in again, whatever session it has. Default false. */
  readonly forceAuthn?: boolean | undefined;
}

/**
 * A custom template: without NameIDPolicy, which would override the format that the administrator chose, and without
 * RequestedAuthnContext, which fails for people who signed in to the directory by other means (AADSTS75011).
 */
const templateOf = (forceAuthn: boolean): string =>
  [
    '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"',
    ' ID="{ID}" Version="2.0" IssueInstant="{IssueInstant}" Destination="{Destination}"',
    ...(forceAuthn ? [' ForceAuthn="true"'] : []),
    ' ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"',
    ' AssertionConsumerServiceURL="{AssertionConsumerServiceURL}">',
    '<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">{Issuer}</saml:Issuer>',
    '</samlp:AuthnRequest>',
  ].join('');

/**
 * Returns the URL that sends a browser to the directory with `request` (SAML Bindings 3.4, HTTP-Redirect).
 * @see https://docs.oasis-open.org/security/saml/v2.0/saml-bindings-2.0-os.pdf
 * @example ```ts
 * redirect(authnRequestUrl({ id, identifier, replyUrl, loginUrl, relayState: id }));
 * ```
 */
export function authnRequestUrl(request: AuthnRequest): string {
  return withLoginHint(unsignedUrl(request), request);
}

/** Returns the same URL, signed in the query, for a directory that requires it. See {@link signRedirect}. */
export async function signedAuthnRequestUrl(request: AuthnRequest, sign: Signer): Promise<string> {
  return withLoginHint(await signRedirect(unsignedUrl(request), 'SAMLRequest', sign), request);
}

/** Adds Entra's login hint, which is not part of the binding and so of no signature. */
function withLoginHint(url: string, { loginHint }: AuthnRequest): string {
  return loginHint === undefined ? url : `${url}&login_hint=${encodeURIComponent(loginHint)}`;
}

function unsignedUrl(request: AuthnRequest): string {
  return requestRedirect({
    id: request.id,
    template: templateOf(request.forceAuthn === true),
    values: {
      ID: request.id,
      IssueInstant: request.issueInstant.toISOString(),
      AssertionConsumerServiceURL: request.replyUrl,
      Issuer: request.identifier,
      // Last, because tags are replaced in this order and the directory chooses this value.
      Destination: request.loginUrl,
    },
    target: redirectTarget(request.loginUrl),
    relayState: request.relayState,
  });
}
