import { createHash } from 'node:crypto';
import type { ThumbprintAlgorithm } from '../../saml/inbound/signature/trusted-key.ts';

/** Both fingerprints of a certificate's DER, lower-case hex. Entra shows `sha1` as "Thumbprint". */
export type Thumbprints = Readonly<Record<ThumbprintAlgorithm, string>>;

/**
 * Returns the thumbprints of a certificate.
 * @param certificate The DER in base64.
 */
export function thumbprintsOf(certificate: string): Thumbprints {
  const der = Buffer.from(certificate, 'base64');
  return {
    sha1: createHash('sha1').update(der).digest('hex'),
    sha256: createHash('sha256').update(der).digest('hex'),
  };
}

/**
 * Returns the hash algorithm of a thumbprint by its number of hex digits, or undefined where it is not a thumbprint.
 */
export function thumbprintAlgorithm(thumbprint: string): ThumbprintAlgorithm | undefined {
  if (!/^[0-9a-f]+$/.test(thumbprint)) return undefined;
  return thumbprint.length === 40 ? 'sha1' : thumbprint.length === 64 ? 'sha256' : undefined;
}
