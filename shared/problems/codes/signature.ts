import type { ProblemKind } from '../problem-kind.ts';

/**
 * The status of every message that no trusted key of this tenant has signed, and of an address without a tenant: the
 * answer never reveals which tenants exist. All these codes have one sentence per language.
 */
export const notRecognisedKind = { status: 404 } as const;

const refused = (specification: string, more: Partial<ProblemKind> = {}): ProblemKind => ({
  ...notRecognisedKind,
  specification,
  fixedBy: 'sender',
  logLevel: 'warn',
  class: 'attack',
  ...more,
});

const byAdmin = (specification: string, more: Partial<ProblemKind> = {}): ProblemKind =>
  refused(specification, { fixedBy: 'customer-admin', class: 'configuration', ...more });

const dsig = 'XML Signature 1.1';
const profile = 'SAML Core 5.4';

/** Problems with what was signed, how, and by which key. */
export const signatureProblems = {
  'assertion-missing': refused('SAML Profiles 4.1.4.2'),
  'assertion-repeated': refused('SAML Profiles 4.1.4.3'),
  'assertion-misplaced': refused('SAML Core 3.3.3'),
  'signature-missing': byAdmin(profile),
  'signature-misplaced': refused(`${profile}.1`),
  'signature-repeated': refused(`${profile}.1`),
  'signature-structure': refused(`${dsig} 4`),
  'signature-reference': refused(`${profile}.2`),
  'signature-transform': refused(`${profile}.4`),
  'signature-canonicalization': refused(`${profile}.3`),
  'signature-algorithm': byAdmin(`${profile}.1, ${dsig} 6.4`),
  'signature-sha1': byAdmin('NIST SP 800-131A'),
  'signature-key-info': refused(`${dsig} 4.5`),
  'signature-value': refused(`${dsig} 3.2.2`),
  'signature-digest': refused(`${dsig} 3.2.1`),
  'key-missing': byAdmin('SAML Profiles 4.1.4.3', { fixedBy: 'operator' }),
  'key-unknown': byAdmin('SAML Profiles 4.1.4.3'),
  'certificate-malformed': refused('RFC 5280 4.1'),
  'certificate-too-large': {
    ...notRecognisedKind,
    fixedBy: 'customer-admin',
    logLevel: 'warn',
    class: 'configuration',
  },
  'certificate-weak': byAdmin('NIST SP 800-131A'),
  'certificate-expired': byAdmin('RFC 5280 4.1.2.5', { status: 403, class: 'expiry' }),
  'certificate-not-yet-valid': byAdmin('RFC 5280 4.1.2.5', { status: 403, class: 'expiry' }),
} as const satisfies Readonly<Record<string, ProblemKind>>;
