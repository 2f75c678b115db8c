import { X509Certificate } from 'node:crypto';
import type { TrustedKey } from '../../saml/inbound/signature/trusted-key.ts';
import { thumbprintsOf } from './thumbprints.ts';
import { certificateOf } from './trusted-key-identity.ts';

/**
 * Where a key stands. `primary`: what the directory signs with now. `secondary`: trusted as well, such as the
 * next one before it is made active. `candidate`: known, not trusted yet. `retired`: not trusted any more.
 */
export type KeyState = 'candidate' | 'secondary' | 'primary' | 'retired';

/** What is kept of a retired key: how it is called, and when it was good. Never its certificate. */
export interface RetiredFacts {
  /** The SHA-1 thumbprint, where the key itself is named by its SHA-256. Lower-case hex. */
  readonly sha1?: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

/** A key that is not trusted any more. */
export type RetiredKey = TrustedKey & RetiredFacts & { readonly state: 'retired' };

/** A key that is kept and not trusted. */
export type InactiveKey = (TrustedKey & { readonly state: 'candidate' }) | RetiredKey;

/**
 * `key` as a retired one: a certificate becomes its two thumbprints and its dates, which is all that is needed to show
 * it, to recognise it, and to trust it again. The certificate comes back with whoever shows it: metadata, an operator,
 * or the next sign-in.
 */
export function retiredKey(key: TrustedKey): RetiredKey {
  const certificate = certificateOf(key);
  // One that is retired already keeps what is kept of it.
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
    // A store that holds something else: its thumbprint is all that there is to keep.
    return {};
  }
}
