import { createHash } from 'node:crypto';

/** What a check's directory says, and in answer to which request. */
export interface CheckResponse {
  readonly issuer: string;
  readonly audience: string;
  readonly replyUrl: string;
  /** The Recipient of the assertion. Default: the Reply URL. */
  readonly recipient?: string;
  /** The request that it answers. Undefined: it is unsolicited. */
  readonly inResponseTo: string | undefined;
  /** Undefined: the assertion names no person. */
  readonly nameId: string | undefined;
  /** Claims by their names, each with one value. Default: none. */
  readonly claims?: Readonly<Record<string, string>>;
  readonly responseId: string;
  readonly assertionId: string;
  readonly now: Date;
  /** From when the assertion is valid. Default: `now`. */
  readonly notBefore?: Date;
  /** How long the assertion is valid from `notBefore` on, in seconds. */
  readonly validSeconds: number;
  /** The certificate in its KeyInfo: DER in base64. Default: it has no KeyInfo. */
  readonly certificate?: string;
  /** The hash of digest and signature. Default: `sha256`. */
  readonly hash?: CheckHash;
}

/** A hash that a check signs with. */
export type CheckHash = 'sha1' | 'sha256';

/** Signs octets with RSASSA-PKCS1-v1_5 and the hash of the response: SHA-256 unless it says otherwise. */
export type SignOctets = (octets: Uint8Array) => Promise<Uint8Array>;

const dsig = 'http://www.w3.org/2000/09/xmldsig#';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const saml = 'urn:oasis:names:tc:SAML:2.0';

/**
 * Returns a SAML response with a signed assertion, in base64. Every element is written in its canonical form (namespaces
 * first, attributes by name, no empty-element tags), so that its digest needs no canonicalization and the signer may be
 * a remote service. Only the checks of a stage use it; genuine responses come from directories.
 * @see https://www.w3.org/TR/xml-exc-c14n/
 */
export async function writeCheckResponse(response: CheckResponse, sign: SignOctets): Promise<string> {
  const {
    issuer,
    replyUrl,
    inResponseTo,
    responseId,
    assertionId,
    now,
    hash = 'sha256',
    certificate,
  } = response;
  const instant = now.toISOString();
  const [start, rest] = assertionOf(response);
  const digest = createHash(hash).update(`${start}${rest}`).digest('base64');
  const signedInfo = signedInfoOf(assertionId, hash, digest);
  const canonical = signedInfo.replace('<SignedInfo>', `<SignedInfo xmlns="${dsig}">`);
  const value = Buffer.from(await sign(Buffer.from(canonical))).toString('base64');
  const signature = `<Signature xmlns="${dsig}">${signedInfo}<SignatureValue>${value}</SignatureValue>${keyInfoOf(certificate)}</Signature>`;
  const xml =
    `<samlp:Response xmlns:samlp="${saml}:protocol" Destination="${escaped(replyUrl)}" ID="${responseId}"${answers(inResponseTo)} IssueInstant="${instant}" Version="2.0">` +
    `<Issuer xmlns="${saml}:assertion">${escaped(issuer)}</Issuer>` +
    `<samlp:Status><samlp:StatusCode Value="${saml}:status:Success"></samlp:StatusCode></samlp:Status>` +
    `${start}${signature}${rest}</samlp:Response>`;
  return Buffer.from(xml).toString('base64');
}

/** The assertion in two parts: the signature stands between them, behind the Issuer. */
function assertionOf(response: CheckResponse): readonly [start: string, rest: string] {
  const { issuer, audience, replyUrl, recipient = replyUrl, inResponseTo, nameId, assertionId } = response;
  const { now, notBefore = now, validSeconds, claims = {} } = response;
  const instant = now.toISOString();
  const until = new Date(notBefore.getTime() + validSeconds * 1_000).toISOString();
  return [
    `<Assertion xmlns="${saml}:assertion" ID="${assertionId}" IssueInstant="${instant}" Version="2.0"><Issuer>${escaped(issuer)}</Issuer>`,
    `<Subject>${nameIdOf(nameId)}` +
      `<SubjectConfirmation Method="${saml}:cm:bearer"><SubjectConfirmationData${answers(inResponseTo)} NotOnOrAfter="${until}" Recipient="${escaped(recipient)}"></SubjectConfirmationData></SubjectConfirmation></Subject>` +
      `<Conditions NotBefore="${notBefore.toISOString()}" NotOnOrAfter="${until}"><AudienceRestriction><Audience>${escaped(audience)}</Audience></AudienceRestriction></Conditions>` +
      statementOf(claims) +
      `<AuthnStatement AuthnInstant="${instant}" SessionIndex="${assertionId}"><AuthnContext><AuthnContextClassRef>${saml}:ac:classes:unspecified</AuthnContextClassRef></AuthnContext></AuthnStatement></Assertion>`,
  ];
}

function answers(inResponseTo: string | undefined): string {
  return inResponseTo === undefined ? '' : ` InResponseTo="${inResponseTo}"`;
}

function nameIdOf(nameId: string | undefined): string {
  if (nameId === undefined) return '';
  return `<NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">${escaped(nameId)}</NameID>`;
}

function statementOf(claims: Readonly<Record<string, string>>): string {
  const attributes = Object.entries(claims).map(
    ([name, value]) =>
      `<Attribute Name="${escaped(name)}"><AttributeValue>${escaped(value)}</AttributeValue></Attribute>`,
  );
  return attributes.length === 0 ? '' : `<AttributeStatement>${attributes.join('')}</AttributeStatement>`;
}

function keyInfoOf(certificate: string | undefined): string {
  if (certificate === undefined) return '';
  return `<KeyInfo><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo>`;
}

/** The names of the algorithms by their hash. */
const algorithms = {
  sha1: { signature: `${dsig}rsa-sha1`, digest: `${dsig}sha1` },
  sha256: {
    signature: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    digest: 'http://www.w3.org/2001/04/xmlenc#sha256',
  },
} as const satisfies Record<CheckHash, unknown>;

function signedInfoOf(assertionId: string, hash: CheckHash, digest: string): string {
  return (
    `<SignedInfo><CanonicalizationMethod Algorithm="${exclusive}"></CanonicalizationMethod>` +
    `<SignatureMethod Algorithm="${algorithms[hash].signature}"></SignatureMethod>` +
    `<Reference URI="#${assertionId}"><Transforms><Transform Algorithm="${dsig}enveloped-signature"></Transform>` +
    `<Transform Algorithm="${exclusive}"></Transform></Transforms>` +
    `<DigestMethod Algorithm="${algorithms[hash].digest}"></DigestMethod>` +
    `<DigestValue>${digest}</DigestValue></Reference></SignedInfo>`
  );
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
