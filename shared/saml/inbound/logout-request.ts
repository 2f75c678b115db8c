import { Problem } from '../../problems/problem.ts';
import { readInstant } from './assertion/instant.ts';
import { attributeOf, isElement, requireText, type XmlElement } from './xml/element.ts';
import { isNcName } from './xml/names.ts';
import * as ns from './xml/namespaces.ts';
import { readXml } from './xml/read-xml.ts';
import { any, one, oneOf, optional, readSequence } from './xml/schema-sequence.ts';

/** A directory's request to end sessions (SAML Core 3.7.1). Nothing in it counts as signed. */
export interface LogoutRequest {
  readonly id: string;
  readonly issuer: string;
  /** The sessions to end. Entra's NameID here is not that of the assertion, so no user is looked up by it. */
  readonly sessionIndexes: readonly string[];
}

const malformed = (what: string) => new Problem('logout-request-structure', { actual: what });
const maximumIdLength = 256;

/**
 * Reads a LogoutRequest with the same strict reader as a Response.
 * @throws Problem `xml-…`, `logout-request-…`, `date-malformed`
 */
export function readLogoutRequest(bytes: Uint8Array, now: Date): LogoutRequest {
  const request = readXml(bytes);
  if (!isElement(request, ns.samlp, 'LogoutRequest')) throw malformed(request.localName);
  const id = attributeOf(request, 'ID');
  if (attributeOf(request, 'Version') !== '2.0') throw malformed('no Version 2.0');
  if (id === undefined || id.length > maximumIdLength || !isNcName(id)) throw malformed('no ID');
  const ends = attributeOf(request, 'NotOnOrAfter');
  if (ends !== undefined && readInstant(ends) <= now) {
    throw new Problem('logout-request-expired', { expected: ends, actual: now.toISOString() });
  }
  const parts = readSequence(
    request,
    [
      one(ns.saml, 'Issuer'),
      optional(ns.ds, 'Signature'),
      optional(ns.samlp, 'Extensions'),
      // No user is looked up by the name, so an encrypted one is not decrypted (SAML Core 3.7.1 allows all three).
      oneOf(ns.saml, 'NameID', 'EncryptedID', 'BaseID'),
      any(ns.samlp, 'SessionIndex'),
    ],
    malformed,
  );
  const text = (element: XmlElement) => requireText(element, malformed);
  const sessionIndexes = parts.all('SessionIndex').map(text).filter(Boolean);
  return { id, issuer: text(parts.one('Issuer')), sessionIndexes };
}
