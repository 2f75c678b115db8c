import { X509Certificate } from 'node:crypto';
import { IdpMetadataError } from './idp-metadata-error.ts';
import {
  type MetadataElement,
  metadataChildren,
  metadataNamespace,
  signatureNamespace,
} from './metadata-element.ts';

/** No application signs with more; a document with more would fill the tenant's item. */
export const maximumSigningCertificates = 16;
/** Includes the chains beside them. */
export const maximumCertificates = 64;

/** A certificate in the document, parsed where it is one. */
interface Candidate {
  readonly base64: string;
  readonly x509: X509Certificate | undefined;
}

/**
 * Returns the certificates that a role may sign with, DER in base64 on one line, each once, in document order. They
 * come from the keys for signing or for both uses (SAML Metadata 2.4.1.1). Each X509Data yields only its leaf; an
 * authority's certificate that issued another one is never a signer, wherever it appears.
 * @throws IdpMetadataError `no-signing-key`, `key-without-certificate`, `certificate-malformed`,
 * `certificate-authority`, `too-many-keys`
 */
export function signingCertificatesOf(role: MetadataElement): readonly [string, ...string[]] {
  const keys = metadataChildren(role, metadataNamespace, 'KeyDescriptor').filter(
    ({ attributes }) => (attributes.get('use') ?? 'signing').trim() === 'signing',
  );
  const infos = keyInfosOf(keys);
  const all = infos.flat(2);
  if (all.length === 0) {
    throw new IdpMetadataError(keys.length > 0 ? 'key-without-certificate' : 'no-signing-key');
  }
  const issuers = new Set(all.flatMap(({ x509 }) => (isSelfIssued(x509) ? [] : [x509?.issuer])));
  const [first, ...more] = new Set(infos.flatMap((info) => leavesOf(info, issuers)));
  if (first === undefined) throw new IdpMetadataError('certificate-authority');
  if (more.length >= maximumSigningCertificates) throw new IdpMetadataError('too-many-keys');
  return [first, ...more];
}

/** The certificates of one X509Data. */
type Data = readonly Candidate[];

/** Returns the content of each KeyInfo. */
function keyInfosOf(keys: readonly MetadataElement[]): readonly (readonly Data[])[] {
  let count = 0;
  const candidates = (data: MetadataElement): Data =>
    metadataChildren(data, signatureNamespace, 'X509Certificate')
      .flatMap(({ text }) => bodiesIn(text))
      .map((body) => {
        count += 1;
        if (count > maximumCertificates) throw new IdpMetadataError('too-many-keys');
        return candidateOf(body);
      });
  return keys
    .flatMap((key) => metadataChildren(key, signatureNamespace, 'KeyInfo'))
    .map((info) => metadataChildren(info, signatureNamespace, 'X509Data').map(candidates));
}

/** Returns the certificates in an element's text: some tools leave PEM lines around one or several. */
function bodiesIn(text: string): readonly string[] {
  if (!text.includes('-----')) return [text];
  return text.split(/-----(?:BEGIN|END) [A-Z0-9 ]{1,40}-----/).filter((part) => /\S/.test(part));
}

function candidateOf(body: string): Candidate {
  const written = body.replace(/[\s\p{Cf}]+/gu, '');
  const base64 = Buffer.from(written, 'base64').toString('base64');
  // Buffer skips characters that are not base64, so the text must match what Buffer writes back.
  if (base64 === '' || withoutPadding(base64) !== withoutPadding(written)) {
    throw new IdpMetadataError('certificate-malformed');
  }
  return { base64, x509: parse(Buffer.from(base64, 'base64')) };
}

function withoutPadding(base64: string): string {
  return base64.endsWith('==') ? base64.slice(0, -2) : base64.endsWith('=') ? base64.slice(0, -1) : base64;
}

/** Returns undefined for anything but a certificate; the reader of trusted keys rejects it. */
function parse(der: Uint8Array): X509Certificate | undefined {
  try {
    return new X509Certificate(der);
  } catch {
    return undefined;
  }
}

/**
 * Returns at most one certificate per X509Data, which describes one key: the rest of a chain without its issuers, or
 * the first of unrelated certificates (RFC 5246 7.4.2 and all known software put the leaf first).
 */
function leavesOf(info: readonly Data[], issuers: ReadonlySet<string | undefined>): readonly string[] {
  const unissuing = info.flat().filter(({ x509 }) => x509 === undefined || !issuers.has(x509.subject));
  // A chain with a gap: the root issued no certificate in this document, and still is not a signer.
  const ends = unissuing.filter(({ x509 }) => x509?.ca !== true);
  const issued = ends.filter(({ x509 }) => !isSelfIssued(x509));
  const alone = unissuing.filter(({ x509 }) => isSelfIssued(x509));
  const leaves = new Set(issued.length > 0 ? issued : ends.length > 0 ? ends : alone);
  return info.flatMap((data) => {
    const leaf = data.find((each) => leaves.has(each));
    return leaf === undefined ? [] : [leaf.base64];
  });
}

/**
 * Returns whether the certificate issued itself: most providers sign with such a one, and many mark it as an
 * authority's.
 */
function isSelfIssued(x509: X509Certificate | undefined): boolean {
  return x509 === undefined || x509.subject === x509.issuer;
}
