import { Buffer } from 'node:buffer';
import { createPublicKey, generateKeyPair, sign, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { weaknessOf } from '../../../shared/saml/inbound/signature/rsa-strength.ts';
import { writeCertificate } from '../../certificates/write-certificate.ts';
import { OperatorError } from '../operator-error.ts';
import type { OwnKeys } from './own-keys.ts';

/** How long a certificate of ours is valid, in years: a key goes when another takes its place, not on a day. */
const validityYears = 10;

function validityFrom(now: Date) {
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(now.getUTCFullYear() + validityYears);
  return { notBefore: now, notAfter };
}

/**
 * The public half of the current key. KMS makes strong ones, but takes imported key material too.
 * @throws OperatorError `own-key-weak`
 */
async function publicKeyOf({ publicKeys, current }: OwnKeys): Promise<Uint8Array> {
  const spki = await publicKeys.publicKeyOf(current);
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  const weakness = weaknessOf(key);
  if (weakness === undefined) return spki;
  throw new OperatorError('own-key-weak', `The key ${current} is too weak to be used: ${weakness.actual}.`, [
    'Raise its generation in the stage by one and deploy: KMS then makes a new key.',
  ]);
}

/** A certificate around the current key for signing requests, which signs it itself. DER in base64. */
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
 * A certificate around the current key for decryption. A key in KMS either decrypts or signs, so this one cannot
 * sign for itself: a key does that is made for it and forgotten. Nobody checks that signature; directories take the
 * public key and nothing else. DER in base64.
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

/** Whether `certificate`, DER in base64, is of the current key: then it stays, and the directory may keep it. */
export async function isOfCurrentKey(certificate: string, keys: OwnKeys): Promise<boolean> {
  const { publicKey } = new X509Certificate(Buffer.from(certificate, 'base64'));
  const ours = await keys.publicKeys.publicKeyOf(keys.current);
  return Buffer.compare(publicKey.export({ type: 'spki', format: 'der' }), ours) === 0;
}
