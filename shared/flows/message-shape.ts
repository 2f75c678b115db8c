import * as v from 'valibot';
import type { Examination } from '../saml/inbound/examination.ts';
import type { AcceptedAssertion } from '../saml/inbound/judge.ts';

/** How a directory writes its messages: what an administrator changes there, without a word of whom it is about. */
export interface MessageShape {
  readonly nameIdFormat?: string;
  /** Names of the claims that hold the same value as the NameID; none where it comes from somewhere else. */
  readonly nameIdFrom: readonly string[];
  /** Names of all claims, sorted. */
  readonly claims: readonly string[];
  readonly signed: 'assertion' | 'response' | 'both';
  /** `sha256`; undefined where it was not seen. */
  readonly signatureHash?: string;
  /** The signer's certificate: its SHA-1 thumbprint, lower case. */
  readonly certificate: string;
}

/** A shape as it is stored. */
export const storedShape = v.strictObject({
  nameIdFormat: v.exactOptional(v.string()),
  nameIdFrom: v.array(v.string()),
  claims: v.array(v.string()),
  signed: v.picklist(['assertion', 'response', 'both']),
  signatureHash: v.exactOptional(v.string()),
  certificate: v.string(),
});

/** Few directories send a dozen. More than this, and names longer than that, would only fill an item. */
const [mostClaims, longestName] = [64, 256];

/** The shape of an accepted message; undefined where what it says is not disclosed. */
export function shapeOf(
  accepted: Pick<
    AcceptedAssertion,
    'nameId' | 'attributes' | 'signed' | 'signatureHash' | 'certificate' | 'disclosed'
  >,
): MessageShape | undefined {
  if (!accepted.disclosed) return undefined;
  const { nameId, attributes, signed, signatureHash, certificate } = accepted;
  const claims = [...attributes.keys()].sort().slice(0, mostClaims);
  const from = claims.filter((name) => attributes.get(name)?.includes(nameId.value));
  return {
    ...(nameId.format === undefined ? {} : { nameIdFormat: nameId.format.slice(0, longestName) }),
    nameIdFrom: from.map((name) => name.slice(0, longestName)),
    claims: claims.map((name) => name.slice(0, longestName)),
    signed,
    ...(signatureHash === undefined ? {} : { signatureHash }),
    certificate: certificate.thumbprints.sha1,
  };
}

/** The shape of an examined message that a trusted key has signed, where enough of it could be read. */
export function shapeOfExamined({ facts, verification }: Examination): MessageShape | undefined {
  const { nameId, attributes } = facts;
  if (nameId === undefined || attributes === undefined || verification === undefined) return undefined;
  return shapeOf({ nameId, attributes, ...verification, disclosed: true });
}
