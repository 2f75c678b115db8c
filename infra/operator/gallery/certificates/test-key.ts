import { generateKeyPair, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { type Validity, writeCertificate } from '../../../../shared/certificates/write-certificate.ts';
import type { CheckHash } from '../../../../shared/sign-in-check/signed-response.ts';

/** A key for tests alone, with its self-signed certificate. */
export interface TestKey extends Validity {
  /** Common name of the certificate. */
  readonly subject: string;
  readonly privateKey: KeyObject;
  /** DER. */
  readonly certificate: Buffer;
  /** Signs with RSASSA-PKCS1-v1_5. */
  sign(octets: Uint8Array, hash?: CheckHash): Buffer;
}

const generate = promisify(generateKeyPair);

/**
 * Generates an RSA key of 2,048 bits, as Entra's own, and writes its certificate. The key exists in the memory of this
 * process alone, until the caller writes it somewhere.
 * @example ```ts
 * const expired = await generateTestKey({ subject: 'Expired', ...expiredValidity(new Date()) });
 * ```
 */
export async function generateTestKey({
  subject,
  notBefore,
  notAfter,
}: Validity & { readonly subject: string }): Promise<TestKey> {
  const { privateKey, publicKey } = await generate('rsa', { modulusLength: 2048 });
  const signOctets = (octets: Uint8Array, hash: CheckHash = 'sha256') => sign(hash, octets, privateKey);
  const certificate = await writeCertificate({
    subject,
    notBefore,
    notAfter,
    publicKey: publicKey.export({ type: 'spki', format: 'der' }),
    usage: 'digital-signature',
    sign: (octets) => signOctets(octets),
  });
  return { subject, notBefore, notAfter, privateKey, certificate, sign: signOctets };
}

const dayMilliseconds = 86_400_000;

function daysFrom(now: Date, days: number): Date {
  return new Date(now.getTime() + days * dayMilliseconds);
}

/** Returns a validity from yesterday for one year. */
export function workingValidity(now: Date): Validity {
  return { notBefore: daysFrom(now, -1), notAfter: daysFrom(now, 365) };
}

/** Returns the validity that Microsoft's own script gives the expired certificate: from two years ago for one year. */
export function expiredValidity(now: Date): Validity {
  return { notBefore: daysFrom(now, -730), notAfter: daysFrom(now, -365) };
}

/** Returns a validity that begins in 30 days. */
export function laterValidity(now: Date): Validity {
  return { notBefore: daysFrom(now, 30), notAfter: daysFrom(now, 395) };
}
