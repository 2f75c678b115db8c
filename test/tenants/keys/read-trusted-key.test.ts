import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseCertificateFile, readThumbprint } from '../../../shared/tenants/keys/read-trusted-key.ts';
import { keyWithExponent } from '../../fixtures/exponent.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { metadataDocument } from '../../fixtures/metadata/entra-document.ts';

const key = signingKey();
const sha1 = { kind: 'thumbprint', algorithm: 'sha1', thumbprint: key.sha1Thumbprint };
const lines = (base64: string) => base64.replace(/.{64}/g, '$&\r\n');
const pem = (label: string, body: string) => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;
/** The head of a PKCS #7 structure and the certificate in it. */
const bundle = Buffer.concat([
  Buffer.from('3082040006092a864886f70d010702a08203f1308203ed020101', 'hex'),
  key.x509.raw,
]);
const utf8 = (text: string) => Buffer.from(text, 'utf8');

describe('a thumbprint', () => {
  it.each([
    ['as Entra shows it', key.sha1Thumbprint.toUpperCase()],
    ['in lower case', key.sha1Thumbprint],
    ['with blanks, as Windows shows it', key.sha1Thumbprint.replace(/../g, '$& ')],
    ['with colons, as OpenSSL shows it', key.sha1Thumbprint.toUpperCase().replace(/..(?!$)/g, '$&:')],
    ['with U+200E in front', `\u200e${key.sha1Thumbprint}`],
    [
      'with a byte order mark, zero width blanks and a line end',
      `\ufeff${key.sha1Thumbprint}\u200b\u00a0\r\n`,
    ],
  ])('is read %s', (_, text) => {
    expect(readThumbprint(text)).toEqual(sha1);
  });

  it('of 64 digits is SHA-256', () => {
    const thumbprint = key.sha256Thumbprint;
    expect(readThumbprint(thumbprint)).toEqual({ kind: 'thumbprint', algorithm: 'sha256', thumbprint });
  });

  it.each([
    ['nothing', ' \u200e', 'it is empty'],
    ['too few digits', key.sha1Thumbprint.slice(1), 'it has 39 digits'],
    ['another letter', `g${key.sha1Thumbprint.slice(1)}`, 'other characters than 0-9 and A-F'],
    ['a digit of another script', `٣${key.sha1Thumbprint.slice(1)}`, 'other characters'],
    ['a certificate', key.certificate, 'it looks like a certificate'],
  ])('is refused where it is %s', (_, text, message) => {
    expect(() => readThumbprint(text)).toThrow(message);
    expect(() => readThumbprint(text)).toThrow(expect.objectContaining({ code: 'not-a-thumbprint' }));
  });

  it('is refused where a private key was pasted', () => {
    expect(() => readThumbprint(key.privateKeyPem)).toThrow(expect.objectContaining({ code: 'private-key' }));
  });
});

describe('a certificate', () => {
  it.each([
    ['DER', key.x509.raw],
    ['base64 on one line', utf8(key.certificate)],
    ['base64 in lines with CRLF, as Entra downloads it', utf8(`${lines(key.certificate)}\r\n`)],
    ['PEM', utf8(key.certificatePem)],
    ['PEM with CRLF', utf8(key.certificatePem.replaceAll('\n', '\r\n'))],
    ['PEM with a byte order mark', utf8(`\ufeff${key.certificatePem}`)],
    ['PEM in UTF-16, as PowerShell writes it', Buffer.from(`\ufeff${key.certificatePem}`, 'utf16le')],
    ['PEM under a description', utf8(`subject=Entra\nissuer=Entra\n${key.certificatePem}`)],
  ])('is read as %s', (_, file) => {
    expect(parseCertificateFile(file)).toEqual({
      key: { kind: 'certificate', certificate: key.certificate },
      subject: 'CN=Microsoft Azure Federated SSO Certificate',
      notBefore: key.x509.validFromDate,
      notAfter: key.x509.validToDate,
      thumbprints: { sha1: key.sha1Thumbprint, sha256: key.sha256Thumbprint },
    });
  });

  it('is read although it has expired: the sign-in judges that', () => {
    const notAfter = new Date('2020-01-01T00:00:00Z');
    const expired = signingKey({ notBefore: new Date('2017-01-01T00:00:00Z'), notAfter });
    expect(parseCertificateFile(expired.x509.raw).notAfter).toEqual(notAfter);
  });

  const { privateKey } = key;
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  const encrypted = privateKey.export({
    type: 'pkcs8',
    format: 'der',
    cipher: 'aes-256-cbc',
    passphrase: 'secret',
  });
  const encryptedPem = `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${encrypted.toString('base64')}\n-----END`;

  it.each<[string, Uint8Array]>([
    ['PEM', utf8(key.privateKeyPem)],
    ['PEM beside its certificate', utf8(key.certificatePem + key.privateKeyPem)],
    ['encrypted PEM', utf8(encryptedPem)],
    ['encrypted DER', encrypted],
    ['DER', pkcs8],
    ['PKCS #1 DER', privateKey.export({ type: 'pkcs1', format: 'der' })],
    ['SEC 1 DER in base64', utf8(ec.privateKey.export({ type: 'sec1', format: 'der' }).toString('base64'))],
    ['base64 without armour', utf8(pkcs8.toString('base64'))],
    ['a .pfx file', Buffer.from('3082090a020103308208d006092a864886f70d010701', 'hex')],
  ])('is refused where the file is a private key: %s', (_, file) => {
    expect(() => parseCertificateFile(file)).toThrow(expect.objectContaining({ code: 'private-key' }));
    expect(() => parseCertificateFile(file)).toThrow(/private key.*nothing was kept.*Certificate \(Base64\)/);
  });

  it.each<[string, string, Uint8Array]>([
    ['empty', 'an empty file', Buffer.alloc(0)],
    ['empty', 'a file of blanks', utf8('\ufeff \r\n')],
    ['too-large', 'a large file', Buffer.alloc(65_537, 'A')],
    ['not-a-certificate', 'a text', utf8('the certificate')],
    ['not-a-certificate', 'base64 of something else', utf8('aGVsbG8gd29ybGQ=')],
    ['not-a-certificate', 'a thumbprint', utf8(key.sha1Thumbprint)],
    ['not-a-certificate', 'half a certificate', key.x509.raw.subarray(0, 300)],
    ['not-a-certificate', 'half a PEM', utf8(key.certificatePem.slice(0, 300))],
    [
      'not-a-certificate',
      'a public key',
      utf8(key.publicKey.export({ type: 'spki', format: 'pem' }).toString()),
    ],
    [
      'not-a-certificate',
      'base64 with a stray character',
      utf8(`${key.certificate.slice(0, 60)}!${key.certificate}`),
    ],
    [
      'several-certificates',
      'two PEMs',
      utf8(key.certificatePem + signingKey({ name: 'other' }).certificatePem),
    ],
    ['certificate-bundle', 'a .p7b file in DER', bundle],
    [
      'certificate-bundle',
      'a .p7b file of indefinite length',
      Buffer.concat([Buffer.from('3080', 'hex'), bundle.subarray(4)]),
    ],
    ['certificate-bundle', 'a .p7b file in base64', utf8(bundle.toString('base64'))],
    ['certificate-bundle', 'a .p7b file in PEM', utf8(pem('PKCS7', bundle.toString('base64')))],
    [
      'certificate-bundle',
      'a .p7b file in PEM of certutil',
      utf8(pem('CERTIFICATE', bundle.toString('base64'))),
    ],
    ['pem-lines', 'two BEGIN lines', utf8(`-----BEGIN CERTIFICATE-----\n${key.certificatePem}`)],
    ['pem-lines', 'two of each', utf8(pem('CERTIFICATE', key.certificatePem))],
    ['pem-lines', 'two END lines', utf8(`${key.certificatePem}-----END CERTIFICATE-----\n`)],
    ['pem-lines', 'an END line alone', utf8(key.certificatePem.replace(/-----BEGIN.*/, ''))],
    ['pem-lines', 'another word at the end', utf8(key.certificatePem.replace('END CERT', 'END X509 CERT'))],
    ['certificate-in-xml', 'an XML element', utf8(`<X509Certificate>${key.certificate}</X509Certificate>`)],
    [
      'certificate-in-xml',
      'an XML element with a prefix and a declaration',
      utf8(`\ufeff<?xml version="1.0"?>\n<ds:X509Certificate>${key.certificate}</ds:X509Certificate>`),
    ],
    ['metadata-instead', 'a metadata file', metadataDocument()],
    ['trailing-bytes', 'DER and a byte', Buffer.concat([key.x509.raw, Buffer.from([0])])],
    ['trailing-bytes', 'two DERs', Buffer.concat([key.x509.raw, key.x509.raw])],
    [
      'trailing-bytes',
      'base64 of DER and a byte',
      utf8(Buffer.concat([key.x509.raw, Buffer.from([0])]).toString('base64')),
    ],
    ['not-rsa', 'a certificate of an EC key', signingKey({ kind: 'ec' }).x509.raw],
    ['weak-key', 'a certificate of an RSA key of 1,024 bits', signingKey({ bits: 1024 }).x509.raw],
    ...[1n, 3n, 17n, 65_535n, 65_536n, 65_538n, 2n ** 32n + 1n].map(
      (exponent): [string, string, Uint8Array] => [
        'weak-exponent',
        `a certificate of the exponent ${exponent}`,
        keyWithExponent(exponent).x509.raw,
      ],
    ),
  ])('is refused as %s: %s', (code, _, file) => {
    expect(() => parseCertificateFile(file)).toThrow(expect.objectContaining({ code }));
  });
});

it.each([65_537n, 65_539n, 2n ** 32n - 1n])('a certificate of the exponent %s is taken', (exponent) => {
  const { x509, certificate } = keyWithExponent(exponent);
  expect(parseCertificateFile(x509.raw).key).toEqual({ kind: 'certificate', certificate });
});
