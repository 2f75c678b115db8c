import type { ProblemCode } from '../../problems/problem.ts';

/** What a check is about. */
export type CheckSubject = 'message' | 'signature' | 'encryption' | 'certificate' | 'assertion' | 'sign-in';

/** One check of a sign-in. */
export interface CheckDefinition {
  /** Stable: pages, commands, stored items and documents use it. */
  readonly name: string;
  readonly about: CheckSubject;
  /** Every code that this check fails with. */
  readonly codes: readonly ProblemCode[];
  /** Whether its problems quote the assertion: they lose their facts unless the assertion is disclosed. */
  readonly quotesAssertion?: true;
}

/**
 * Every check, in the order in which the assertion consumer takes them. The validation report, the result of a test
 * sign-in and `docs/verification.md` are written from this list. There is one exception to the order: a message in the
 * clear goes through `encryption` after `status`.
 */
export const checks = [
  // The form field is base64.
  { name: 'encoding', about: 'message', codes: ['base64-malformed'] },
  // The bytes are UTF-8 and XML 1.0, without DOCTYPE, comments or repeated IDs, within the limits.
  {
    name: 'xml',
    about: 'message',
    codes: [
      'xml-not-utf-8',
      'xml-encoding',
      'xml-version',
      'xml-malformed',
      'xml-namespace',
      'xml-doctype',
      'xml-comment',
      'xml-cdata',
      'xml-processing-instruction',
      'xml-id-repeated',
      'xml-too-many-elements',
      'xml-too-deep',
      'xml-too-many-attributes',
      'xml-value-too-long',
    ],
  },
  // It is one Response of SAML 2.0 with one Assertion, and the signatures are in their places.
  {
    name: 'response',
    about: 'message',
    codes: [
      'response-root',
      'response-version',
      'response-id',
      'assertion-missing',
      'assertion-repeated',
      'assertion-misplaced',
      'signature-missing',
      'signature-misplaced',
      'signature-repeated',
      'response-structure',
      'encryption-structure',
      'encryption-algorithm',
    ],
  },
  // The signature has the one allowed structure and refers to its own parent.
  {
    name: 'signature',
    about: 'signature',
    codes: [
      'signature-structure',
      'signature-reference',
      'signature-transform',
      'signature-canonicalization',
      'signature-algorithm',
    ],
  },
  // It uses SHA-256 or stronger, or the operator allowed SHA-1 for this tenant.
  { name: 'signature-algorithm', about: 'signature', codes: ['signature-sha1'] },
  // The tenant trusts the certificate, and its RSA key is strong enough.
  {
    name: 'signing-key',
    about: 'signature',
    codes: [
      'key-missing',
      'key-unknown',
      'signature-key-info',
      'certificate-malformed',
      'certificate-too-large',
      'certificate-weak',
    ],
  },
  // The key of that certificate signed exactly this text.
  {
    name: 'signature-value',
    about: 'signature',
    codes: ['signature-value', 'signature-digest', 'signature-structure', 'xml-canonical-form-too-long'],
  },
  // The tenant accepts the assertion as it came, encrypted or in the clear.
  { name: 'encryption', about: 'encryption', codes: ['assertion-encrypted', 'encryption-required'] },
  // The encrypted assertion can be decrypted, and it or the Response around it is signed.
  { name: 'decryption', about: 'encryption', codes: ['decryption-failed'] },
  // The certificate of every signature is valid now, or within its grace period.
  { name: 'certificate', about: 'certificate', codes: ['certificate-expired', 'certificate-not-yet-valid'] },
  // The Assertion has the parts of its schema, in order.
  { name: 'assertion', about: 'assertion', codes: ['response-structure'], quotesAssertion: true },
  // Every claim has a name, and none that identifies a person is repeated or encrypted.
  {
    name: 'claims',
    about: 'assertion',
    codes: ['attribute-malformed', 'attribute-repeated', 'encryption-of-a-part'],
    quotesAssertion: true,
  },
  // There is one NameID, and one bearer confirmation for the Reply URL.
  {
    name: 'subject',
    about: 'assertion',
    codes: [
      'name-id-missing',
      'name-id-too-long',
      'subject-confirmation',
      'encryption-of-a-part',
      'response-structure',
      'date-malformed',
    ],
    quotesAssertion: true,
  },
  // There are Conditions with both dates, and none of an unknown kind.
  {
    name: 'conditions',
    about: 'assertion',
    codes: ['conditions-missing', 'condition-unknown', 'response-structure', 'date-malformed'],
    quotesAssertion: true,
  },
  // There is an AuthnStatement.
  {
    name: 'authentication',
    about: 'assertion',
    codes: ['authn-statement-missing', 'response-structure', 'date-malformed'],
    quotesAssertion: true,
  },
  // The claims that identify the person have one value each.
  {
    name: 'identity',
    about: 'assertion',
    codes: ['identity-claim-malformed', 'response-structure'],
    quotesAssertion: true,
  },
  // The Issuer is the one of the tenant.
  {
    name: 'issuer',
    about: 'assertion',
    codes: ['issuer-mismatch', 'response-structure'],
    quotesAssertion: true,
  },
  // Every AudienceRestriction names the Identifier (Entity ID) of the application.
  {
    name: 'audience',
    about: 'assertion',
    codes: ['audience-missing', 'audience-mismatch'],
    quotesAssertion: true,
  },
  // The Recipient is the Reply URL of the tenant.
  { name: 'recipient', about: 'assertion', codes: ['recipient-mismatch'], quotesAssertion: true },
  // The Destination is the Reply URL of the tenant.
  { name: 'destination', about: 'assertion', codes: ['destination-missing', 'destination-mismatch'] },
  // The Response and the Assertion answer the same request.
  { name: 'answer', about: 'assertion', codes: ['in-response-to-mismatch'], quotesAssertion: true },
  // Now is within every date of the Assertion, give or take the clock skew.
  {
    name: 'times',
    about: 'assertion',
    codes: [
      'issue-instant-in-future',
      'assertion-not-yet-valid',
      'assertion-expired',
      'assertion-window-too-long',
      'confirmation-expired',
      'session-already-over',
    ],
    quotesAssertion: true,
  },
  // The Response was issued in the past, give or take the clock skew.
  {
    name: 'response-time',
    about: 'assertion',
    codes: ['issue-instant-in-future', 'response-structure', 'date-malformed'],
  },
  // The Status is Success.
  { name: 'status', about: 'assertion', codes: ['status-not-success', 'response-structure'] },
  // It has evidence of several factors, where the tenant requires that.
  { name: 'multi-factor', about: 'sign-in', codes: ['multi-factor-missing'], quotesAssertion: true },
  // It has the claims that the application needs, and no more than a session keeps.
  {
    name: 'mapping',
    about: 'sign-in',
    codes: ['claim-missing', 'claim-many-values', 'claim-groups-overage', 'claims-too-large'],
    quotesAssertion: true,
  },
  // It answers an open request of this browser, or is unsolicited and was never used before.
  {
    name: 'request',
    about: 'sign-in',
    codes: [
      'flow-unknown',
      'flow-expired',
      'flow-spent',
      'flow-other-browser',
      'flow-dropped',
      'assertion-replayed',
      'unsolicited-repeated',
      'session-of-another-person',
      'reauthentication-ignored',
      'reauthentication-other-person',
    ],
    quotesAssertion: true,
  },
  // The person has an active user of the tenant, with this identity of the directory.
  {
    name: 'user',
    about: 'sign-in',
    codes: [
      'user-unknown',
      'user-not-active',
      'user-other-identity',
      'user-identity-missing',
      'user-not-entitled',
      'user-removed',
    ],
    quotesAssertion: true,
  },
] as const satisfies readonly CheckDefinition[];

/** The name of one of the {@link checks}. */
export type CheckName = (typeof checks)[number]['name'];

/** The names of all {@link checks}, in their order. */
export const checkNames: readonly CheckName[] = checks.map(({ name }) => name);

/** Returns the names of the checks about any of `subjects`, in the order of {@link checks}. */
export function checksAbout(...subjects: readonly CheckSubject[]): readonly CheckName[] {
  return checks.flatMap(({ name, about }) => (subjects.includes(about) ? [name] : []));
}
