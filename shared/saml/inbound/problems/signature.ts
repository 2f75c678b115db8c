import type { ProblemKind } from '../problem-kind.ts';

/**
 * One sentence, one status for every message that no trusted key of this tenant has signed, and for an
 * address where there is no tenant at all: nobody learns from the answer which tenants exist.
 */
export const notRecognised = {
  sentence: 'We could not sign you in: the address or the sign-in was not recognised.',
  status: 404,
} as const;

const blade = 'Entra ID > Enterprise apps > the application > Single sign-on > SAML Certificates';

const refused = (specification: string, more: Partial<ProblemKind> = {}): ProblemKind => ({
  ...notRecognised,
  specification,
  fixedBy: 'sender',
  remedy: 'Nothing to change in Entra: it never sends this. Treat repeated ones as an attack.',
  logLevel: 'warn',
  class: 'attack',
  ...more,
});

const byAdmin = (specification: string, remedy: string, more: Partial<ProblemKind> = {}): ProblemKind =>
  refused(specification, { fixedBy: 'customer-admin', remedy, class: 'configuration', ...more });

const dsig = 'XML Signature 1.1';
const profile = 'SAML Core 5.4';

/** Refusals of what was signed, how, and by whom. */
export const signatureProblems = {
  'assertion-missing': refused('SAML Profiles 4.1.4.2'),
  'assertion-repeated': refused('SAML Profiles 4.1.4.3; one Assertion anywhere in the message'),
  'assertion-misplaced': refused('SAML Core 3.3.3'),
  'signature-missing': byAdmin(
    profile,
    `${blade} > Signing Option: choose "Sign SAML assertion" or "Sign SAML response and assertion".`,
  ),
  'signature-misplaced': refused(`${profile}.1`),
  'signature-repeated': refused(`${profile}.1`),
  'signature-structure': refused(`${dsig} 4`),
  'signature-reference': refused(`${profile}.2`),
  'signature-transform': refused(`${profile}.4`),
  'signature-canonicalization': refused(`${profile}.3`),
  'signature-algorithm': byAdmin(
    `${profile}.1, ${dsig} 6.4`,
    `${blade} > Signing Algorithm: choose SHA-256.`,
  ),
  'signature-sha1': byAdmin('NIST SP 800-131A', `${blade} > Signing Algorithm: choose SHA-256.`),
  'signature-key-info': refused(`${dsig} 4.5`),
  'signature-value': refused(`${dsig} 3.2.2`),
  'signature-digest': refused(`${dsig} 3.2.1`),
  'key-missing': byAdmin(
    'SAML Profiles 4.1.4.3',
    'The operator adds the certificate or its thumbprint to the tenant: latchkey tenant key add.',
    { fixedBy: 'operator' },
  ),
  'key-unknown': byAdmin(
    'SAML Profiles 4.1.4.3',
    `${blade}: the active certificate is not the one that was handed over. Hand over the Thumbprint or the Certificate (Base64) of the active one.`,
  ),
  'certificate-malformed': refused('RFC 5280 4.1'),
  'certificate-too-large': byAdmin(
    'Limit of this product: 8 kB',
    `${blade} > New Certificate: one that the directory makes itself has 1 to 2 kB.`,
  ),
  'certificate-weak': byAdmin(
    'NIST SP 800-131A',
    `${blade} > New Certificate: RSA with at least 2048 bits and the exponent 65537.`,
  ),
  'certificate-expired': byAdmin(
    'RFC 5280 4.1.2.5',
    `${blade}: the active certificate has expired. New Certificate, then Make certificate active, and hand over the new Thumbprint or Certificate (Base64).`,
    {
      sentence: "We could not sign you in: your organisation's sign-in certificate has expired.",
      status: 403,
      class: 'expiry',
    },
  ),
  'certificate-not-yet-valid': byAdmin(
    'RFC 5280 4.1.2.5',
    `${blade}: the active certificate is not valid yet. Make a valid certificate active.`,
    {
      sentence: "We could not sign you in: your organisation's sign-in certificate is not valid yet.",
      status: 403,
      class: 'expiry',
    },
  ),
} as const satisfies Readonly<Record<string, ProblemKind>>;
