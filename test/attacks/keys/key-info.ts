import { Buffer } from 'node:buffer';
import { signingKey } from '../../fixtures/keys.ts';
import { x509Data } from '../../fixtures/signature.ts';
import type { Acceptance, Attack } from '../attack.ts';

const genuine = signingKey().certificate;
const stranger = signingKey({ name: 'stranger' }).certificate;
const certificate = (text: string) => `<X509Certificate>${text}</X509Certificate>`;
const data = (content: string) => `<X509Data>${content}</X509Data>`;

/** A KeyInfo of a message that is signed rightly otherwise. */
const showing = (name: string, keyInfo: string, code: Attack['code'] = 'signature-key-info'): Attack => ({
  name: `a KeyInfo with ${name}`,
  attack: ({ write }) => write({}, { keyInfo }),
  code,
});

/** One certificate in one place, or none. */
export const keyInfos: readonly Attack[] = [
  showing('two certificates', data(certificate(genuine) + certificate(stranger))),
  showing('two certificates, the genuine one last', data(certificate(stranger) + certificate(genuine))),
  showing('the certificate twice', data(certificate(genuine) + certificate(genuine))),
  showing('two X509Data', data(certificate(genuine)) + data(certificate(stranger))),
  showing('a second, empty X509Data', data(certificate(genuine)) + data('')),
  showing('a RetrievalMethod', '<RetrievalMethod URI="#_key"></RetrievalMethod>'),
  showing(
    'a RetrievalMethod beside the certificate',
    `${x509Data(genuine)}<RetrievalMethod URI="https://evil.example/"></RetrievalMethod>`,
  ),
  showing(
    'a KeyInfoReference',
    '<KeyInfoReference xmlns="http://www.w3.org/2009/xmldsig11#" URI="#_k"></KeyInfoReference>',
  ),
  showing('an EncryptedKey', '<EncryptedKey xmlns="http://www.w3.org/2001/04/xmlenc#"></EncryptedKey>'),
  showing('a SecurityTokenReference', '<SecurityTokenReference xmlns="urn:wsse"></SecurityTokenReference>'),
  showing('PGPData', '<PGPData></PGPData>'),
  showing('MgmtData', '<MgmtData>key</MgmtData>'),
  showing('a certificate outside of X509Data', certificate(genuine)),
  showing('a certificate in KeyName', `<KeyName>${certificate(stranger)}</KeyName>${x509Data(genuine)}`),
  showing('a certificate in KeyValue', `<KeyValue>${certificate(stranger)}</KeyValue>${x509Data(genuine)}`),
  showing('an X509Data in KeyValue', `<KeyValue>${data('')}</KeyValue>${x509Data(genuine)}`),
  showing(
    'a certificate in X509IssuerSerial',
    data(`<X509IssuerSerial>${certificate(stranger)}</X509IssuerSerial>${certificate(genuine)}`),
  ),
  showing('a revocation list', data(`${certificate(genuine)}<X509CRL>AAAA</X509CRL>`)),
  showing(
    'a certificate of another namespace',
    data(`<X509Certificate xmlns="urn:x">${genuine}</X509Certificate>`),
  ),
  showing('an X509Data of another namespace', `<X509Data xmlns="urn:x"></X509Data>${x509Data(genuine)}`),
  showing('text', `key${x509Data(genuine)}`),
  showing('text in X509Data', data(`key${certificate(genuine)}`)),
  showing('a certificate that is empty', data(certificate('')), 'certificate-malformed'),
  showing('a certificate that is not base64', data(certificate('****')), 'certificate-malformed'),
  showing(
    'a certificate without padding',
    data(certificate(genuine.replace(/=*$/, '').slice(0, -1))),
    'certificate-malformed',
  ),
  showing('a certificate in the URL alphabet', data(certificate(`-_-_${genuine}`)), 'certificate-malformed'),
  showing(
    'a certificate with its PEM lines',
    data(certificate(`-----BEGIN CERTIFICATE-----\n${genuine}\n-----END CERTIFICATE-----`)),
    'certificate-malformed',
  ),
  showing(
    'a certificate cut by a byte',
    data(certificate(edited((der) => der.subarray(0, -1)))),
    'key-unknown',
  ),
  showing(
    'a byte behind the certificate',
    data(certificate(edited((der) => Buffer.concat([der, Buffer.from([0])])))),
    'key-unknown',
  ),
  showing(
    'another certificate behind the certificate',
    data(certificate(edited((der) => Buffer.concat([der, Buffer.from(stranger, 'base64')])))),
    'key-unknown',
  ),
  showing('a public key alone', data(certificate(spki())), 'key-unknown'),
];

const wrapped = (lineEnd: string) => genuine.replace(/.{76}/g, (line) => line + lineEnd);

/** What providers put beside the certificate, and how they wrap it. */
export const friendlyKeyInfos: readonly Acceptance[] = [
  ['a KeyName before the certificate', `<KeyName>entra</KeyName>${x509Data(genuine)}`],
  [
    'a KeyValue before the certificate',
    `<KeyValue><RSAKeyValue><Modulus>AAAA</Modulus><Exponent>AQAB</Exponent></RSAKeyValue></KeyValue>${x509Data(genuine)}`,
  ],
  [
    'names beside the certificate',
    data(
      `<X509IssuerSerial><X509IssuerName>CN=a</X509IssuerName><X509SerialNumber>1</X509SerialNumber></X509IssuerSerial><X509SubjectName>CN=a</X509SubjectName><X509SKI>AAAA</X509SKI>${certificate(genuine)}`,
    ),
  ],
  ['a certificate in lines', data(certificate(`\n${wrapped('\n')}\n`))],
  ['a certificate in lines that end in CR and LF', data(certificate(wrapped('&#13;\n')))],
  ['a certificate in indented lines', data(certificate(wrapped('\n\t    ')))],
  ['white space between its elements', `\n  <X509Data>\n    ${certificate(genuine)}\n  </X509Data>\n`],
].map(([name, keyInfo = '']) => ({
  name: `a KeyInfo with ${name}`,
  message: ({ write }) => write({}, { keyInfo }),
}));

function edited(edit: (der: Buffer) => Uint8Array): string {
  return Buffer.from(edit(Buffer.from(genuine, 'base64'))).toString('base64');
}

function spki(): string {
  return signingKey().publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
}
