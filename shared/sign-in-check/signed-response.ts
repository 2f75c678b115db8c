import { createHash } from 'node:crypto';

/** What a check's directory says, and in answer to which request. */
export interface CheckResponse {
  readonly issuer: string;
  readonly audience: string;
  readonly replyUrl: string;
  readonly inResponseTo: string;
  readonly nameId: string;
  readonly responseId: string;
  readonly assertionId: string;
  readonly now: Date;
  /** How long the assertion is valid, in seconds. */
  readonly validSeconds: number;
}

/** Signs octets with RSASSA-PKCS1-v1_5 and SHA-256. */
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
  const { issuer, replyUrl, inResponseTo, responseId, assertionId, now } = response;
  const instant = now.toISOString();
  const [start, rest] = assertionOf(response);
  const digest = createHash('sha256').update(`${start}${rest}`).digest('base64');
  const signedInfo = signedInfoOf(assertionId, digest);
  const canonical = signedInfo.replace('<SignedInfo>', `<SignedInfo xmlns="${dsig}">`);
  const value = Buffer.from(await sign(Buffer.from(canonical))).toString('base64');
  const signature = `<Signature xmlns="${dsig}">${signedInfo}<SignatureValue>${value}</SignatureValue></Signature>`;
  const xml =
    `<samlp:Response xmlns:samlp="${saml}:protocol" Destination="${escaped(replyUrl)}" ID="${responseId}" InResponseTo="${inResponseTo}" IssueInstant="${instant}" Version="2.0">` +
    `<Issuer xmlns="${saml}:assertion">${escaped(issuer)}</Issuer>` +
    `<samlp:Status><samlp:StatusCode Value="${saml}:status:Success"></samlp:StatusCode></samlp:Status>` +
    `${start}${signature}${rest}</samlp:Response>`;
  return Buffer.from(xml).toString('base64');
}

/** The assertion in two parts: the signature stands between them, behind the Issuer. */
function assertionOf(response: CheckResponse): readonly [start: string, rest: string] {
  const { issuer, audience, replyUrl, inResponseTo, nameId, assertionId, now, validSeconds } = response;
  const instant = now.toISOString();
  const until = new Date(now.getTime() + validSeconds * 1_000).toISOString();
  return [
    `<Assertion xmlns="${saml}:assertion" ID="${assertionId}" IssueInstant="${instant}" Version="2.0"><Issuer>${escaped(issuer)}</Issuer>`,
    `<Subject><NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">${escaped(nameId)}</NameID>` +
      `<SubjectConfirmation Method="${saml}:cm:bearer"><SubjectConfirmationData InResponseTo="${inResponseTo}" NotOnOrAfter="${until}" Recipient="${escaped(replyUrl)}"></SubjectConfirmationData></SubjectConfirmation></Subject>` +
      `<Conditions NotBefore="${instant}" NotOnOrAfter="${until}"><AudienceRestriction><Audience>${escaped(audience)}</Audience></AudienceRestriction></Conditions>` +
      `<AuthnStatement AuthnInstant="${instant}" SessionIndex="${assertionId}"><AuthnContext><AuthnContextClassRef>${saml}:ac:classes:unspecified</AuthnContextClassRef></AuthnContext></AuthnStatement></Assertion>`,
  ];
}

function signedInfoOf(assertionId: string, digest: string): string {
  return (
    `<SignedInfo><CanonicalizationMethod Algorithm="${exclusive}"></CanonicalizationMethod>` +
    '<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></SignatureMethod>' +
    `<Reference URI="#${assertionId}"><Transforms><Transform Algorithm="${dsig}enveloped-signature"></Transform>` +
    `<Transform Algorithm="${exclusive}"></Transform></Transforms>` +
    '<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></DigestMethod>' +
    `<DigestValue>${digest}</DigestValue></Reference></SignedInfo>`
  );
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
