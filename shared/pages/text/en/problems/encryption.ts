import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { neverSent, notRecognised } from './signature.ts';

const byAdmin = (remedy: string): ProblemText => ({ ...notRecognised, remedy });

/** Refusals of what was encrypted, how, and for whom, in English. */
export const encryptionTexts: ProblemTexts['encryption'] = {
  'assertion-encrypted': byAdmin(
    'Encrypted assertions of your organisation are not accepted. Deactivate the certificate, or ask the people who run the application to switch encryption on.',
  ),
  'encryption-required': byAdmin(
    'Only encrypted assertions of your organisation are accepted. Import the certificate that you received for encryption, and activate it.',
  ),
  'encryption-algorithm': byAdmin(
    'Entra already encrypts correctly. In another identity provider, choose RSA-OAEP with SHA-1 or SHA-256 (the same for digest and MGF1) and AES-128 or AES-256 in CBC or GCM.',
  ),
  'encryption-structure': neverSent,
  'encryption-of-a-part': {
    ...neverSent,
    rule: 'SAML Core 2.2.4, 2.7.3.2; only a whole Assertion may be encrypted',
  },
  'decryption-failed': byAdmin(
    'Import the certificate that you received for encryption, and activate it. Under Single sign-on > SAML Certificates, Signing Option has to sign the assertion, with the certificate that you entered on the set-up page.',
  ),
};
