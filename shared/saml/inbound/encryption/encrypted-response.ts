import { Problem } from '../../../problems/problem.ts';
import type { Expectations } from '../assertion/conditions.ts';
import type { EncryptedResponse } from '../response.ts';
import type { VerifiedAssertion } from '../signature/check-signatures.ts';
import type { Trust, TrustedCertificate } from '../signature/prepare-trust.ts';
import { verifySignature } from '../signature/signature.ts';
import { type AcceptedAssertion, verifyStatements } from '../verify.ts';
import { decryptContent } from './decrypt.ts';
import { readDecryptedAssertion } from './decrypted-assertion.ts';
import { isMeantFor } from './disclosure.ts';

/**
 * The signer of the Response around an encrypted Assertion, or undefined where it is not signed. It signed the
 * cipher text, so this comes before anything is decrypted: a forged one never costs the use of a private key.
 * @throws Problem `signature-…`, `key-…`, `certificate-…`
 */
export function verifyEnvelope(
  { signature }: EncryptedResponse,
  trust: Trust,
): TrustedCertificate | undefined {
  return signature && verifySignature(signature, trust);
}

/** What {@link verifyEncryptedResponse} verifies by. */
export interface EncryptedExpectations extends Expectations {
  readonly trust: Trust;
  /** What {@link verifyEnvelope} told of this response, by the same trust. */
  readonly envelopeSigner: TrustedCertificate | undefined;
}

/**
 * Decrypts the Assertion of a Response and verifies it like any other (`verifyResponse`). It must have a signature
 * of its own, which verifies, or the Response around it must have had one; what is signed in neither place is
 * nobody's. What a problem quotes of the plaintext is left out unless it is disclosed (`isDisclosed`). Pure: where no
 * key unwrapped the content key, the caller hands over random octets of the same length.
 * @throws Problem `decryption-failed`, or one that is `authenticated`
 */
export function verifyEncryptedResponse(
  encrypted: EncryptedResponse,
  contentKey: Uint8Array,
  expectations: EncryptedExpectations,
  now: Date,
): AcceptedAssertion {
  return verifyStatements(openEnvelope(encrypted, contentKey, expectations), expectations, now);
}

/**
 * The decryption of {@link verifyEncryptedResponse}. AES-CBC does not authenticate the cipher text: a customer who
 * signs around another customer's assertion could change it, watch which check fails, and read it byte by byte (Jager
 * and Somorovsky, "How to Break XML Encryption"). So a CBC plaintext without a signature of its own fails as one
 * problem until its Audience and Recipient are ours.
 * @see https://www.w3.org/TR/xmlenc-core1/#sec-chosen-ciphertext-attacks
 * @throws Problem `decryption-failed`
 */
export function openEnvelope(
  encrypted: EncryptedResponse,
  contentKey: Uint8Array,
  expectations: EncryptedExpectations,
): VerifiedAssertion {
  const { trust, envelopeSigner } = expectations;
  try {
    const verified = verifyDecrypted(encrypted, contentKey, trust, envelopeSigner);
    const isMalleable =
      verified.origin === 'signed-around' && encrypted.encryptedAssertion.cipher.mode === 'cbc';
    if (isMalleable && !isMeantFor(verified.assertion, expectations)) throw new Problem('decryption-failed');
    return verified;
  } catch {
    // Whatever it was, and be it a fault of ours: each difference is a bit for whoever changes cipher texts and
    // asks again, and each word of it may be plaintext.
    throw new Problem('decryption-failed');
  }
}

function verifyDecrypted(
  { encryptedAssertion, response, issuer, status }: EncryptedResponse,
  contentKey: Uint8Array,
  trust: Trust,
  envelopeSigner: TrustedCertificate | undefined,
): VerifiedAssertion {
  const plaintext = decryptContent(encryptedAssertion, contentKey);
  if (plaintext === undefined) throw new Problem('decryption-failed');
  const { assertion, signature } = readDecryptedAssertion(plaintext);
  const ofAssertion = signature && verifySignature(signature, trust);
  const certificate = ofAssertion ?? envelopeSigner;
  if (certificate === undefined) throw new Problem('signature-missing');
  const signed = ofAssertion && envelopeSigner ? 'both' : ofAssertion ? 'assertion' : 'response';
  const signers = [ofAssertion, envelopeSigner].filter((signer) => signer !== undefined);
  const origin = ofAssertion === undefined ? 'signed-around' : 'signed-inside';
  return { assertion, response, responseIssuer: issuer, status, signed, origin, certificate, signers };
}
