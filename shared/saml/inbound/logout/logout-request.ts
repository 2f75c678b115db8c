import { defaultClockSkewSeconds } from '../assertion/clock-skew.ts';
import type { QualifiedNameId } from '../assertion/identity.ts';
import { attributeOf, requireText, type XmlElement } from '../xml/element.ts';
import * as ns from '../xml/namespaces.ts';
import { any, one, oneOf, optional, readSequence } from '../xml/schema-sequence.ts';
import { type LogoutHead, malformedLogout, readLogoutHead, requireFreshLogout } from './logout-head.ts';

/** A directory's request to end sessions (SAML Core 3.7.1). Whether it is signed, `verifyLogoutSignature` tells. */
export interface LogoutRequest extends LogoutHead {
  readonly issuer: string;
  /** Undefined where it is encrypted or no NameID: no person is looked up by that. Entra's is not the assertion's. */
  readonly nameId: QualifiedNameId | undefined;
  /** The sessions to end. */
  readonly sessionIndexes: readonly string[];
}

/**
 * Reads a LogoutRequest with the same strict reader as a Response.
 * @throws Problem `xml-…`, `logout-request-…`, `signature-misplaced`, `signature-repeated`, `issue-instant-in-future`,
 * `date-malformed`
 */
export function readLogoutRequest(bytes: Uint8Array, now: Date): LogoutRequest {
  const head = readLogoutHead(bytes, 'LogoutRequest');
  requireFreshLogout(head, now, defaultClockSkewSeconds);
  const parts = readSequence(
    head.root,
    [
      one(ns.saml, 'Issuer'),
      optional(ns.ds, 'Signature'),
      optional(ns.samlp, 'Extensions'),
      oneOf(ns.saml, 'NameID', 'EncryptedID', 'BaseID'),
      any(ns.samlp, 'SessionIndex'),
    ],
    malformedLogout,
  );
  const text = (element: XmlElement) => requireText(element, malformedLogout);
  const name = parts.optional('NameID');
  return {
    ...head,
    issuer: text(parts.one('Issuer')),
    nameId: name && {
      value: text(name),
      format: attributeOf(name, 'Format'),
      nameQualifier: attributeOf(name, 'NameQualifier'),
      spNameQualifier: attributeOf(name, 'SPNameQualifier'),
    },
    sessionIndexes: parts.all('SessionIndex').map(text).filter(Boolean),
  };
}
