import { createHash, generateKeyPair, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { type Validity, writeCertificate } from '../../../shared/certificates/write-certificate.ts';

/** A certificate that a simulated application signs with, and its key. A new one at every start. */
export interface SigningCertificate extends Validity {
  /** PEM, PKCS#8. A demonstration key: it lives and dies with the process. */
  readonly privateKey: string;
  readonly der: Uint8Array;
  /** The DER in base64 without line breaks, as X509Certificate in a message has it. */
  readonly base64: string;
  /** "Thumbprint" in Entra: SHA-1 of the DER, 40 upper-case hex digits. */
  readonly thumbprint: string;
}

const generateKeys = promisify(generateKeyPair);

/** A self-signed RSA-2048 certificate with Entra's own subject. */
export async function generateSigningCertificate(validity: Validity): Promise<SigningCertificate> {
  const { privateKey, publicKey } = await generateKeys('rsa', { modulusLength: 2048 });
  const der = await writeCertificate({
    ...validity,
    subject: 'Microsoft Azure Federated SSO Certificate',
    publicKey: publicKey.export({ format: 'der', type: 'spki' }),
    sign: (octets) => sign('sha256', octets, privateKey),
  });
  return {
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    der,
    base64: der.toString('base64'),
    thumbprint: createHash('sha1').update(der).digest('hex').toUpperCase(),
    ...validity,
  };
}
