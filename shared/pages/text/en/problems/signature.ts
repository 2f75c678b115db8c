import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { entraLabels } from '../entra.ts';

/** One sentence for all that must not be told from an address where there is no tenant. */
export const notRecognised = {
  sentence:
    'We could not sign you in: the address or the sign-in was not recognised. Check the address, then sign in again.',
} as const;

/** For what no directory sends. */
export const neverSent: ProblemText = {
  ...notRecognised,
  remedy:
    'Entra never sends this, so there is nothing to change there. If it repeats, treat it as an attack.',
};

const byAdmin = (remedy: string): ProblemText => ({ ...notRecognised, remedy });

const chooseSha256 = byAdmin('Select SHA-256.');

const { choices } = entraLabels;

/** Refusals of what was signed, how, and by whom, in English. */
export const signatureTexts: ProblemTexts['signature'] = {
  'assertion-missing': neverSent,
  'assertion-repeated': {
    ...neverSent,
    rule: 'SAML Profiles 4.1.4.3; one Assertion anywhere in the message',
  },
  'assertion-misplaced': neverSent,
  'signature-missing': byAdmin(`Select "${choices.signAssertion}" or "Sign SAML response and assertion".`),
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
    'No certificate of your directory is stored yet. Send the Certificate (Base64) of the active one to the people who run the application.',
  ),
  'key-unknown': byAdmin(
    'The active certificate is not one that you gave us. Activate that one again, or enter the Thumbprint or Certificate (Base64) of the active one on the set-up page.',
  ),
  'certificate-malformed': neverSent,
  'certificate-too-large': {
    ...byAdmin(
      `Create a certificate in Entra, which has 1 to 2 kB, and select ${choices.makeActive}. Then enter it on the set-up page.`,
    ),
    rule: 'At most 8 kB',
  },
  'certificate-weak': byAdmin(
    `Create an RSA certificate of at least 2048 bits with the exponent 65537, and select ${choices.makeActive}. Then enter it on the set-up page.`,
  ),
  'certificate-expired': {
    sentence:
      'We could not sign you in: your organisation’s sign-in certificate has expired. Ask your IT department to renew it.',
    remedy: `Create a certificate and select ${choices.makeActive}. Then enter its Thumbprint or Certificate (Base64) on the set-up page.`,
  },
  'certificate-not-yet-valid': {
    sentence:
      'We could not sign you in: your organisation’s sign-in certificate is not valid yet. Ask your IT department to use another one.',
    remedy: `The active certificate is not valid yet. Select ${choices.makeActive} for one that is valid now.`,
  },
};
