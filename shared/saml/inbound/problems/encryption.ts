import type { ProblemKind } from '../problem-kind.ts';
import { notRecognised } from './signature.ts';

const blade = 'Entra ID > Enterprise apps > the application > Token encryption';

const refused = (specification: string, more: Partial<ProblemKind> = {}): ProblemKind => ({
  ...notRecognised,
  specification,
  fixedBy: 'sender',
  remedy: 'Nothing to change in Entra: it never sends this. Treat repeated ones as an attack.',
  logLevel: 'warn',
  class: 'attack',
  ...more,
});

const byAdmin = (specification: string, remedy: string): ProblemKind =>
  refused(specification, { fixedBy: 'customer-admin', remedy, class: 'configuration' });

const algorithms =
  'RSA-OAEP with SHA-1 or SHA-256 (the same for digest and MGF1) and AES-128 or AES-256 in CBC or GCM';

/** Refusals of what was encrypted, how, and for whom. */
export const encryptionProblems = {
  'assertion-encrypted': byAdmin(
    'SAML Core 2.3.4',
    `${blade}: deactivate the token encryption certificate; encrypted assertions are not accepted for this tenant. Or the operator switches them on: latchkey tenant encryption … optional.`,
  ),
  'encryption-required': byAdmin(
    'SAML Core 2.3.4',
    `${blade}: import the certificate that latchkey tenant show … shows, and activate it; this tenant takes encrypted assertions alone.`,
  ),
  'encryption-algorithm': byAdmin(
    'XML Encryption 1.1 5.2, 5.5',
    `In another identity provider than Entra: choose ${algorithms}. Entra itself encrypts so.`,
  ),
  'encryption-structure': refused('SAML Core 2.3.4; XML Encryption 1.1 3'),
  'encryption-of-a-part': refused('SAML Core 2.2.4, 2.7.3.2; only a whole Assertion may be encrypted'),
  /** One for all that can go wrong from the cipher text to the signature in it: whoever asks learns nothing. */
  'decryption-failed': byAdmin(
    'SAML Core 6.2; XML Encryption 1.1 6.1',
    `${blade}: the active certificate has to be the one that latchkey tenant show … shows; import and activate that one. Under Single sign-on > SAML Certificates, the active signing certificate has to be the one that was handed over, and Signing Option has to sign the assertion.`,
  ),
} as const satisfies Readonly<Record<string, ProblemKind>>;
