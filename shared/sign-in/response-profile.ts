import { Buffer } from 'node:buffer';
import * as v from 'valibot';
import { defined } from '../objects/defined.ts';
import type { ValidationReport } from '../saml/inbound/report.ts';
import type { AcceptedAssertion } from '../saml/inbound/verify.ts';
import { shortNameOf } from './short-name.ts';

/** How a directory writes its messages: what an administrator can change there. It names no person. */
export interface ResponseProfile {
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

/** A profile as it is stored. */
export const storedResponseProfile = v.strictObject({
  nameIdFormat: v.exactOptional(v.string()),
  nameIdFrom: v.array(v.string()),
  claims: v.array(v.string()),
  signed: v.picklist(['assertion', 'response', 'both']),
  signatureHash: v.exactOptional(v.string()),
  certificate: v.string(),
});

/** The largest stored profile, in bytes of JSON in UTF-8: it is part of the one write of every sign-in. */
export const maximumResponseProfileBytes = 2_048;

/** Few directories send a dozen claims. Longer names are cut: they would only fill an item. */
const longestName = 256;

/** What the names of claims that hold the NameID's value take at most, of {@link maximumResponseProfileBytes}. */
const maximumSourceBytes = 640;

/** The shape of an accepted message; undefined where what it says is not disclosed. */
export function responseProfileOf(
  accepted: Pick<
    AcceptedAssertion,
    'nameId' | 'attributes' | 'signed' | 'signatureHash' | 'certificate' | 'disclosed'
  >,
): ResponseProfile | undefined {
  if (!accepted.disclosed) return undefined;
  const { nameId, attributes, signed, signatureHash, certificate } = accepted;
  const all = [...attributes.keys()].sort();
  const from = all.filter((name) => attributes.get(name)?.includes(nameId.value));
  const profile = {
    ...(nameId.format === undefined ? {} : { nameIdFormat: cut(nameId.format, longestName) }),
    nameIdFrom: fitting(from, maximumSourceBytes),
    claims: [],
    signed,
    ...defined({ signatureHash }),
    certificate: certificate.thumbprints.sha1,
  } as const;
  return { ...profile, claims: fitting(all, maximumResponseProfileBytes - bytesOf(profile)) };
}

/** Returns the first of `names` that take at most `bytes` together. The same names give the same result. */
function fitting(names: readonly string[], bytes: number): readonly string[] {
  const kept: string[] = [];
  let left = bytes;
  for (const name of names.map((each) => cut(each, longestName))) {
    // The comma behind it counts, as in JSON. A flow stores the short form, which may be a character longer.
    left -= Math.max(bytesOf(name), bytesOf(shortNameOf(name))) + 1;
    if (left < 0) break;
    kept.push(name);
  }
  return kept;
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** Returns at most `bytes` of `text`, and whole characters only. */
function cut(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let kept = '';
  for (const character of text) {
    if (Buffer.byteLength(kept) + Buffer.byteLength(character) > bytes) break;
    kept += character;
  }
  return kept;
}

/** The shape of an diagnosed message that a trusted key has signed, where enough of it could be read. */
export function responseProfileOfReport({
  facts,
  verification,
}: ValidationReport): ResponseProfile | undefined {
  const { nameId, attributes } = facts;
  if (nameId === undefined || attributes === undefined || verification === undefined) return undefined;
  return responseProfileOf({ nameId, attributes, ...verification, disclosed: true });
}
