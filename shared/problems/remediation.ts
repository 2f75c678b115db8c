import type { ProblemCode } from './problem.ts';
import type { Fixer } from './problem-kind.ts';

/** A page of the Entra admin center. Each language's catalogue has its path. */
export type EntraPage =
  | 'basic'
  | 'certificates'
  | 'claims'
  | 'conditionalAccess'
  | 'properties'
  | 'setUp'
  | 'signInLogs'
  | 'tokenEncryption'
  | 'usersAndGroups';

/** A field or button on one of these pages. Each language's catalogue has its label. */
export type EntraField =
  | 'addUser'
  | 'deactivateEncryption'
  | 'grant'
  | 'identifier'
  | 'identityClaims'
  | 'importCertificate'
  | 'logoutUrl'
  | 'makeActive'
  | 'nameId'
  | 'newCertificate'
  | 'replyUrl'
  | 'session'
  | 'signOnUrl'
  | 'signingAlgorithm'
  | 'signingOption';

/** A button, an option or a rule for what such a field is set to. Each language's catalogue has its words. */
export type EntraChoice =
  | 'activateEncryption'
  | 'asEntraSends'
  | 'makeActive'
  | 'once'
  | 'requireMultiFactor'
  | 'signAssertion'
  | 'signInEveryTime'
  | 'validCertificate';

/** What to look at before following a remediation. The command has the words. */
export type RemediationNote =
  | 'certificate-still-there'
  | 'claim-of-other-name'
  | 'encryption-wanted'
  | 'exactly-this-issuer'
  | 'exactly-this-thumbprint'
  | 'give-up-draft'
  | 'identifier-not-found'
  | 'intended-name-id'
  | 'new-certificate'
  | 'new-person'
  | 'no-error-shown'
  | 'not-assigned'
  | 'old-certificates'
  | 'reference-in-log'
  | 'reply-url-not-found'
  | 'same-person'
  | 'shows-certificate'
  | 'tables-and-keys'
  | 'wrong-name-id';

/**
 * One action that lets the next attempt succeed: a field on a page of Entra and its value, or a command of the
 * operator's. A value or word in `<…>` depends on the tenant or on the message.
 */
export interface Remediation {
  readonly by: Fixer;
  readonly page?: EntraPage;
  readonly field?: EntraField;
  /** A claim on that page, by its name. */
  readonly claim?: string;
  /** Entered as it is. */
  readonly value?: string;
  readonly choice?: EntraChoice;
  /** What the operator types after `latchkey`, word by word. */
  readonly command?: readonly string[];
  /** Where the customer sees what the operator types; nothing is changed there. */
  readonly shownOn?: EntraPage;
  /** To be done after the one before; without it, an alternative to the one before. */
  readonly also?: true;
  readonly note?: RemediationNote;
  /** The problem whose remedy says the rest, in each language's catalogue. */
  readonly remedyOf?: ProblemCode;
}

const inEntra = (page: EntraPage, field: EntraField, more: Partial<Remediation> = {}): Remediation => ({
  by: 'customer-admin',
  page,
  field,
  ...more,
});

/** @param options What stands behind `<app> <tenant>`, word by word */
const typed = (command: string, options: readonly string[] = [], note?: RemediationNote): Remediation => ({
  by: 'operator',
  command: [...command.split(' '), '<app>', '<tenant>', ...options],
  ...(note === undefined ? {} : { note }),
});

/** What the remedy of `problem` says is done there. */
const onPage = (problem: ProblemCode, page: EntraPage): readonly Remediation[] => [
  { by: 'customer-admin', page, remedyOf: problem },
];

const replyUrl = [inEntra('basic', 'replyUrl', { value: '<reply URL>' })];
const signingAlgorithm = [inEntra('certificates', 'signingAlgorithm', { value: 'SHA-256' })];
const nameId = inEntra('claims', 'nameId', { value: 'user.userprincipalname' });
const identityClaims = [inEntra('claims', 'identityClaims', { choice: 'asEntraSends' })];
const importCertificate = [
  inEntra('tokenEncryption', 'importCertificate', { choice: 'activateEncryption' }),
  typed('tenant show', [], 'shows-certificate'),
];
/** A new key comes with a new certificate, which both sides have to know. */
const newCertificate = [
  inEntra('certificates', 'newCertificate', { choice: 'makeActive' }),
  { ...typed('tenant key add', ['--certificate', '<file>'], 'new-certificate'), also: true as const },
];
const createLink = [typed('setup-link create')];

/** What fixes each problem, the likeliest first. A code that is missing here is fixed as its remedy says. */
export const remediations: Readonly<Partial<Record<ProblemCode, readonly Remediation[]>>> = {
  'body-too-large': onPage('body-too-large', 'claims'),
  'xml-too-many-elements': onPage('xml-too-many-elements', 'claims'),
  'xml-too-deep': onPage('xml-too-deep', 'claims'),
  'xml-too-many-attributes': onPage('xml-too-many-attributes', 'claims'),
  'xml-value-too-long': onPage('xml-value-too-long', 'claims'),
  'xml-canonical-form-too-long': onPage('xml-canonical-form-too-long', 'claims'),

  'signature-missing': [inEntra('certificates', 'signingOption', { choice: 'signAssertion' })],
  'signature-algorithm': signingAlgorithm,
  'signature-sha1': signingAlgorithm,
  'key-missing': [typed('tenant key add', ['--certificate', '<file>'])],
  'key-unknown': [
    inEntra('certificates', 'makeActive', {
      value: '<trusted thumbprints>',
      note: 'certificate-still-there',
    }),
    typed('tenant key add', ['--thumbprint', '<thumbprint>'], 'exactly-this-thumbprint'),
  ],
  'certificate-too-large': newCertificate,
  'certificate-weak': newCertificate,
  'certificate-expired': newCertificate,
  'certificate-not-yet-valid': [inEntra('certificates', 'makeActive', { choice: 'validCertificate' })],

  'assertion-encrypted': [
    inEntra('tokenEncryption', 'deactivateEncryption'),
    typed('tenant encryption', ['optional'], 'encryption-wanted'),
  ],
  'encryption-required': importCertificate,
  'decryption-failed': importCertificate,

  'status-not-success': onPage('status-not-success', 'signInLogs'),
  'issuer-mismatch': [
    { ...typed('tenant set', ['--issuer', '<issuer>'], 'exactly-this-issuer'), shownOn: 'setUp' },
  ],
  'audience-mismatch': [inEntra('basic', 'identifier', { value: '<identifier>' })],
  'recipient-mismatch': replyUrl,
  'reply-url-mistaken': replyUrl,
  'reply-url-without-tenant': replyUrl,
  'destination-mismatch': replyUrl,
  'name-id-missing': [nameId],
  'name-id-too-long': [nameId],
  'attribute-repeated': [{ by: 'customer-admin', page: 'claims', claim: '<claim>', choice: 'once' }],
  'identity-claim-malformed': identityClaims,

  'tenant-not-found': [{ by: 'operator', command: ['tenant', 'list', '<app>'] }],
  'tenant-disabled': [typed('tenant enable')],
  'tenant-not-identified': [inEntra('basic', 'signOnUrl', { value: '<sign-on URL>' })],
  'reauthentication-ignored': [inEntra('conditionalAccess', 'session', { choice: 'signInEveryTime' })],
  'unsolicited-repeated': [inEntra('basic', 'signOnUrl', { value: '<sign-on URL>' })],
  'user-unknown': [typed('user add', ['<sign-in name>']), { ...nameId, note: 'wrong-name-id' }],
  'user-not-active': [typed('user activate', ['<sign-in name>'])],
  'user-other-identity': [
    typed('user rebind', ['<sign-in name>'], 'same-person'),
    typed('user remove', ['<sign-in name>'], 'new-person'),
  ],
  'user-identity-missing': identityClaims,
  'user-not-entitled': onPage('user-not-entitled', 'usersAndGroups'),
  'user-removed': [typed('user add', ['<sign-in name>'])],
  'multi-factor-missing': [inEntra('conditionalAccess', 'grant', { choice: 'requireMultiFactor' })],
  'claim-missing': [
    ...onPage('claim-missing', 'claims'),
    typed('tenant claims set', ['<name of the claim>', '--attribute', '<name>'], 'claim-of-other-name'),
  ],
  'claim-many-values': onPage('claim-many-values', 'claims'),
  'claim-groups-overage': onPage('claim-groups-overage', 'claims'),
  'claims-too-large': onPage('claims-too-large', 'claims'),
  'store-unavailable': [{ by: 'operator', command: ['doctor'], note: 'tables-and-keys' }],
  internal: [{ by: 'operator', note: 'reference-in-log' }],

  'logout-issuer-mismatch': [inEntra('basic', 'logoutUrl', { value: '<logout URL>' })],

  'setup-not-open': createLink,
  'setup-link-expired': createLink,
  'setup-link-revoked': createLink,
  'setup-link-used': createLink,
  'setup-upload-too-large': onPage('setup-upload-too-large', 'certificates'),
  'setup-draft-too-large': [typed('tenant key retire', ['<thumbprint>'], 'old-certificates')],
  'setup-too-often': createLink,
  'setup-read-only': createLink,
  'setup-nothing-to-renew': [typed('setup-link create', ['--intent', 'set-up'])],
  'setup-draft-of-another-link': [
    typed('tenant history'),
    { ...typed('setup-link revoke', ['<link>'], 'give-up-draft'), also: true },
  ],
};

/** What the customer does about Entra's own errors, after which nothing ever comes back. */
export const entraErrorRemediations: readonly Remediation[] = [
  inEntra('basic', 'identifier', { value: '<identifier>', note: 'identifier-not-found' }),
  inEntra('basic', 'replyUrl', { value: '<reply URL>', note: 'reply-url-not-found' }),
  inEntra('usersAndGroups', 'addUser', { note: 'not-assigned' }),
  { by: 'person', note: 'no-error-shown' },
];
