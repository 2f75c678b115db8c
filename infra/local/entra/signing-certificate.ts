import { createHash, generateKeyPair, randomBytes, sign } from 'node:crypto';
import { promisify } from 'node:util';
import {
  bitString,
  integer,
  nothing,
  objectIdentifier,
  sequence,
  setOf,
  tagged,
  utcTime,
  utf8String,
} from './der.ts';

/** A certificate that a simulated application signs with, and its key. Made anew at every start. */
export interface SigningCertificate {
  /** PEM, PKCS#8. A demonstration key: it lives and dies with the process. */
  readonly privateKey: string;
  readonly der: Uint8Array;
  /** The DER in base64 without line breaks, as X509Certificate in a message has it. */
  readonly base64: string;
  /** "Thumbprint" in Entra: SHA-1 of the DER, 40 upper-case hex digits. */
  readonly thumbprint: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** When a certificate is valid. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const commonName = '2.5.4.3';
const sha256WithRsa = '1.2.840.113549.1.1.11';
const generateKeys = promisify(generateKeyPair);

/**
 * A self-signed RSA-2048 certificate with Entra's own subject. Written in DER here: twenty lines, where a
 * certificate library would cost every start more than all the keys do.
 */
export async function generateSigningCertificate(validity: Validity): Promise<SigningCertificate> {
  const { privateKey, publicKey } = await generateKeys('rsa', { modulusLength: 2048 });
  const algorithm = sequence(objectIdentifier(sha256WithRsa), nothing);
  const name = sequence(
    setOf(sequence(objectIdentifier(commonName), utf8String('Microsoft Azure Federated SSO Certificate'))),
  );
  const serialNumber = randomBytes(16);
  serialNumber[0] = 0x10 | ((serialNumber[0] ?? 0) & 0x6f);
  const toBeSigned = sequence(
    tagged(0, integer(Buffer.of(2))),
    integer(serialNumber),
    algorithm,
    name,
    sequence(utcTime(validity.notBefore), utcTime(validity.notAfter)),
    name,
    publicKey.export({ format: 'der', type: 'spki' }),
  );
  const der = sequence(toBeSigned, algorithm, bitString(sign('sha256', toBeSigned, privateKey)));
  return {
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    der,
    base64: der.toString('base64'),
    thumbprint: createHash('sha1').update(der).digest('hex').toUpperCase(),
    ...validity,
  };
}

/** The certificate as Entra's "Certificate (Base64)" download has it: PEM, 64 characters a line. */
export function certificateFile(certificate: SigningCertificate): string {
  const lines = certificate.base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\r\n${lines.join('\r\n')}\r\n-----END CERTIFICATE-----\r\n`;
}
