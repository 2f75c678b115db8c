import { Problem } from '../../../problems/problem.ts';
import { requireValidCertificate } from '../signature/check-signatures.ts';
import type { Trust } from '../signature/prepare-trust.ts';
import { verifySignature } from '../signature/signature.ts';
import { type DetachedSignature, verifyDetachedSignature } from './detached-signature.ts';
import type { LogoutHead } from './logout-head.ts';

/** What a signed logout message has to be. */
export interface LogoutTrust {
  readonly trust: Trust;
  /** Our Logout URLs for this tenant: a signed message must name one as its Destination (SAML Bindings 3.4.5.2). */
  readonly logoutUrls: readonly string[];
  /** Whether an unsigned message is refused. */
  readonly requiresSignature: boolean;
  /** Until this instant, a certificate that has expired is accepted. Default: never. */
  readonly expiredCertificatesUntil?: Date | undefined;
}

/**
 * Returns whether a trusted key signed a logout message: in the message, in the query of the Redirect binding, or both.
 * Every signature there is has to verify; one that does not refuses the message, which never counts as unsigned then.
 * @param detached Of the Redirect binding. Undefined: the query has none.
 * @throws Problem `signature-…`, `key-…`, `certificate-…`, `destination-missing`, `destination-mismatch`
 */
export function verifyLogoutSignature(
  message: LogoutHead,
  detached: DetachedSignature | undefined,
  { trust, logoutUrls, requiresSignature, expiredCertificatesUntil }: LogoutTrust,
  now: Date,
): boolean {
  const signers = [
    ...(detached === undefined ? [] : [verifyDetachedSignature(detached, trust)]),
    ...(message.signature === undefined ? [] : [verifySignature(message.signature, trust)]),
  ];
  if (signers.length === 0) {
    if (requiresSignature) throw new Problem('signature-missing', { expected: 'a signed logout message' });
    return false;
  }
  for (const signer of signers) requireValidCertificate(signer, now, expiredCertificatesUntil);
  requireLogoutDestination(message, logoutUrls);
  return true;
}

function requireLogoutDestination({ destination }: LogoutHead, logoutUrls: readonly string[]): void {
  const [expected = ''] = logoutUrls;
  if (destination === undefined) throw new Problem('destination-missing', { expected });
  if (!logoutUrls.includes(destination)) {
    throw new Problem('destination-mismatch', { expected, actual: destination });
  }
}
