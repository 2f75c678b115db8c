import { readStatus } from '../status.ts';
import { attributeOf, requireText } from '../xml/element.ts';
import * as ns from '../xml/namespaces.ts';
import { one, optional, readSequence } from '../xml/schema-sequence.ts';
import { type LogoutHead, malformedLogout, readLogoutHead } from './logout-head.ts';

/**
 * What a directory reports. `signed-out`: it ended its session and told every application. `partly`: it did not reach
 * every application. `refused`: anything else.
 */
export type ReportedLogout = 'signed-out' | 'partly' | 'refused';

/** A directory's answer to our LogoutRequest (SAML Core 3.7.2). Entra sends it unsigned: it proves little. */
export interface LogoutResponse extends LogoutHead {
  readonly issuer: string;
  /** The ID of the request that it claims to answer. */
  readonly inResponseTo: string | undefined;
  readonly reported: ReportedLogout;
}

const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';
const partialLogout = 'urn:oasis:names:tc:SAML:2.0:status:PartialLogout';

/**
 * Reads a LogoutResponse with the same strict reader as a Response. An Issuer is required (SAML Profiles 4.4.4.2).
 * @throws Problem `xml-…`, `logout-request-structure`, `response-structure`, `signature-misplaced`, `signature-repeated`,
 * `date-malformed`
 */
export function readLogoutResponse(bytes: Uint8Array): LogoutResponse {
  const head = readLogoutHead(bytes, 'LogoutResponse');
  const parts = readSequence(
    head.root,
    [
      one(ns.saml, 'Issuer'),
      optional(ns.ds, 'Signature'),
      optional(ns.samlp, 'Extensions'),
      one(ns.samlp, 'Status'),
    ],
    malformedLogout,
  );
  return {
    ...head,
    issuer: requireText(parts.one('Issuer'), malformedLogout),
    inResponseTo: attributeOf(head.root, 'InResponseTo'),
    reported: reportedBy(readStatus(parts.one('Status')).codes),
  };
}

/** SAML Core 3.7.3.2: PartialLogout stands inside the outcome for the directory's own session. */
function reportedBy([outer, inner, ...more]: readonly string[]): ReportedLogout {
  if (outer !== success || more.length > 0) return 'refused';
  if (inner === undefined) return 'signed-out';
  return inner === partialLogout ? 'partly' : 'refused';
}
