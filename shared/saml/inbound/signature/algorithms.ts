/** The hash behind an algorithm URI, by its name in node:crypto. */
export type Hash = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** SignatureMethod: RSASSA-PKCS1-v1_5 only; no HMAC, no DSA, no ECDSA, no key in the message decides. */
export const signatureAlgorithms: ReadonlyMap<string, Hash> = new Map([
  ['http://www.w3.org/2000/09/xmldsig#rsa-sha1', 'sha1'],
  ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', 'sha256'],
  ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha384', 'sha384'],
  ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha512', 'sha512'],
]);

/** DigestMethod. */
export const digestAlgorithms: ReadonlyMap<string, Hash> = new Map([
  ['http://www.w3.org/2000/09/xmldsig#sha1', 'sha1'],
  ['http://www.w3.org/2001/04/xmlenc#sha256', 'sha256'],
  ['http://www.w3.org/2001/04/xmldsig-more#sha384', 'sha384'],
  ['http://www.w3.org/2001/04/xmlenc#sha512', 'sha512'],
]);

/**
 * The names of exclusive canonicalisation, both of which SAML Core 5.4.3 allows. The second keeps comments; the
 * reader refuses every comment, so both make the same bytes.
 */
export const exclusiveCanonicalizations: readonly string[] = [
  'http://www.w3.org/2001/10/xml-exc-c14n#',
  'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
];

/** CanonicalizationMethod of SignedInfo, by the form of `canonicalXml`. */
export const canonicalizationAlgorithms: ReadonlyMap<string, 'exclusive' | 'inclusive'> = new Map([
  ...exclusiveCanonicalizations.map((name) => [name, 'exclusive'] as const),
  ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315', 'inclusive'],
]);

/** The first transform of a SAML signature; exclusive canonicalisation is the second and last (SAML Core 5.4.4). */
export const envelopedSignature = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
