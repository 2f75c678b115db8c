import { verify } from 'node:crypto';
import { Problem } from '../../../problems/problem.ts';
import { strictBase64 } from '../post-binding.ts';
import { signatureAlgorithms } from '../signature/algorithms.ts';
import { candidateCertificates, type Trust, type TrustedCertificate } from '../signature/prepare-trust.ts';

/** The signature of a message by the Redirect binding (SAML Bindings 3.4.4.1). */
export interface DetachedSignature {
  /** `SAMLRequest=…&RelayState=…&SigAlg=…`, in this order, each as the sender encoded it. */
  readonly octets: Uint8Array;
  /** SigAlg, decoded: a URI. */
  readonly algorithm: string;
  /** Signature, decoded once: base64. */
  readonly value: string;
}

/**
 * Verifies a detached signature with the keys that a tenant trusts, and returns whose it is. The message shows no
 * certificate, so each trusted one is tried: a tenant has a few. A thumbprint whose certificate no sign-in has shown yet
 * verifies nothing. Says nothing of the certificate's validity.
 * @throws Problem `signature-algorithm`, `signature-sha1`, `signature-structure`, `signature-value`, `key-missing`,
 * `key-unknown`, `certificate-weak`
 */
export function verifyDetachedSignature(
  { octets, algorithm, value }: DetachedSignature,
  trust: Trust,
): TrustedCertificate {
  const hash = signatureAlgorithms.get(algorithm);
  if (hash === undefined) throw new Problem('signature-algorithm', { actual: algorithm });
  if (hash === 'sha1' && !trust.allowSha1) {
    throw new Problem('signature-sha1', { expected: 'SHA-256 or stronger', actual: 'SHA-1' });
  }
  const signature = strictBase64(value);
  if (signature === undefined)
    throw new Problem('signature-structure', { actual: 'Signature is not base64' });
  const signer = candidateCertificates(trust, undefined).find(({ publicKey }) =>
    verify(hash, octets, publicKey, signature),
  );
  if (signer === undefined) throw new Problem('signature-value');
  return signer;
}
