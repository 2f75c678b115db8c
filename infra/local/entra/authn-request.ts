import { aadsts } from './aadsts.ts';
import { childOf, idOf, issuerOfMessage, type MessageElement, messageAttribute } from './saml-message.ts';

/** The NameID formats that an application may ask for; the first is what the admin configured. */
export const nameIdFormats = [
  'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
  'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
] as const;

/** One of {@link nameIdFormats}. */
export type NameIdFormat = (typeof nameIdFormats)[number];

/** What an application asks for, as far as Entra looks at it. */
export interface ReceivedAuthnRequest {
  readonly id: string;
  /** The Identifier of the application that asks. */
  readonly issuer: string;
  /** AssertionConsumerServiceURL; absent: the registered Reply URL. */
  readonly replyUrl: string | undefined;
  readonly forceAuthn: boolean;
  readonly isPassive: boolean;
  /** NameIDPolicy's Format; it overrides what the admin configured. */
  readonly nameIdFormat: NameIdFormat | undefined;
  /** RequestedAuthnContext's classes; empty: anything will do. */
  readonly authenticationClasses: readonly string[];
}

const postBinding = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
const assertionNamespace = 'urn:oasis:names:tc:SAML:2.0:assertion';

/** The request in `message`, or the error that Entra shows instead. */
export function readAuthnRequest(message: MessageElement): ReceivedAuthnRequest {
  if (message.name !== 'AuthnRequest') throw aadsts.messageInvalid(`Unexpected element ${message.name}.`);
  const binding = messageAttribute(message, 'ProtocolBinding');
  if (binding !== undefined && binding !== postBinding) throw aadsts.bindingUnsupported(binding);
  // A subject in the request is what the query parameter login_hint is for.
  if (childOf(message, 'Subject', assertionNamespace)) throw aadsts.propertyUnsupported('Subject');
  return {
    id: idOf(message),
    issuer: issuerOfMessage(message),
    replyUrl: messageAttribute(message, 'AssertionConsumerServiceURL'),
    forceAuthn: isTrue(messageAttribute(message, 'ForceAuthn')),
    isPassive: isTrue(messageAttribute(message, 'IsPassive')),
    nameIdFormat: nameIdFormatOf(message),
    authenticationClasses: authenticationClassesOf(message),
  };
}

/** xs:boolean */
function isTrue(text: string | undefined): boolean {
  return text === 'true' || text === '1';
}

function nameIdFormatOf(message: MessageElement): NameIdFormat | undefined {
  const format = messageAttribute(childOf(message, 'NameIDPolicy'), 'Format');
  if (format === undefined) return undefined;
  const known = nameIdFormats.find((name) => name === format);
  if (known === undefined) throw aadsts.nameIdPolicyInvalid();
  return known;
}

function authenticationClassesOf(message: MessageElement): readonly string[] {
  const requested = childOf(message, 'RequestedAuthnContext');
  if (requested === undefined) return [];
  const comparison = messageAttribute(requested, 'Comparison') ?? 'exact';
  if (comparison !== 'exact') throw aadsts.comparisonUnsupported(comparison);
  return requested.children
    .filter((child) => child.name === 'AuthnContextClassRef' && child.namespace === assertionNamespace)
    .map((child) => child.text);
}
