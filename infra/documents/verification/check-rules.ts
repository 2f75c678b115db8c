import type { ProblemCode } from '../../../shared/problems/problem.ts';
import type { CheckName } from '../../../shared/saml/inbound/checks.ts';
import { numbers } from '../numbers/numbers.ts';

/** One rule of a check, as docs/verification.md has it. */
export interface CheckRule {
  readonly rule: string;
  /** The problems that a message is refused by which breaks the rule. */
  readonly codes: readonly ProblemCode[];
}

const rule = (text: string, ...codes: readonly ProblemCode[]): CheckRule => ({ rule: text, codes });

/** Rules for the request and its address: before the message is read, and before a tenant's keys are used. */
export const requestRules: readonly CheckRule[] = [
  rule('POST only', 'method-not-allowed'),
  rule(`a form, in the body, of at most ${numbers.bodySize}`, 'media-type', 'body-too-large'),
  rule(
    `the whole form, with the names and values of other fields, is UTF-8 with whole percent escapes and has at most ${numbers.formFields} fields`,
    'form-malformed',
  ),
  rule(
    'one SAMLResponse, at most one RelayState, no SAMLRequest',
    'saml-response-missing',
    'saml-response-repeated',
    'relay-state-repeated',
    'form-field-unexpected',
  ),
  rule(
    'the tenant in the URL exists and is active; looked up after the check `response`, so that an unreadable message reveals nothing about tenants',
    'tenant-not-found',
    'tenant-disabled',
  ),
  rule(
    'posted to the Reply URL. A signed response at the Sign on URL, the metadata URL or another spelling of the Reply URL gets a page that names both URLs, and no session; no private key decrypts there',
    'reply-url-mistaken',
  ),
  rule(
    'posted to an address that names a tenant. At the bare origin the page says only that',
    'reply-url-without-tenant',
  ),
  rule(
    'where the app’s Reply URL names no tenant: in answer to a request of this browser, or signed by a key that one tenant has proven for the issuer',
    'tenant-not-identified',
  ),
];

/** The rules of each check of a message. The order is that of the code's own list of checks. */
export const checkRules: Readonly<Record<CheckName, readonly CheckRule[]>> = {
  encoding: [
    rule(
      'the standard base64 alphabet with correct padding; only line ends between its characters',
      'base64-malformed',
    ),
  ],
  xml: [
    rule('UTF-8 without byte order mark, XML 1.0', 'xml-not-utf-8', 'xml-encoding', 'xml-version'),
    rule(
      'well-formed, with its namespaces; only legal characters; no entity but the predefined five',
      'xml-malformed',
    ),
    rule(
      'namespace names are absolute URIs, and reserved prefixes keep theirs (`xmlns:xml` may say so)',
      'xml-namespace',
    ),
    rule(
      'no DOCTYPE, comment, CDATA section or processing instruction',
      'xml-doctype',
      'xml-comment',
      'xml-cdata',
      'xml-processing-instruction',
    ),
    rule('no ID twice, as `ID`, `Id` or `id`, with any prefix', 'xml-id-repeated'),
    rule(
      `at most ${numbers.xmlElements} elements, ${numbers.xmlDepth} levels, ${numbers.xmlAttributes} XML attributes per element, ${numbers.xmlAttributeSize} per XML attribute`,
      'xml-too-many-elements',
      'xml-too-deep',
      'xml-too-many-attributes',
      'xml-value-too-long',
    ),
  ],
  response: [
    rule(
      'the root is a Response of SAML 2.0, with an ID',
      'response-root',
      'response-version',
      'response-id',
    ),
    rule(
      'one Assertion in the whole document, and it is a child of the root',
      'assertion-missing',
      'assertion-repeated',
      'assertion-misplaced',
    ),
    rule(
      'signatures only in the Response and the Assertion, one each, at least one',
      'signature-missing',
      'signature-misplaced',
      'signature-repeated',
    ),
    rule(
      'each element where the schema has it, in its order and number; no element inside one that holds only text',
      'response-structure',
    ),
    rule(
      'if encrypted: one EncryptedData with one EncryptedKey, inside or beside it; no CipherReference; no RetrievalMethod but one without transforms that names the one key beside it by `#Id`',
      'encryption-structure',
    ),
    rule(
      'if encrypted: RSA-OAEP with SHA-1 or SHA-256, and AES-128 or AES-256 in CBC or GCM; no RSA-1_5, no Triple DES',
      'encryption-algorithm',
    ),
  ],
  signature: [
    rule('the one structure that the profile allows', 'signature-structure'),
    rule("one Reference, to the signature's own parent", 'signature-reference'),
    rule(
      'enveloped-signature, then exclusive canonicalisation by either of its names (`#` and `#WithComments`: without comments both produce the same bytes), and nothing else',
      'signature-transform',
      'signature-canonicalization',
    ),
    rule('a known algorithm', 'signature-algorithm'),
  ],
  'signature-algorithm': [rule('SHA-1 only where the operator allowed it', 'signature-sha1')],
  'signing-key': [
    rule('at most one certificate in the signature, as X509Data', 'signature-key-info'),
    rule(
      `the tenant has a usable key, and this is one of them; RSA of ${numbers.rsaBits} bits or more with an odd exponent of at least ${numbers.rsaExponent}; a certificate that a thumbprint selects has at most ${numbers.certificateSize}, because Latchkey pins it`,
      'key-missing',
      'key-unknown',
      'certificate-malformed',
      'certificate-too-large',
      'certificate-weak',
    ),
  ],
  'signature-value': [
    rule('the RSA signature over SignedInfo', 'signature-value'),
    rule('the digest over the signed element', 'signature-digest'),
    rule(`at most ${numbers.canonicalFormSize} of canonical form`, 'xml-canonical-form-too-long'),
  ],
  encryption: [
    rule(
      'the tenant accepts, or demands, encrypted assertions. An encrypted assertion is refused before decryption; one in the clear after every other check of the message',
      'assertion-encrypted',
      'encryption-required',
    ),
  ],
  decryption: [
    rule(
      'if encrypted: key, cipher text, padding, the strict reader over the plaintext, the shape and the signature of the Assertion in it',
      'decryption-failed',
    ),
  ],
  certificate: [
    rule(
      'the validity of the certificate, without clock skew',
      'certificate-expired',
      'certificate-not-yet-valid',
    ),
  ],
  assertion: [rule('each element of the Assertion where the schema has it (`response-structure` again)')],
  claims: [
    rule(
      "attributes have names, and the person's identity stands in one Attribute. Any other Name may occur in several (one Attribute per role), in two statements or under two NameFormats: its values form one list, in document order",
      'attribute-malformed',
      'attribute-repeated',
    ),
    rule(
      'only a whole Assertion may be encrypted: no EncryptedID, no EncryptedAttribute',
      'encryption-of-a-part',
    ),
  ],
  subject: [
    rule(
      `a NameID of at most ${numbers.nameIdLength} characters, and one bearer confirmation for our Reply URL, with NotOnOrAfter and without NotBefore; others may stand beside it`,
      'name-id-missing',
      'name-id-too-long',
      'subject-confirmation',
    ),
    rule('every date is a date, in UTC', 'date-malformed'),
  ],
  conditions: [
    rule('Conditions with both dates, and no unknown condition', 'conditions-missing', 'condition-unknown'),
  ],
  authentication: [rule('an AuthnStatement', 'authn-statement-missing')],
  identity: [
    rule(
      'one objectidentifier and one tenantid, or neither. Where the operator or the set-up page named an identity claim of another directory (`user.id` of Okta, `objectGUID` of ADFS, a persistent NameID with its qualifiers, SAML Core 8.3.7): exactly one value of it, compared exactly and bound with issuer and name',
      'identity-claim-malformed',
    ),
  ],
  issuer: [
    rule(
      `the tenant's Issuer, character for character: an opaque string of 1 to ${numbers.issuerLength} visible characters (Okta's is an \`http\` URL, PingFederate's may be one word)`,
      'issuer-mismatch',
    ),
  ],
  audience: [rule('our Identifier in every AudienceRestriction', 'audience-missing', 'audience-mismatch')],
  recipient: [rule("the tenant's Reply URL, with its query", 'recipient-mismatch')],
  destination: [
    rule(
      "the tenant's Reply URL; a signed Response must have one",
      'destination-missing',
      'destination-mismatch',
    ),
  ],
  answer: [rule('the Response answers the request that the Assertion answers', 'in-response-to-mismatch')],
  times: [
    rule(
      `issued in the past, begun, not over, valid for at most ${numbers.longestValidity}; ${numbers.clockSkew} of clock skew, but none for the end of the directory's session`,
      'issue-instant-in-future',
      'assertion-not-yet-valid',
      'assertion-expired',
      'assertion-window-too-long',
      'confirmation-expired',
      'session-already-over',
    ),
  ],
  'response-time': [
    rule(
      `the Response was issued in the past, with ${numbers.clockSkew} of clock skew (\`issue-instant-in-future\` again)`,
    ),
  ],
  status: [rule('Status is Success', 'status-not-success')],
  'multi-factor': [
    rule(
      'where the operator requires it of the tenant: the directory states several factors, by `multipleauthn` or by a class that means them',
      'multi-factor-missing',
    ),
  ],
  mapping: [
    rule('each claim that the application requires has a value', 'claim-missing'),
    rule('a claim of one value has one; equal values count once', 'claim-many-values'),
    rule(
      'groups that the application gets are a list: a link to them is refused, and never taken for none',
      'claim-groups-overage',
    ),
    rule(
      `all claims for the application together take at most ${numbers.mappedClaims} as JSON`,
      'claims-too-large',
    ),
  ],
  request: [
    rule(
      `solicited: an open request of this tenant, not older than ${numbers.requestLifetime}, one of the last ${numbers.flowCookies} begun in this browser, not spent`,
      'flow-unknown',
      'flow-expired',
      'flow-spent',
      'flow-other-browser',
      'flow-dropped',
    ),
    rule(
      'unsolicited: only where the application accepts it, and each assertion once',
      'unsolicited-repeated',
      'assertion-replayed',
    ),
    rule(
      "unsolicited, while another person's session runs in this browser: only from a page of the directory",
      'session-of-another-person',
    ),
    rule(
      'the authentication is as fresh as the request demands: after it, or not older than its age, and later than the one of the session that is renewed',
      'reauthentication-ignored',
    ),
    rule('a session is renewed by its own person', 'reauthentication-other-person'),
  ],
  user: [
    rule(
      'the person has an active account, bound to this identity of the directory',
      'user-unknown',
      'user-not-active',
      'user-other-identity',
      'user-identity-missing',
    ),
    rule(
      'an account is created by a sign-in only for a tenant that allows it, with the claim value that its operator named, and never again for a removed person',
      'user-not-entitled',
      'user-removed',
    ),
  ],
};
