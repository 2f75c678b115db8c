import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encryptionUris } from '../fixtures/encrypt.ts';

/** What xmlsec1 is asked for; of key transports it has one that we take. */
export type Xmlsec1Cipher = 'aes128-cbc' | 'aes256-cbc' | 'aes128-gcm' | 'aes256-gcm';

const samlNamespace = 'urn:oasis:names:tc:SAML:2.0:assertion';

/** An EncryptedAssertion of `assertion`, made by xmlsec1 for the certificate's key, its KeyName beside it. */
export function encryptWithXmlsec1(assertion: string, cipher: Xmlsec1Cipher, certificatePem: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-xmlsec1-'));
  try {
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const output = join(folder, 'out.xml');
    const sizeBits = cipher.slice('aes'.length, -'-cbc'.length);
    execFileSync(
      'xmlsec1',
      [
        '--encrypt',
        ...['--pubkey-cert-pem:acme', write('certificate.pem', certificatePem)],
        ...['--session-key', `aes-${sizeBits}`],
        ...[
          '--xml-data',
          write(
            'data.xml',
            `<s:EncryptedAssertion xmlns:s="${samlNamespace}">${assertion}</s:EncryptedAssertion>`,
          ),
        ],
        ...['--node-xpath', "/*/*[local-name()='Assertion']"],
        ...['--output', output],
        write('template.xml', templateOf(cipher)),
      ],
      { stdio: 'pipe' },
    );
    return readFileSync(output, 'utf8')
      .replace(/^<\?xml[^>]*\?>\s*/, '')
      .trimEnd();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function templateOf(cipher: Xmlsec1Cipher): string {
  const xenc = 'http://www.w3.org/2001/04/xmlenc#';
  return `<EncryptedData xmlns="${xenc}" Type="${xenc}Element">
  <EncryptionMethod Algorithm="${encryptionUris[cipher]}"/>
  <KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#">
    <EncryptedKey xmlns="${xenc}">
      <EncryptionMethod Algorithm="${encryptionUris['rsa-oaep-mgf1p']}"/>
      <KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><KeyName>acme</KeyName></KeyInfo>
      <CipherData><CipherValue/></CipherData>
    </EncryptedKey>
  </KeyInfo>
  <CipherData><CipherValue/></CipherData>
</EncryptedData>`;
}
