import { createPrivateKey } from 'node:crypto';
import { privateKeyError, TrustedKeyError } from './trusted-key-error.ts';

/** The largest file that is read, in bytes. No certificate comes close. */
const maximumFileBytes = 64 * 1024;

/** The lines around a structure in PEM (RFC 7468). */
const armour = /-----(BEGIN|END) ([A-Z0-9 ]{1,40})-----/g;

/** Other contents that people provide instead of a certificate, recognised for a better message. */
const notAlone = {
  'certificate-bundle':
    'This is a PKCS #7 file (.p7b), which holds a chain. Export the signing certificate alone, as Base64 (.cer).',
  'pem-lines':
    'The BEGIN and END lines around the certificate do not match. Keep one BEGIN line before it and one END line after it.',
  'certificate-in-xml':
    'This is XML around a certificate. Copy only the characters between <X509Certificate> and </X509Certificate>.',
  'metadata-instead': 'This is metadata, not a certificate. Use --metadata-file, or tenant metadata import.',
} as const;

function refused(code: keyof typeof notAlone): TrustedKeyError {
  return new TrustedKeyError(code, notAlone[code]);
}

/**
 * Returns the one DER structure in a file from an administrator: DER itself, its base64 (Entra's .cer) or PEM. Text may
 * have a byte order mark or CRLF.
 * @throws TrustedKeyError `empty`, `too-large`, `private-key`, `several-certificates`, `certificate-bundle`,
 * `pem-lines`, `certificate-in-xml`, `metadata-instead`, `not-a-certificate`
 */
export function derInFile(file: Uint8Array): Buffer {
  if (file.length === 0) throw new TrustedKeyError('empty', 'The file is empty.');
  if (file.length > maximumFileBytes) {
    throw new TrustedKeyError('too-large', 'The file is larger than any certificate (64 KiB).');
  }
  // A DER certificate is a SEQUENCE of 256 to 65,535 bytes; no text begins with these bytes.
  const isDer = file[0] === 0x30 && (file[1] === 0x82 || file[1] === 0x80);
  const der = isDer ? Buffer.from(file) : derInText(textOf(file));
  if (der.subarray(0, 24).includes(signedData)) throw refused('certificate-bundle');
  if (isPrivateKey(der)) throw privateKeyError();
  return der;
}

/** The content type of PKCS #7, 1.2.840.113549.1.7.2, which is its first member. */
const signedData = Buffer.from('06092a864886f70d010702', 'hex');

function textOf(file: Uint8Array): string {
  // Windows PowerShell redirects into UTF-16 with a byte order mark; TextDecoder drops the mark in both encodings.
  const encoding = file[0] === 0xff && file[1] === 0xfe ? 'utf-16le' : 'utf-8';
  return new TextDecoder(encoding).decode(file);
}

function derInText(text: string): Buffer {
  if (/PRIVATE KEY/i.test(text)) throw privateKeyError();
  if (/^\s*</.test(text)) {
    throw refused(
      /<(?:\w+:)?Entit(?:y|ies)Descriptor/.test(text) ? 'metadata-instead' : 'certificate-in-xml',
    );
  }
  const lines = [...text.matchAll(armour)];
  if (lines.some(([, , label]) => label === 'PKCS7' || label === 'CMS')) throw refused('certificate-bundle');
  if (lines.length === 0) return decodeBase64(text);
  const [begin, end, ...more] = lines;
  // Either cut off or something else: the general message fits better.
  if (!lines.some(([, which]) => which === 'END')) throw notACertificateError();
  const isInPairs = lines.every(
    ([, which, label], at) =>
      which === (at % 2 === 0 ? 'BEGIN' : 'END') && label === lines[at - (at % 2)]?.[2],
  );
  if (begin === undefined || end === undefined || !isInPairs || lines.length % 2 === 1) {
    throw refused('pem-lines');
  }
  if (more.length > 0) {
    throw new TrustedKeyError(
      'several-certificates',
      `The file holds ${lines.length / 2} certificates. Hand over one file for each that is to be trusted.`,
    );
  }
  if (begin[2] !== 'CERTIFICATE' && begin[2] !== 'X509 CERTIFICATE') throw notACertificateError();
  return decodeBase64(text.slice(begin.index + begin[0].length, end.index));
}

function decodeBase64(text: string): Buffer {
  const base64 = text.replace(/\s+/g, '');
  if (base64 === '') throw new TrustedKeyError('empty', 'The file is empty.');
  const bytes = Buffer.from(base64, 'base64');
  // Buffer skips characters that are not base64, so the text must match what Buffer writes back.
  if (bytes.toString('base64') !== base64) throw notACertificateError();
  return bytes;
}

/** Returns the error for a file that holds something else. */
export function notACertificateError(): TrustedKeyError {
  return new TrustedKeyError(
    'not-a-certificate',
    'This is not a certificate. From Entra download "Certificate (Base64)" (Single sign-on > SAML Certificates).',
  );
}

/**
 * Returns whether this is PKCS #8 (encrypted or not), PKCS #1, SEC 1, or a PKCS #12 file (.pfx), which begins with its
 * version 3.
 */
function isPrivateKey(der: Buffer): boolean {
  if (der.subarray(4, 7).equals(Buffer.from([0x02, 0x01, 0x03]))) return true;
  const asKey = (type: 'pkcs8' | 'pkcs1' | 'sec1') => {
    try {
      return createPrivateKey({ key: der, format: 'der', type }) !== undefined;
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === 'ERR_MISSING_PASSPHRASE';
    }
  };
  return asKey('pkcs8') || asKey('pkcs1') || asKey('sec1');
}
