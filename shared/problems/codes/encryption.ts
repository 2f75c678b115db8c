import type { ProblemKind } from '../problem-kind.ts';
import { notRecognisedKind } from './signature.ts';

const refused = (specification: string): ProblemKind => ({
  ...notRecognisedKind,
  specification,
  fixedBy: 'sender',
  logLevel: 'warn',
  class: 'attack',
});

const byAdmin = (specification: string): ProblemKind => ({
  ...refused(specification),
  fixedBy: 'customer-admin',
  class: 'configuration',
});

/** Problems with what was encrypted, how, and for which key. */
export const encryptionProblems = {
  'assertion-encrypted': byAdmin('SAML Core 2.3.4'),
  'encryption-required': byAdmin('SAML Core 2.3.4'),
  'encryption-algorithm': byAdmin('XML Encryption 1.1 5.2, 5.5'),
  'encryption-structure': refused('SAML Core 2.3.4; XML Encryption 1.1 3'),
  'encryption-of-a-part': refused('SAML Core 2.2.4, 2.7.3.2'),
  /** One code for every failure from the cipher text to the signature in it: the sender learns nothing (no oracle). */
  'decryption-failed': byAdmin('SAML Core 6.2; XML Encryption 1.1 6.1'),
} as const satisfies Readonly<Record<string, ProblemKind>>;
