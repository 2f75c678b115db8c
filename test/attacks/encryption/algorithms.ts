import { encryptionUris } from '../../fixtures/encrypt.ts';
import { swap } from '../splice.ts';
import { type EncryptionAcceptance, type EncryptionAttack, opened, sealing } from './row.ts';

const renamed = (name: string, from: string, to: string): EncryptionAttack =>
  sealing(name, { outside: (encrypted) => swap(encrypted, from, to) }, 'encryption-algorithm');

const cipher = (name: string, uri: string) => renamed(name, encryptionUris['aes256-cbc'], uri);
const transport = (name: string, uri: string) => renamed(name, encryptionUris['rsa-oaep-mgf1p'], uri);

const sha1 = 'http://www.w3.org/2000/09/xmldsig#sha1';
const digest = (name: string, uri: string) => renamed(name, sha1, uri);

/** What our keys never answer to: refused by its name, before any key is used. */
export const refusedAlgorithms: readonly EncryptionAttack[] = [
  sealing('a key wrapped by RSA-1_5', { encryption: { transport: 'rsa-1_5' } }, 'encryption-algorithm'),
  sealing('Triple DES', { encryption: { cipher: 'tripledes-cbc' } }, 'encryption-algorithm'),
  sealing('AES-192', { encryption: { cipher: 'aes192-cbc' } }, 'encryption-algorithm'),
  cipher('Triple DES named over AES', encryptionUris['tripledes-cbc']),
  cipher('AES-192-GCM', 'http://www.w3.org/2009/xmlenc11#aes192-gcm'),
  cipher('an unknown block cipher', 'http://www.w3.org/2001/04/xmldsig-more#camellia256-cbc'),
  cipher('a block cipher in another case', encryptionUris['aes256-cbc'].toUpperCase()),
  cipher('a block cipher without a name', ''),
  cipher('a block cipher called constructor', 'constructor'),
  cipher('a block cipher of the other specification', 'http://www.w3.org/2001/04/xmlenc#aes256-gcm'),
  transport('RSA-1_5 named over RSA-OAEP', encryptionUris['rsa-1_5']),
  transport('a symmetric key wrap', 'http://www.w3.org/2001/04/xmlenc#kw-aes256'),
  transport('an unknown key transport', 'http://www.w3.org/2001/04/xmlenc#rsa-oaep'),
  transport('a key transport without a name', ''),
  digest('OAEP with SHA-512', 'http://www.w3.org/2001/04/xmlenc#sha512'),
  digest('OAEP with MD5', 'http://www.w3.org/2001/04/xmldsig-more#md5'),
  digest('rsa-oaep-mgf1p with SHA-256, whose mask is of SHA-1', 'http://www.w3.org/2001/04/xmlenc#sha256'),
  mixed('rsa-oaep with SHA-256 and a mask of SHA-1', 'http://www.w3.org/2009/xmlenc11#mgf1sha1'),
  mixed('rsa-oaep with an unknown mask', 'http://www.w3.org/2009/xmlenc11#mgf1sha512'),
];

/** Where DigestMethod says SHA-256. */
function mixed(name: string, mask: string): EncryptionAttack {
  const named = 'http://www.w3.org/2009/xmlenc11#mgf1sha256';
  return sealing(
    name,
    {
      encryption: { transport: 'rsa-oaep', hash: 'sha256' },
      outside: (encrypted) => swap(encrypted, named, mask),
    },
    'encryption-algorithm',
  );
}

const ciphers = ['aes128-cbc', 'aes256-cbc', 'aes128-gcm', 'aes256-gcm'] as const;
const transports = [
  { transport: 'rsa-oaep-mgf1p', hash: 'sha1' },
  { transport: 'rsa-oaep', hash: 'sha1' },
  { transport: 'rsa-oaep', hash: 'sha256' },
] as const;
const places = ['inside', 'beside'] as const;

/** Every pair of algorithms, with the key in either place. */
export const acceptedAlgorithms: readonly EncryptionAcceptance[] = ciphers.flatMap((name) =>
  transports.flatMap((keyTransport) =>
    places.map((place) =>
      opened(
        `${name} and ${keyTransport.transport} with ${keyTransport.hash}, the key ${place} EncryptedData`,
        { encryption: { cipher: name, place, ...keyTransport } },
      ),
    ),
  ),
);
