import { Buffer } from 'node:buffer';
import { createHash, type KeyObject, verify } from 'node:crypto';
import type { Verify } from './task.ts';

/** The octets of one message that no verifier can do without. */
export interface CryptoWork {
  readonly samlResponse: string;
  readonly publicKey: KeyObject;
  readonly canonicalSignedInfo: Buffer;
  readonly signatureValue: Buffer;
  /** The Assertion without its Signature. */
  readonly canonicalAssertion: Buffer;
  readonly digestValue: string;
  readonly nameId: string;
}

/** The parts of `canonicalMessage`, which an Assertion signature of the fixtures makes canonical as it stands. */
export function cryptoWorkOf(canonicalMessage: string, publicKey: KeyObject, nameId: string): CryptoWork {
  const part = (pattern: RegExp) => pattern.exec(canonicalMessage)?.[1] ?? '';
  const signature = part(/(<Signature .*<\/Signature>)/s);
  const signedInfo = part(/(<SignedInfo>.*<\/SignedInfo>)/s);
  return {
    samlResponse: Buffer.from(canonicalMessage).toString('base64'),
    publicKey,
    canonicalSignedInfo: Buffer.from(
      signedInfo.replace('<SignedInfo>', '<SignedInfo xmlns="http://www.w3.org/2000/09/xmldsig#">'),
    ),
    signatureValue: Buffer.from(part(/<SignatureValue>(.*)<\/SignatureValue>/s), 'base64'),
    canonicalAssertion: Buffer.from(part(/(<Assertion .*<\/Assertion>)/s).replace(signature, '')),
    digestValue: part(/<DigestValue>(.*)<\/DigestValue>/s),
    nameId,
  };
}

/**
 * The crypto floor: base64, the RSA verification with its SHA-256 over SignedInfo, and the SHA-256 over the
 * Assertion. No XML is read.
 */
export function cryptoFloor(work: CryptoWork): Verify {
  return () => {
    const bytes = Buffer.from(work.samlResponse, 'base64');
    const signed = verify('sha256', work.canonicalSignedInfo, work.publicKey, work.signatureValue);
    const digest = createHash('sha256').update(work.canonicalAssertion).digest('base64');
    return bytes.length > 0 && signed && digest === work.digestValue ? work.nameId : 'nobody';
  };
}
