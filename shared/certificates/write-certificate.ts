import { randomBytes } from 'node:crypto';
import {
  bitString,
  derNull,
  derTrue,
  derUtcTime,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  tagged,
  utf8String,
} from './der.ts';

/** When a certificate is valid. */
export interface Validity {
  readonly notBefore: Date;
  /** Before 2050: X.509 writes later years in another way. */
  readonly notAfter: Date;
}

/** A certificate that is still to be written. */
export interface CertificateRequest extends Validity {
  /** Common name of who has the key. */
  readonly subject: string;
  /** Common name of who signs. Default: the subject, which signs for itself. */
  readonly issuer?: string;
  /** SubjectPublicKeyInfo in DER. */
  readonly publicKey: Uint8Array;
  /** Writes the extension KeyUsage (RFC 5280 4.2.1.3), as critical. Default: no extension. */
  readonly usage?: 'digital-signature';
  /** RSASSA-PKCS1-v1_5 with SHA-256, by the issuer's key. */
  readonly sign: (octets: Uint8Array) => Uint8Array | Promise<Uint8Array>;
}

const commonName = '2.5.4.3';
const sha256WithRsa = '1.2.840.113549.1.1.11';
const keyUsage = '2.5.29.15';

/**
 * A certificate of an RSA key (RFC 5280), in DER: version 3, a random serial number, no extension unless `usage`
 * asks for one. Written here: thirty lines, where a certificate library would cost every start more than all the keys do. The signer may be a
 * remote service.
 */
export async function writeCertificate(request: CertificateRequest): Promise<Buffer> {
  const { subject, issuer = subject, publicKey, notBefore, notAfter } = request;
  const algorithm = sequence(objectIdentifier(sha256WithRsa), derNull);
  const serialNumber = randomBytes(16);
  serialNumber[0] = 0x10 | ((serialNumber[0] ?? 0) & 0x6f);
  const toBeSigned = sequence(
    tagged(0, integer(Buffer.of(2))),
    integer(serialNumber),
    algorithm,
    nameOf(issuer),
    sequence(derUtcTime(notBefore), derUtcTime(notAfter)),
    nameOf(subject),
    publicKey,
    ...extensionsOf(request),
  );
  return sequence(toBeSigned, algorithm, bitString(await request.sign(toBeSigned)));
}

/** KeyUsage with its first bit alone: digitalSignature. */
function extensionsOf({ usage }: CertificateRequest): readonly Buffer[] {
  if (usage === undefined) return [];
  const value = octetString(bitString(Buffer.of(0x80), 7));
  return [tagged(3, sequence(sequence(objectIdentifier(keyUsage), derTrue, value)))];
}

function nameOf(text: string): Buffer {
  return sequence(setOf(sequence(objectIdentifier(commonName), utf8String(text))));
}

/** A certificate as a `.cer` file in Base64 has it: PEM, 64 characters a line. @param base64 DER. */
export function certificateFile(base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\r\n${lines.join('\r\n')}\r\n-----END CERTIFICATE-----\r\n`;
}
