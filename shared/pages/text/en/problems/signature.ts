import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { entra } from '../entra.ts';

/** One sentence for all that must not be told from an address where there is no tenant. */
export const notRecognised = {
  sentence: 'We could not sign you in: the address or the sign-in was not recognised.',
} as const;

/** For what no directory sends. */
export const neverSent: ProblemText = {
  ...notRecognised,
  remedy: 'Nothing to change in Entra: it never sends this. Treat repeated ones as an attack.',
};

const byAdmin = (remedy: string): ProblemText => ({ ...notRecognised, remedy });

const chooseSha256 = byAdmin(`${entra.certificates} > Signing Algorithm: choose SHA-256.`);

/** Refusals of what was signed, how, and by whom, in English. */
export const signatureTexts: ProblemTexts['signature'] = {
  'assertion-missing': neverSent,
  'assertion-repeated': {
    ...neverSent,
    rule: 'SAML Profiles 4.1.4.3; one Assertion anywhere in the message',
  },
  'assertion-misplaced': neverSent,
  'signature-missing': byAdmin(
    `${entra.certificates} > Signing Option: choose "Sign SAML assertion" or "Sign SAML response and assertion".`,
  ),
  'signature-misplaced': neverSent,
  'signature-repeated': neverSent,
  'signature-structure': neverSent,
  'signature-reference': neverSent,
  'signature-transform': neverSent,
  'signature-canonicalization': neverSent,
  'signature-algorithm': chooseSha256,
  'signature-sha1': chooseSha256,
  'signature-key-info': neverSent,
  'signature-value': neverSent,
  'signature-digest': neverSent,
  'key-missing': byAdmin(
    'The operator adds the certificate or its thumbprint to the tenant: latchkey tenant key add.',
  ),
  'key-unknown': byAdmin(
    `${entra.certificates}: the active certificate is not the one that was handed over. Hand over the Thumbprint or the Certificate (Base64) of the active one.`,
  ),
  'certificate-malformed': neverSent,
  'certificate-too-large': {
    ...byAdmin(`${entra.certificates} > New Certificate: one that the directory makes itself has 1 to 2 kB.`),
    rule: 'Limit of this product: 8 kB',
  },
  'certificate-weak': byAdmin(
    `${entra.certificates} > New Certificate: RSA with at least 2048 bits and the exponent 65537.`,
  ),
  'certificate-expired': {
    sentence: "We could not sign you in: your organisation's sign-in certificate has expired.",
    remedy: `${entra.certificates}: the active certificate has expired. New Certificate, then Make certificate active, and hand over the new Thumbprint or Certificate (Base64).`,
  },
  'certificate-not-yet-valid': {
    sentence: "We could not sign you in: your organisation's sign-in certificate is not valid yet.",
    remedy: `${entra.certificates}: the active certificate is not valid yet. Make a valid certificate active.`,
  },
};
