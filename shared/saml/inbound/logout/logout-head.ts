import { Problem } from '../../../problems/problem.ts';
import { hasBegun, hasEnded } from '../assertion/clock-skew.ts';
import { readInstant } from '../assertion/instant.ts';
import { countElements, placeSignatures } from '../placement.ts';
import { attributeOf, isElement, type XmlElement } from '../xml/element.ts';
import { isNcName } from '../xml/names.ts';
import * as ns from '../xml/namespaces.ts';
import { readXml } from '../xml/read-xml.ts';

/** What every logout message has. Nothing in it counts as signed until {@link LogoutHead.signature} was verified. */
export interface LogoutHead {
  readonly root: XmlElement;
  readonly id: string;
  readonly issueInstant: Date;
  readonly destination: string | undefined;
  /** The one enveloped signature, in its place. */
  readonly signature: XmlElement | undefined;
}

const maximumIdLength = 256;

/** How old a logout message may be where it does not say when it ends, in seconds, beside the clock skew. */
export const maximumLogoutAgeSeconds = 900;

/**
 * Reads the root of a logout message with the same strict reader as a Response: one `name` of SAML 2.0 with an ID, an
 * IssueInstant and at most one signature, which is its own child.
 * @throws Problem `xml-…`, `logout-request-structure`, `signature-misplaced`, `signature-repeated`, `date-malformed`
 */
export function readLogoutHead(bytes: Uint8Array, name: 'LogoutRequest' | 'LogoutResponse'): LogoutHead {
  const root = readXml(bytes);
  if (!isElement(root, ns.samlp, name)) throw malformedLogout(root.localName);
  if (attributeOf(root, 'Version') !== '2.0') throw malformedLogout('no Version 2.0');
  const id = attributeOf(root, 'ID');
  if (id === undefined || id.length > maximumIdLength || !isNcName(id)) throw malformedLogout('no ID');
  const issueInstant = attributeOf(root, 'IssueInstant');
  if (issueInstant === undefined) throw malformedLogout('no IssueInstant');
  const { response: signature } = placeSignatures(countElements(root).signatures, { response: root });
  return {
    root,
    id,
    issueInstant: readInstant(issueInstant),
    destination: attributeOf(root, 'Destination'),
    signature,
  };
}

/**
 * Requires that a message was issued in the past and has not expired, with the clock skew in the sender's favour: at
 * `NotOnOrAfter`, or else {@link maximumLogoutAgeSeconds} after it was issued.
 * @throws Problem `issue-instant-in-future`, `logout-request-expired`, `date-malformed`
 */
export function requireFreshLogout(
  { root, issueInstant }: LogoutHead,
  now: Date,
  clockSkewSeconds: number,
): void {
  const facts = (limit: Date) => ({ expected: limit.toISOString(), actual: now.toISOString() });
  if (!hasBegun(issueInstant, now, clockSkewSeconds)) {
    throw new Problem('issue-instant-in-future', facts(issueInstant));
  }
  const said = attributeOf(root, 'NotOnOrAfter');
  const ends =
    said === undefined
      ? new Date(issueInstant.getTime() + maximumLogoutAgeSeconds * 1_000)
      : readInstant(said);
  if (hasEnded(ends, now, clockSkewSeconds)) throw new Problem('logout-request-expired', facts(ends));
}

/** Returns the problem of a logout message that is not what it must be. */
export function malformedLogout(what: string): Problem {
  return new Problem('logout-request-structure', { actual: what });
}
