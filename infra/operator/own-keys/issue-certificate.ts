import { Buffer } from 'node:buffer';
import { createPublicKey, generateKeyPair, sign, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { writeCertificate } from '../../../shared/certificates/write-certificate.ts';
import { weaknessOf } from '../../../shared/saml/inbound/signature/rsa-strength.ts';
import { OperatorError } from '../operator-error.ts';
import type { OwnKeys } from './own-keys.ts';

/** How long an issued certificate is valid, in years: a key is replaced by its successor and not by a date. */
const validityYears = 10;

function validityFrom(now: Date) {
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(now.getUTCFullYear() + validityYears);
  return { notBefore: now, notAfter };
}

/**
 * Returns the public half of the current key. KMS generates strong keys but also accepts imported ones.
 * @throws OperatorError `own-key-weak`
 */
async function publicKeyOf({ publicKeys, current }: OwnKeys): Promise<Uint8Array> {
  const spki = await publicKeys.publicKeyOf(current);
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  const weakness = weaknessOf(key);
  if (weakness === undefined) return spki;
  throw new OperatorError('own-key-weak', `The key ${current} is too weak to be used: ${weakness.actual}.`, [
    'Raise its generation in the stage by one and deploy: KMS then creates a new key.',
  ]);
}

/** Issues a self-signed certificate for the current request-signing key. Returns DER in base64. */
export async function issueSigningCertificate(keys: OwnKeys, appName: string, now: Date): Promise<string> {
  const der = await writeCertificate({
    ...validityFrom(now),
    subject: `${appName} request signing`,
    publicKey: await publicKeyOf(keys),
    sign: (octets) => keys.signingKeys.sign(keys.current, octets),
  });
  return der.toString('base64');
}

const generateKeys = promisify(generateKeyPair);

/**
 * Issues a certificate for the current decryption key. A KMS key either decrypts or signs, so a temporary key signs the
 * certificate. Directories do not check that signature: they use only the public key. Returns DER in base64.
 */
export async function issueEncryptionCertificate(keys: OwnKeys, appName: string, now: Date): Promise<string> {
  const issuer = await generateKeys('rsa', { modulusLength: 2048 });
  const der = await writeCertificate({
    ...validityFrom(now),
    subject: `${appName} token encryption`,
    issuer: `${appName} token encryption, issued once`,
    publicKey: await publicKeyOf(keys),
    sign: (octets) => sign('sha256', octets, issuer.privateKey),
  });
  return der.toString('base64');
}

/** Returns whether `certificate`, DER in base64, belongs to the current key: then the directory can keep it. */
export async function isOfCurrentKey(certificate: string, keys: OwnKeys): Promise<boolean> {
  const { publicKey } = new X509Certificate(Buffer.from(certificate, 'base64'));
  const ours = await keys.publicKeys.publicKeyOf(keys.current);
  return Buffer.compare(publicKey.export({ type: 'spki', format: 'der' }), ours) === 0;
}
