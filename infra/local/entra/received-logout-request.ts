import { aadsts } from './aadsts.ts';
import { childOf, idOf, issuerOfMessage, type MessageElement, messageAttribute } from './saml-message.ts';

/** What an application asks for when a person signs out of it, as far as Entra looks at it. */
export interface ReceivedLogoutRequest {
  readonly id: string;
  /** The Identifier of the application that asks. */
  readonly issuer: string;
}

const assertionNamespace = 'urn:oasis:names:tc:SAML:2.0:assertion';

/**
 * Reads a LogoutRequest. Entra wants a NameID in it and does not look at what it says: the browser's own session at the
 * directory ends. @throws AadstsError
 */
export function readReceivedLogoutRequest(message: MessageElement, now: Date): ReceivedLogoutRequest {
  const id = idOf(message);
  const issuer = issuerOfMessage(message);
  const name = childOf(message, 'NameID', assertionNamespace);
  if (name === undefined || name.text.trim() === '') throw aadsts.nameIdMissing();
  const notOnOrAfter = messageAttribute(message, 'NotOnOrAfter');
  if (notOnOrAfter !== undefined && !(Date.parse(notOnOrAfter) > now.getTime())) {
    throw aadsts.logoutRequestExpired();
  }
  return { id, issuer };
}
