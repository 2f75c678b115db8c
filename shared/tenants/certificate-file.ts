import { createPrivateKey } from 'node:crypto';
import { privateKeyRefused, TrustedKeyError } from './trusted-key-error.ts';

/** No certificate is anywhere near as large, in bytes. */
const maximumFileBytes = 64 * 1024;

const block = /-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \1-----/gs;

/**
 * The one DER structure in a file that an admin handed over: DER itself, its base64 (Entra's .cer) or PEM, the
 * text with a byte order mark or CRLF as it may be.
 * @throws TrustedKeyError `empty`, `too-large`, `private-key`, `several-certificates`, `not-a-certificate`
 */
export function derInFile(file: Uint8Array): Buffer {
  if (file.length === 0) throw new TrustedKeyError('empty', 'The file is empty.');
  if (file.length > maximumFileBytes) {
    throw new TrustedKeyError('too-large', 'The file is larger than any certificate (64 KiB).');
  }
  // A DER certificate is a SEQUENCE of 256 to 65,535 bytes; no text begins so.
  const der = file[0] === 0x30 && file[1] === 0x82 ? Buffer.from(file) : derInText(textOf(file));
  if (isPrivateKey(der)) throw privateKeyRefused();
  return der;
}

function textOf(file: Uint8Array): string {
  // Windows PowerShell redirects into UTF-16 with a byte order mark; TextDecoder drops the mark of either.
  const encoding = file[0] === 0xff && file[1] === 0xfe ? 'utf-16le' : 'utf-8';
  return new TextDecoder(encoding).decode(file);
}

function derInText(text: string): Buffer {
  if (/PRIVATE KEY/i.test(text)) throw privateKeyRefused();
  if (!text.includes('-----BEGIN')) return decodeBase64(text);
  const blocks = [...text.matchAll(block)];
  if (blocks.length > 1) {
    throw new TrustedKeyError(
      'several-certificates',
      `The file holds ${blocks.length} certificates. Hand over one file for each that is to be trusted.`,
    );
  }
  const [, label, body = ''] = blocks[0] ?? [];
  if (label !== 'CERTIFICATE' && label !== 'X509 CERTIFICATE') throw notACertificate();
  return decodeBase64(body);
}

function decodeBase64(text: string): Buffer {
  const base64 = text.replace(/\s+/g, '');
  if (base64 === '') throw new TrustedKeyError('empty', 'The file is empty.');
  const bytes = Buffer.from(base64, 'base64');
  // Buffer skips what it does not know: only what it would write again was all of it.
  if (bytes.toString('base64') !== base64) throw notACertificate();
  return bytes;
}

/** The refusal of a file that holds something else. */
export function notACertificate(): TrustedKeyError {
  return new TrustedKeyError(
    'not-a-certificate',
    'This is not a certificate. From Entra download "Certificate (Base64)" (Single sign-on > SAML Certificates).',
  );
}

/** PKCS #8 (encrypted or not), PKCS #1, SEC 1, or a PKCS #12 file (.pfx), which begins with its version 3. */
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
