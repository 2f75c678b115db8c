import { Problem } from '../../../problems/problem.ts';
import type { Expectations } from '../assertion/expectations.ts';
import { countElements, placeSignatures } from '../placement.ts';
import { type EncryptedResponse, requireVersionAndId } from '../response.ts';
import type { VerifiedAssertion } from '../signature/check-signatures.ts';
import type { Trust, TrustedCertificate } from '../signature/prepare-trust.ts';
import { verifySignature } from '../signature/signature.ts';
import { type AcceptedAssertion, verifyStatements } from '../verify.ts';
import { isElement, type XmlElement } from '../xml/element.ts';
import * as ns from '../xml/namespaces.ts';
import { readXml } from '../xml/read-xml.ts';
import { decryptContent } from './decrypt.ts';
import { isMeantFor } from './disclosure.ts';

/**
 * Returns the signer of the Response around an encrypted Assertion, or undefined where that Response is not signed. It
 * signed the cipher text, so this check comes before any decryption: a forged envelope never costs the use of a private
 * key.
 * @throws Problem `signature-…`, `key-…`, `certificate-…`
 */
export function verifyEnvelope(
  { signature }: EncryptedResponse,
  trust: Trust,
): TrustedCertificate | undefined {
  return signature && verifySignature(signature, trust);
}

/** What {@link verifyEncryptedResponse} expects. */
export interface EncryptedExpectations extends Expectations {
  readonly trust: Trust;
  /** The result of {@link verifyEnvelope} for this response, by the same trust. */
  readonly envelopeSigner: TrustedCertificate | undefined;
}

/**
 * Decrypts the Assertion of a Response and verifies it like any other (`verifyResponse`). Its own signature must
 * verify, or the Response around it must be signed. The facts of a problem are left out unless the assertion is
 * disclosed (`isDisclosed`). Pure: where no key unwrapped the content key, the caller passes random octets of the same
 * length.
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
 * Decrypts and verifies the signature, for {@link verifyEncryptedResponse}. AES-CBC does not authenticate the cipher
 * text: a customer who signs around another customer's assertion could change it, watch which check fails, and read it
 * byte by byte (Jager and Somorovsky, "How to Break XML Encryption"). So a CBC plaintext without a signature of its own
 * fails as one problem until its Audience and Recipient are ours. Where tenants share these, one customer could sign
 * around the whole assertion of another: there, any plaintext fails so until it answers this tenant's own request.
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
      verified.origin === 'signed-around' &&
      (encrypted.encryptedAssertion.cipher.mode === 'cbc' || expectations.sharedReplyUrl !== undefined);
    if (isMalleable && !isMeantFor(verified.assertion, expectations)) throw new Problem('decryption-failed');
    return verified;
  } catch {
    // Every error becomes the same problem, unexpected ones too: each difference tells an attacker who changes cipher
    // texts one bit, and each word of an error may be plaintext.
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

/** An Assertion after decryption, not verified yet. */
export interface DecryptedAssertion {
  readonly assertion: XmlElement;
  readonly signature: XmlElement | undefined;
}

/**
 * Reads the plaintext as a document of its own, by the same strict reader; it never joins the text or the tree of the
 * Response. So no namespace of the Response reaches into it, as exclusive canonicalization requires, and no element of
 * the Response can pass for one of its own. Its root is the one Assertion, with at most one Signature as a child.
 * @throws Problem `xml-…`, `response-…`, `assertion-…`, `signature-…`
 */
export function readDecryptedAssertion(plaintext: Uint8Array): DecryptedAssertion {
  const assertion = readXml(plaintext);
  if (!isElement(assertion, ns.saml, 'Assertion')) throw new Problem('assertion-missing');
  requireVersionAndId(assertion);
  const { assertions, encryptedAssertions, signatures } = countElements(assertion);
  if (assertions.length + encryptedAssertions.length > 1) throw new Problem('assertion-repeated');
  return { assertion, signature: placeSignatures(signatures, { assertion }).assertion };
}
