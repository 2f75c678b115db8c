import type { TrustedKey } from '../../saml/inbound/signature/trusted-key.ts';
import { type Thumbprints, thumbprintsOf } from './thumbprints.ts';

/**
 * Returns the name of a key in storage and in the history: a thumbprint itself, or a certificate's SHA-256. The name
 * never changes while the key is stored.
 */
export function keyName(key: TrustedKey): string {
  return key.kind === 'thumbprint' ? key.thumbprint : `certificate-${thumbprintsOf(key.certificate).sha256}`;
}

/** Returns the certificate behind a key, DER in base64, where it is known. */
export function certificateOf(key: TrustedKey): string | undefined {
  return key.kind === 'certificate' ? key.certificate : key.pinned;
}

/**
 * Returns both thumbprints if the certificate is known, or was until the key was retired; else the one that was
 * entered.
 */
export function knownThumbprints(key: TrustedKey): Partial<Thumbprints> {
  const ofCertificate = certificateThumbprints(key);
  if (ofCertificate !== undefined) return ofCertificate;
  return key.kind === 'thumbprint' ? { [key.algorithm]: key.thumbprint } : {};
}

/** Returns the thumbprints of a key's certificate, also for a retired key, which no longer has its certificate. */
export function certificateThumbprints(
  key: TrustedKey & { readonly sha1?: string },
): Thumbprints | undefined {
  const certificate = certificateOf(key);
  if (certificate !== undefined) return thumbprintsOf(certificate);
  const { sha1 } = key;
  return key.kind === 'thumbprint' && sha1 !== undefined ? { sha1, sha256: key.thumbprint } : undefined;
}

/** Returns what people call a key: the SHA-1 thumbprint that Entra shows, or the SHA-256 where only that is known. */
export function shownThumbprint(key: TrustedKey): string {
  const { sha1, sha256 } = knownThumbprints(key);
  return (sha1 ?? sha256 ?? '').toUpperCase();
}

/** Returns whether both name the same certificate, as far as their known fingerprints tell. */
export function isSameKey(one: TrustedKey, other: TrustedKey): boolean {
  const [a, b] = [knownThumbprints(one), knownThumbprints(other)];
  return (a.sha1 !== undefined && a.sha1 === b.sha1) || (a.sha256 !== undefined && a.sha256 === b.sha256);
}
