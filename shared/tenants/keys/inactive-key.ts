import { X509Certificate } from 'node:crypto';
import type { TrustedKey } from '../../saml/inbound/signature/trusted-key.ts';
import { thumbprintsOf } from './thumbprints.ts';
import { certificateOf } from './trusted-key-identity.ts';

/**
 * The state of a key. `primary`: the directory signs with it now. `secondary`: trusted too, such as the next key before
 * it becomes active. `candidate`: known, not trusted yet. `retired`: no longer trusted.
 */
export type KeyState = 'candidate' | 'secondary' | 'primary' | 'retired';

/** What is stored of a retired key: its name and its dates. Never its certificate. */
export interface RetiredFacts {
  /** The SHA-1 thumbprint, where the key is named by its SHA-256. Lower-case hex. */
  readonly sha1?: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

/** A key that is no longer trusted. */
export type RetiredKey = TrustedKey & RetiredFacts & { readonly state: 'retired' };

/** A key that is stored and not trusted. */
export type InactiveKey = (TrustedKey & { readonly state: 'candidate' }) | RetiredKey;

/**
 * Returns `key` as a retired one: its certificate is reduced to two thumbprints and its dates. These suffice to show
 * it, to recognise it, and to trust it again. Metadata, an operator or the next sign-in supplies the certificate again.
 */
export function retiredKey(key: TrustedKey): RetiredKey {
  const certificate = certificateOf(key);
  // A key that is already retired keeps what is stored of it.
  if (certificate === undefined) return { ...key, state: 'retired' };
  const { sha1, sha256 } = thumbprintsOf(certificate);
  return {
    kind: 'thumbprint',
    algorithm: 'sha256',
    thumbprint: sha256,
    sha1,
    ...datesOf(certificate),
    state: 'retired',
  };
}

function datesOf(certificate: string): RetiredFacts {
  try {
    const { validFrom, validTo } = new X509Certificate(Buffer.from(certificate, 'base64'));
    const [notBefore, notAfter] = [new Date(validFrom), new Date(validTo)];
    const areDates = ![notBefore, notAfter].some((date) => Number.isNaN(date.getTime()));
    return areDates ? { notBefore, notAfter } : {};
  } catch {
    // Not a certificate: only its thumbprint can be kept.
    return {};
  }
}
