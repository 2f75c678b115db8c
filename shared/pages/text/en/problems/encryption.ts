import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { entra } from '../entra.ts';
import { neverSent, notRecognised } from './signature.ts';

const byAdmin = (remedy: string): ProblemText => ({ ...notRecognised, remedy });

const algorithms =
  'RSA-OAEP with SHA-1 or SHA-256 (the same for digest and MGF1) and AES-128 or AES-256 in CBC or GCM';

/** Refusals of what was encrypted, how, and for whom, in English. */
export const encryptionTexts: ProblemTexts['encryption'] = {
  'assertion-encrypted': byAdmin(
    `${entra.tokenEncryption}: deactivate the token encryption certificate; encrypted assertions are not accepted for this tenant. Or the operator switches them on: latchkey tenant encryption … optional.`,
  ),
  'encryption-required': byAdmin(
    `${entra.tokenEncryption}: import the certificate that latchkey tenant show … shows, and activate it; this tenant takes encrypted assertions alone.`,
  ),
  'encryption-algorithm': byAdmin(
    `In another identity provider than Entra: choose ${algorithms}. Entra itself encrypts so.`,
  ),
  'encryption-structure': neverSent,
  'encryption-of-a-part': {
    ...neverSent,
    rule: 'SAML Core 2.2.4, 2.7.3.2; only a whole Assertion may be encrypted',
  },
  'decryption-failed': byAdmin(
    `${entra.tokenEncryption}: the active certificate has to be the one that latchkey tenant show … shows; import and activate that one. Under Single sign-on > SAML Certificates, the active signing certificate has to be the one that was handed over, and Signing Option has to sign the assertion.`,
  ),
};
