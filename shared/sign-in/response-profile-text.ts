import * as v from 'valibot';
import { defined } from '../objects/defined.ts';
import type { ResponseProfile } from './response-profile.ts';
import { fullNameOf, shortNameOf } from './short-name.ts';

const fields = v.strictTuple([
  v.nullable(v.string()),
  v.picklist(['assertion', 'response', 'both']),
  v.nullable(v.string()),
  v.string(),
  v.array(v.string()),
  v.array(v.string()),
]);

/**
 * Returns a profile as a flow stores it: JSON with short forms of the claims' names. Entra's default claims take some
 * 110 bytes, a sixth of their names. So a session usually fits into one write unit, here and in its index.
 */
export function responseProfileText(profile: ResponseProfile): string {
  const { nameIdFormat, signed, signatureHash, certificate, nameIdFrom, claims } = profile;
  return JSON.stringify([
    nameIdFormat === undefined ? null : shortNameOf(nameIdFormat),
    signed,
    signatureHash ?? null,
    certificate,
    nameIdFrom.map(shortNameOf),
    claims.map(shortNameOf),
  ] satisfies v.InferOutput<typeof fields>);
}

/** The schema of {@link responseProfileText}. It returns the profile. */
export const responseProfileFromText = v.pipe(
  v.string(),
  v.parseJson(),
  fields,
  v.transform(
    ([format, signed, signatureHash, certificate, nameIdFrom, claims]): ResponseProfile => ({
      ...(format === null ? {} : { nameIdFormat: fullNameOf(format) }),
      nameIdFrom: nameIdFrom.map(fullNameOf),
      claims: claims.map(fullNameOf),
      signed,
      ...defined({ signatureHash: signatureHash ?? undefined }),
      certificate,
    }),
  ),
);
