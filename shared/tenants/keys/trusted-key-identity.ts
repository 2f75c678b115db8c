import type { TrustedKey } from '../../saml/inbound/signature/trusted-key.ts';
import { type Thumbprints, thumbprintsOf } from './thumbprints.ts';

/**
 * What a key is called in storage and in the history: a thumbprint by itself, a certificate by its SHA-256.
 * It never changes while the key is there.
 */
export function keyName(key: TrustedKey): string {
  return key.kind === 'thumbprint' ? key.thumbprint : `certificate-${thumbprintsOf(key.certificate).sha256}`;
}

/** The certificate behind a key, DER in base64, where it is known. */
export function certificateOf(key: TrustedKey): string | undefined {
  return key.kind === 'certificate' ? key.certificate : key.pinned;
}

/** Both thumbprints where the certificate is known or was until the key was retired, else the one handed over. */
export function knownThumbprints(key: TrustedKey): Partial<Thumbprints> {
  const ofCertificate = certificateThumbprints(key);
  if (ofCertificate !== undefined) return ofCertificate;
  return key.kind === 'thumbprint' ? { [key.algorithm]: key.thumbprint } : {};
}

/** The thumbprints of a key's certificate, also of a retired key, which has no certificate any more. */
export function certificateThumbprints(
  key: TrustedKey & { readonly sha1?: string },
): Thumbprints | undefined {
  const certificate = certificateOf(key);
  if (certificate !== undefined) return thumbprintsOf(certificate);
  const { sha1 } = key;
  return key.kind === 'thumbprint' && sha1 !== undefined ? { sha1, sha256: key.thumbprint } : undefined;
}

/** What people call a key: the SHA-1 thumbprint that Entra shows, or the SHA-256 where it is all we know. */
export function shownThumbprint(key: TrustedKey): string {
  const { sha1, sha256 } = knownThumbprints(key);
  return (sha1 ?? sha256 ?? '').toUpperCase();
}

/** Whether both mean the same certificate, as far as what is known of them tells. */
export function isSameKey(one: TrustedKey, other: TrustedKey): boolean {
  const [a, b] = [knownThumbprints(one), knownThumbprints(other)];
  return (a.sha1 !== undefined && a.sha1 === b.sha1) || (a.sha256 !== undefined && a.sha256 === b.sha256);
}
