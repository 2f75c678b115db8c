import { Buffer } from 'node:buffer';
import { hash, verify } from 'node:crypto';
import { Problem } from '../../../problems/problem.ts';
import { type CheckRunner, failFast } from '../check-runner.ts';
import { canonicalXml } from '../xml/canonical-xml.ts';
import { attributeOf, childElements, isElement, type XmlElement } from '../xml/element.ts';
import { xmlLimits } from '../xml/limits.ts';
import * as ns from '../xml/namespaces.ts';
import { type Children, one, optional, readSequence } from '../xml/schema-sequence.ts';
import { candidateCertificates, type Trust, type TrustedCertificate } from './prepare-trust.ts';
import { base64Of, readSignedInfo, type SignedInfo } from './signed-info.ts';

const malformed = (what: string) => new Problem('signature-structure', { actual: what });

const signatureSequence = [
  one(ns.ds, 'SignedInfo'),
  one(ns.ds, 'SignatureValue'),
  optional(ns.ds, 'KeyInfo'),
];

/**
 * Verifies `signature` over its own parent (SAML Core 5.4, XML Signature 1.1 section 3.2) and tells whose it
 * is. The RSA check over SignedInfo, which has a fixed size, comes before the digest over the parent, whose
 * size the sender chooses. Says nothing of the certificate's validity period.
 * @throws Problem `signature-…`, `key-…`, `certificate-malformed`, `certificate-weak`
 */
export function verifySignature(signature: XmlElement, trust: Trust): TrustedCertificate {
  return checkSignature(signature, trust, failFast)();
}

/** The checks of {@link verifySignature}. */
export function checkSignature(
  signature: XmlElement,
  trust: Trust,
  check: CheckRunner,
): () => TrustedCertificate {
  const read = check('signature', () => readSignature(signature));
  check('signature-algorithm', () => requireAlgorithm(read(), trust));
  const candidates = check('signing-key', () => candidateCertificates(trust, shownCertificate(read())));
  return check('signature-value', () => findSigner(read(), candidates()));
}

/** A Signature in its one place, in the one accepted form, over its own parent. */
export interface ReadSignature {
  readonly signature: XmlElement;
  readonly signedElement: XmlElement;
  readonly parts: Children;
  readonly signedInfo: SignedInfo;
}

/**
 * Reads a Signature over its own parent.
 * @throws Problem `signature-…`
 */
export function readSignature(signature: XmlElement): ReadSignature {
  const { parent } = signature;
  const signedId = parent === undefined ? undefined : attributeOf(parent, 'ID');
  if (parent === undefined || signedId === undefined) throw new Problem('signature-misplaced');
  const parts = readSequence(signature, signatureSequence, malformed);
  const signedInfo = readSignedInfo(parts.one('SignedInfo'), signedId);
  return { signature, signedElement: parent, parts, signedInfo };
}

function requireAlgorithm({ signedInfo }: ReadSignature, { allowSha1 }: Trust): void {
  if (!allowSha1 && (signedInfo.signatureHash === 'sha1' || signedInfo.digestHash === 'sha1')) {
    throw new Problem('signature-sha1', { expected: 'SHA-256 or stronger', actual: 'SHA-1' });
  }
}

/**
 * Returns the one of `candidates` that signed.
 * @throws Problem `signature-structure`, `signature-value`, `signature-digest`
 */
export function findSigner(
  { signature, signedElement, parts, signedInfo }: ReadSignature,
  candidates: readonly TrustedCertificate[],
): TrustedCertificate {
  const value = base64Of(parts.one('SignatureValue'));
  if (value === undefined) throw malformed('SignatureValue is not base64');

  const signedBytes = Buffer.from(
    canonicalXml(parts.one('SignedInfo'), {
      form: signedInfo.canonicalization,
      inclusivePrefixes: signedInfo.canonicalizationPrefixes,
      maximumLength: xmlLimits.maximumCanonicalLength,
    }),
  );
  const signer = candidates.find(({ publicKey }) =>
    verify(signedInfo.signatureHash, signedBytes, publicKey, value),
  );
  if (signer === undefined) throw new Problem('signature-value');

  const digested = canonicalXml(signedElement, {
    form: 'exclusive',
    inclusivePrefixes: signedInfo.transformPrefixes,
    without: signature,
    maximumLength: xmlLimits.maximumCanonicalLength,
  });
  const digest = hash(signedInfo.digestHash, digested, 'buffer');
  if (Buffer.compare(digest, signedInfo.digest) !== 0) throw new Problem('signature-digest');
  return signer;
}

/** What a KeyInfo may contain beside the certificate. It is ignored, and contains no other key data. */
const ignoredKeyInfo: ReadonlySet<string> = new Set(['KeyName', 'KeyValue']);
const ignoredX509Data: ReadonlySet<string> = new Set(['X509IssuerSerial', 'X509SKI', 'X509SubjectName']);

/**
 * Returns the one certificate in the KeyInfo of a signature, or undefined if there is none (XML Signature 1.1
 * section 4.5.4).
 * @throws Problem `signature-key-info`, `certificate-malformed`
 */
export function shownCertificate({ parts }: ReadSignature): Uint8Array | undefined {
  const keyInfo = parts.optional('KeyInfo');
  if (keyInfo === undefined) return undefined;
  const refuse = (what: string) => new Problem('signature-key-info', { actual: what });
  const [data, ...moreData] = only(keyInfo, 'X509Data', ignoredKeyInfo, refuse);
  if (data === undefined) return undefined;
  if (moreData.length > 0) throw refuse('several X509Data');
  const [certificate, ...moreCertificates] = only(data, 'X509Certificate', ignoredX509Data, refuse);
  if (certificate === undefined) return undefined;
  if (moreCertificates.length > 0) throw refuse('several X509Certificates');
  const der = base64Of(certificate);
  if (der === undefined) throw new Problem('certificate-malformed');
  return der;
}

function only(
  parent: XmlElement,
  name: string,
  ignored: ReadonlySet<string>,
  refuse: (what: string) => Problem,
): readonly XmlElement[] {
  const children = childElements(parent);
  if (children === undefined) throw refuse(`text in ${parent.localName}`);
  return children.filter((child) => {
    if (isElement(child, ns.ds, name)) return true;
    if (child.namespace === ns.ds && ignored.has(child.localName) && !holdsKeyData(child)) return false;
    throw refuse(`${child.localName} in ${parent.localName}`);
  });
}

function holdsKeyData(element: XmlElement): boolean {
  return element.children.some(
    (child) => typeof child !== 'string' && (keyData.has(child.localName) || holdsKeyData(child)),
  );
}

const keyData: ReadonlySet<string> = new Set(['X509Data', 'X509Certificate', 'RetrievalMethod']);
