import { ifReached, type SignedPlace } from '../check-runner.ts';
import { readMessage } from '../response.ts';
import type { XmlElement } from '../xml/element.ts';
import type { Hash } from './algorithms.ts';
import { parseTrustedCertificate, type TrustedCertificate } from './prepare-trust.ts';
import { findSigner, readSignature, shownCertificate } from './signature.ts';

/** One signature of a message, as it describes itself. */
export interface SignatureFacts {
  readonly of: SignedPlace;
  readonly signatureHash: Hash;
  readonly digestHash: Hash;
  /** The certificate that it shows, trusted or not. */
  readonly certificate?: TrustedCertificate;
  /**
   * Whether that certificate's key made it and is strong: it does where the directory merely signs with another
   * certificate.
   */
  readonly fitsCertificate: boolean;
}

/**
 * What each signature in the clear says of itself, of the assertion first; none of what is no message. Of a signature
 * by whatever certificate it verifies the whole message: for a person who examines one message, never for what
 * strangers post.
 */
export function describeSignatures(samlResponse: string): readonly SignatureFacts[] {
  const message = ifReached(() => readMessage(samlResponse));
  if (message === undefined || message.kind === 'failed') return [];
  const { assertion, response } =
    message.kind === 'encrypted' ? { assertion: undefined, response: message.signature } : message.signatures;
  return [
    ...((assertion && ifReached(() => [describeSignature('assertion', assertion)])) ?? []),
    ...((response && ifReached(() => [describeSignature('response', response)])) ?? []),
  ];
}

function describeSignature(of: SignedPlace, signature: XmlElement): SignatureFacts {
  const read = readSignature(signature);
  const { signatureHash, digestHash } = read.signedInfo;
  const der = ifReached(() => shownCertificate(read));
  const certificate = der && parseTrustedCertificate(der);
  const isStrong = certificate?.weak === undefined;
  const signer = certificate && isStrong && ifReached(() => findSigner(read, [certificate]));
  return {
    of,
    signatureHash,
    digestHash,
    ...(certificate === undefined ? {} : { certificate }),
    fitsCertificate: signer !== undefined && signer !== false,
  };
}
