import { Buffer } from 'node:buffer';
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readIdpMetadata } from '../../shared/federation-metadata/idp-metadata.ts';
import {
  maximumCertificates,
  maximumSigningCertificates,
} from '../../shared/federation-metadata/signing-certificates.ts';
import { readMetadata } from '../../shared/tenants/intake/read-metadata.ts';
import { facts, secondsAfter } from '../fixtures/facts.ts';
import { issuedCertificate } from '../fixtures/issued-certificate.ts';
import { signingKey } from '../fixtures/keys.ts';
import { keyDescriptor, metadataDocument } from '../fixtures/metadata/entra-document.ts';

const root = issuedCertificate({ subject: 'Root CA', issuer: 'Root CA', isAuthority: true });
const between = issuedCertificate({ subject: 'Issuing CA', issuer: 'Root CA', isAuthority: true });
const leaf = issuedCertificate({ subject: 'idp.example', issuer: 'Issuing CA', isAuthority: false });
const second = issuedCertificate({ subject: 'next.example', issuer: 'Issuing CA', isAuthority: false });
const ofRoot = issuedCertificate({ subject: 'direct.example', issuer: 'Root CA', isAuthority: false });
/** As `openssl req -x509` makes it. */
const markedAlone = issuedCertificate({ subject: 'alone', issuer: 'alone', isAuthority: true });
const [active, next] = [signingKey().certificate, signingKey({ name: 'next' }).certificate];

/** One KeyDescriptor with all of these in one X509Data. */
const chain = (...certificates: readonly string[]) =>
  keyDescriptor(certificates.join('</X509Certificate><X509Certificate>'));
const twoData = (...certificates: readonly string[]) =>
  keyDescriptor(certificates.join('</X509Certificate></X509Data><X509Data><X509Certificate>'));
const read = (...keys: readonly string[]) =>
  readIdpMetadata(metadataDocument({ keys: keys.join('') })).signingCertificates;
const keyInfo = (content: string) =>
  `<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#">${content}</KeyInfo></KeyDescriptor>`;

describe('the certificates that a directory signs with', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['a chain, the leaf first', [chain(leaf, between, root)], [leaf]],
    ['a chain, the root first', [chain(root, between, leaf)], [leaf]],
    ['a chain in disorder', [chain(between, leaf, root)], [leaf]],
    ['a leaf and its issuer', [chain(leaf, between)], [leaf]],
    ['a chain with a gap', [chain(root, leaf)], [leaf]],
    ['a chain over two X509Data', [twoData(leaf, between, root)], [leaf]],
    ['two chains', [chain(leaf, between, root), chain(second, between, root)], [leaf, second]],
    [
      'a leaf beside its issuer in a KeyDescriptor of its own',
      [keyDescriptor(leaf), keyDescriptor(between)],
      [leaf],
    ],
    ['a leaf beside its root so', [keyDescriptor(root), keyDescriptor(ofRoot)], [ofRoot]],
    ['a certificate issued to itself, marked as an authority', [keyDescriptor(markedAlone)], [markedAlone]],
    ['that one beside another', [keyDescriptor(markedAlone), keyDescriptor(active)], [markedAlone, active]],
    ['two of one name, each issued to itself', [keyDescriptor(active), keyDescriptor(next)], [active, next]],
    ['two such in one X509Data, which is about one key', [chain(active, next)], [active]],
    ['a leaf before what is called its authority and is not', [chain(next, active)], [next]],
    ['two such in two X509Data', [twoData(active, next)], [active, next]],
    ['the same one twice', [keyDescriptor(active), chain(active, active)], [active]],
    ['one for encryption beside it', [keyDescriptor(next, 'encryption'), keyDescriptor(active)], [active]],
    ['one for both', [keyDescriptor(active, '')], [active]],
    ['the lines of PEM in the element', [keyDescriptor(signingKey().certificatePem)], [active]],
    ['no padding', [keyDescriptor(active.replace(/=+$/, ''))], [active]],
    [
      'zero-width characters',
      [keyDescriptor(`\u200b${active.slice(0, 76)}\u200b\n${active.slice(76)}`)],
      [active],
    ],
    [
      'other words about the key',
      [
        keyInfo(
          `<KeyName>key</KeyName><X509Data><X509SubjectName>CN=a</X509SubjectName><X509IssuerSerial><X509IssuerName>CN=a</X509IssuerName><X509SerialNumber>1</X509SerialNumber></X509IssuerSerial><X509Certificate>${active}</X509Certificate><X509CRL>AAAA</X509CRL></X509Data>`,
        ),
      ],
      [active],
    ],
  ])('are read from %s', (_, keys, expected) => {
    expect(read(...keys)).toEqual(expected);
  });

  it('expire when the leaf does, however long its issuer lasts', () => {
    const notAfter = secondsAfter(facts.now, 86_400);
    const short = issuedCertificate({
      subject: 'idp.example',
      issuer: 'Issuing CA',
      isAuthority: false,
      notAfter,
    });
    const { certificates } = readMetadata(metadataDocument({ keys: chain(short, between, root) }), facts.now);

    expect(new X509Certificate(Buffer.from(root, 'base64')).validToDate > notAfter).toBe(true);
    expect(certificates.map((each) => each.notAfter)).toEqual([notAfter]);
  });

  it.each<[string, readonly string[], string]>([
    ['no key', [' '], 'no-signing-key'],
    ['a key for encryption alone', [keyDescriptor(active, 'encryption')], 'no-signing-key'],
    ['a KeyName alone', [keyInfo('<KeyName>idp.example</KeyName>')], 'key-without-certificate'],
    ['a KeyValue alone', [keyInfo('<KeyValue><RSAKeyValue/></KeyValue>')], 'key-without-certificate'],
    ['a chain without its leaf', [chain(between, root)], 'certificate-authority'],
    ['an issuing authority alone', [keyDescriptor(between)], 'certificate-authority'],
    ['an empty certificate', [keyDescriptor(' ')], 'certificate-malformed'],
    ['a certificate that is not base64', [keyDescriptor('[REDACTED]')], 'certificate-malformed'],
    ['a certificate broken in its padding', [keyDescriptor('A=B')], 'certificate-malformed'],
    [
      'one certificate damaged beside another',
      [keyDescriptor(active), keyDescriptor('A!')],
      'certificate-malformed',
    ],
    [
      'one more than may sign',
      Array.from({ length: maximumSigningCertificates + 1 }, (_, at) =>
        keyDescriptor(Buffer.from(`key ${at}`).toString('base64')),
      ),
      'too-many-keys',
    ],
    [
      'one more than a document may have with their chains',
      [chain(...Array.from({ length: maximumCertificates + 1 }, () => active))],
      'too-many-keys',
    ],
  ])('are refused with %s', (_, keys, code) => {
    expect(() => read(...keys)).toThrow(expect.objectContaining({ name: 'IdpMetadataError', code }));
  });

  it.each<[string, string, string]>([
    ['what is no certificate', Buffer.from('hello').toString('base64'), 'not-a-certificate'],
    [
      'bytes behind the certificate',
      Buffer.concat([signingKey().x509.raw, Buffer.from([0])]).toString('base64'),
      'trailing-bytes',
    ],
    ['a weak key', signingKey({ bits: 1024 }).certificate, 'weak-key'],
    ['an EC key', signingKey({ kind: 'ec' }).certificate, 'not-rsa'],
  ])('are held to the rules of a certificate that is handed over alone: %s', (_, certificate, code) => {
    const document = metadataDocument({ keys: keyDescriptor(certificate) });
    expect(() => readMetadata(document, facts.now)).toThrow(
      expect.objectContaining({ name: 'TrustedKeyError', code }),
    );
  });
});
