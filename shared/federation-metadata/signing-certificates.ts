import { X509Certificate } from 'node:crypto';
import { IdpMetadataError } from './idp-metadata-error.ts';
import {
  type MetadataElement,
  metadataChildren,
  metadataNamespace,
  signatureNamespace,
} from './metadata-element.ts';

/** No application signs with more; a document that says otherwise would fill the tenant's item. */
export const maximumSigningCertificates = 16;
/** With the chains that stand beside them. */
export const maximumCertificates = 64;

/** A certificate as the document has it, and what it says of itself where it is one. */
interface Candidate {
  readonly base64: string;
  readonly x509: X509Certificate | undefined;
}

/**
 * Returns the certificates that a role may sign with, DER in base64 on one line, each once, in their order: of the
 * keys for signing or for both (SAML Metadata 2.4.1.1). Of one X509Data it is the leaf alone; the certificate
 * of an authority that issued another one is never a signer, wherever it stands.
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

/** What stands in each KeyInfo. */
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

/** Some tools leave the lines of PEM in the element, around one certificate or several. */
function bodiesIn(text: string): readonly string[] {
  if (!text.includes('-----')) return [text];
  return text.split(/-----(?:BEGIN|END) [A-Z0-9 ]{1,40}-----/).filter((part) => /\S/.test(part));
}

function candidateOf(body: string): Candidate {
  const written = body.replace(/[\s\p{Cf}]+/gu, '');
  const base64 = Buffer.from(written, 'base64').toString('base64');
  // Buffer skips what it does not know: only what it would write again was all of it.
  if (base64 === '' || withoutPadding(base64) !== withoutPadding(written)) {
    throw new IdpMetadataError('certificate-malformed');
  }
  return { base64, x509: parse(Buffer.from(base64, 'base64')) };
}

function withoutPadding(base64: string): string {
  return base64.endsWith('==') ? base64.slice(0, -2) : base64.endsWith('=') ? base64.slice(0, -1) : base64;
}

/** Undefined for what is no certificate: it is refused by who reads it as a key to trust. */
function parse(der: Uint8Array): X509Certificate | undefined {
  try {
    return new X509Certificate(der);
  } catch {
    return undefined;
  }
}

/**
 * At most one of each X509Data, which is about one key: what is left there of a chain without its issuers, or the
 * first of certificates that have nothing to do with each other (RFC 5246 7.4.2 and everybody put the leaf first).
 */
function leavesOf(info: readonly Data[], issuers: ReadonlySet<string | undefined>): readonly string[] {
  const unissuing = info.flat().filter(({ x509 }) => x509 === undefined || !issuers.has(x509.subject));
  // A chain with a gap: the root issued nothing that stands here, and is none the less no signer.
  const ends = unissuing.filter(({ x509 }) => x509?.ca !== true);
  const issued = ends.filter(({ x509 }) => !isSelfIssued(x509));
  const alone = unissuing.filter(({ x509 }) => isSelfIssued(x509));
  const leaves = new Set(issued.length > 0 ? issued : ends.length > 0 ? ends : alone);
  return info.flatMap((data) => {
    const leaf = data.find((each) => leaves.has(each));
    return leaf === undefined ? [] : [leaf.base64];
  });
}

/** Most providers sign with a certificate that they issued to themselves, and many mark it as an authority's. */
function isSelfIssued(x509: X509Certificate | undefined): boolean {
  return x509 === undefined || x509.subject === x509.issuer;
}
