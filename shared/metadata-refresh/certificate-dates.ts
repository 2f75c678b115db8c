import type { TrustedKey } from '../saml/inbound/signature/trusted-key.ts';
import { parseCertificateFile } from '../tenants/keys/read-trusted-key.ts';
import { certificateOf } from '../tenants/keys/trusted-key-identity.ts';

/**
 * Until when people can sign in with a key, from `now` on: undefined where they cannot, or where nobody knows, as
 * with a thumbprint whose certificate no sign-in has shown.
 */
export function usableUntil(key: TrustedKey, now: Date): Date | undefined {
  const certificate = certificateOf(key);
  if (certificate === undefined) return undefined;
  try {
    const { notBefore, notAfter } = parseCertificateFile(Buffer.from(certificate, 'base64'));
    return notBefore <= now && now < notAfter ? notAfter : undefined;
  } catch {
    // What today's rules would refuse to trust, verification refuses too.
    return undefined;
  }
}
