import { createHash } from 'node:crypto';
import type { ThumbprintAlgorithm } from '../../saml/inbound/signature/trusted-key.ts';

/** Both fingerprints of a certificate's DER, lower-case hex. Entra shows `sha1` as "Thumbprint". */
export type Thumbprints = Readonly<Record<ThumbprintAlgorithm, string>>;

/** The thumbprints of a certificate. @param certificate The DER in base64. */
export function thumbprintsOf(certificate: string): Thumbprints {
  const der = Buffer.from(certificate, 'base64');
  return {
    sha1: createHash('sha1').update(der).digest('hex'),
    sha256: createHash('sha256').update(der).digest('hex'),
  };
}

/** How a thumbprint of this many hex digits was made, or undefined where it is none. */
export function thumbprintAlgorithm(thumbprint: string): ThumbprintAlgorithm | undefined {
  if (!/^[0-9a-f]+$/.test(thumbprint)) return undefined;
  return thumbprint.length === 40 ? 'sha1' : thumbprint.length === 64 ? 'sha256' : undefined;
}
