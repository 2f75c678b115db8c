import { type KeyObject, X509Certificate } from 'node:crypto';
import { rsaBounds, weaknessOf } from '../../saml/inbound/signature/rsa-strength.ts';
import { maximumCertificateBytes, type TrustedKey } from '../../saml/inbound/signature/trusted-key.ts';
import { derInFile, notACertificateError } from './certificate-file.ts';
import { type Thumbprints, thumbprintAlgorithm, thumbprintsOf } from './thumbprints.ts';
import { privateKeyError, TrustedKeyError } from './trusted-key-error.ts';

/** A trusted thumbprint without a pinned certificate. */
export type TrustedThumbprint = TrustedKey & { readonly kind: 'thumbprint' };

/** A trusted certificate, and the facts to show about it. */
export interface ReadCertificate {
  readonly key: TrustedKey & { readonly kind: 'certificate' };
  /** Printable, on one line: `CN=Microsoft Azure Federated SSO Certificate`. */
  readonly subject: string;
  readonly notBefore: Date;
  /** Verification rejects the certificate after this time; reading it does not. */
  readonly notAfter: Date;
  readonly thumbprints: Thumbprints;
}

/**
 * Reads the thumbprint that an administrator pasted. Blanks, colons, upper case and invisible characters (Windows puts
 * U+200E in front) are removed. 40 hex digits are SHA-1, 64 are SHA-256.
 * @throws TrustedKeyError `not-a-thumbprint`, or `private-key`
 */
export function readThumbprint(text: string): TrustedThumbprint {
  if (/PRIVATE KEY/i.test(text)) throw privateKeyError();
  const thumbprint = text.replace(/[\s:\p{Cf}\p{Cc}]/gu, '').toLowerCase();
  const algorithm = thumbprintAlgorithm(thumbprint);
  if (algorithm !== undefined) return { kind: 'thumbprint', algorithm, thumbprint };
  throw new TrustedKeyError('not-a-thumbprint', `This is not a thumbprint: ${whyNot(thumbprint)}`);
}

function whyNot(cleaned: string): string {
  const expected = 'It has 40 hexadecimal digits (SHA-1, as Entra shows it) or 64 (SHA-256).';
  if (cleaned === '') return `it is empty. ${expected}`;
  if (cleaned.startsWith('mii') || cleaned.startsWith('-----begin')) {
    return `it looks like a certificate; hand that over as one. ${expected}`;
  }
  if (/[^0-9a-f]/.test(cleaned)) return `it holds other characters than 0-9 and A-F. ${expected}`;
  return `it has ${cleaned.length} digits. ${expected}`;
}

/**
 * Reads the certificate in a file from an administrator: base64 (Entra's .cer), PEM or DER, exactly one, with a strong
 * RSA key (`weaknessOf`). It returns the dates without checking them.
 * @throws TrustedKeyError with any code but `not-a-thumbprint`
 */
export function parseCertificateFile(file: Uint8Array): ReadCertificate {
  const der = derInFile(file);
  if (der.length > maximumCertificateBytes) {
    throw new TrustedKeyError(
      'too-large',
      `The certificate has ${der.length} bytes; at most ${maximumCertificateBytes} are taken. Use one without pictures or long lists of names in it.`,
    );
  }
  const x509 = parse(der);
  if (!x509.raw.equals(der)) {
    throw new TrustedKeyError(
      'trailing-bytes',
      'There is something after the certificate. Hand it over alone.',
    );
  }
  requireStrongRsa(x509);
  const certificate = der.toString('base64');
  return {
    key: { kind: 'certificate', certificate },
    subject: x509.subject.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ', '),
    notBefore: x509.validFromDate,
    notAfter: x509.validToDate,
    thumbprints: thumbprintsOf(certificate),
  };
}

function parse(der: Buffer): X509Certificate {
  try {
    return new X509Certificate(der);
  } catch {
    throw notACertificateError();
  }
}

function requireStrongRsa(x509: X509Certificate): void {
  const publicKey = publicKeyOf(x509);
  const weakness = publicKey === undefined ? ({ kind: 'not-rsa' } as const) : weaknessOf(publicKey);
  if (weakness === undefined) return;
  if (weakness.kind === 'not-rsa') {
    throw new TrustedKeyError('not-rsa', 'The certificate has no RSA key; Entra signs with RSA alone.');
  }
  if (weakness.kind === 'modulus') {
    throw new TrustedKeyError(
      'weak-key',
      `The certificate's key (${weakness.actual}) is too short; RSA with ${rsaBounds.minimumModulusBits} bits or more is needed.`,
    );
  }
  throw new TrustedKeyError(
    'weak-exponent',
    `The certificate's RSA key has the ${weakness.actual}, so others can forge its signatures. ` +
      `It must be odd, from ${rsaBounds.minimumExponent} to ${rsaBounds.maximumExponent}. Create a new certificate in the directory.`,
  );
}

/** Returns undefined for a kind of key that OpenSSL does not know. */
function publicKeyOf(x509: X509Certificate): KeyObject | undefined {
  try {
    return x509.publicKey;
  } catch {
    return undefined;
  }
}
