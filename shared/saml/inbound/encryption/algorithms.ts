/** A block encryption of an assertion, by its names in node:crypto. */
export type ContentCipher =
  | { readonly mode: 'cbc'; readonly name: 'aes-128-cbc' | 'aes-256-cbc'; readonly keyBytes: 16 | 32 }
  | { readonly mode: 'gcm'; readonly name: 'aes-128-gcm' | 'aes-256-gcm'; readonly keyBytes: 16 | 32 };

/** EncryptionMethod of EncryptedData (XML Encryption 1.1, 5.2): AES alone. Triple DES is not here. */
export const contentCiphers: ReadonlyMap<string, ContentCipher> = new Map<string, ContentCipher>([
  ['http://www.w3.org/2001/04/xmlenc#aes128-cbc', { mode: 'cbc', name: 'aes-128-cbc', keyBytes: 16 }],
  ['http://www.w3.org/2001/04/xmlenc#aes256-cbc', { mode: 'cbc', name: 'aes-256-cbc', keyBytes: 32 }],
  ['http://www.w3.org/2009/xmlenc11#aes128-gcm', { mode: 'gcm', name: 'aes-128-gcm', keyBytes: 16 }],
  ['http://www.w3.org/2009/xmlenc11#aes256-gcm', { mode: 'gcm', name: 'aes-256-gcm', keyBytes: 32 }],
]);

/** The hash of RSA-OAEP, which its mask generation (MGF1) uses too: KMS knows no other pairs. */
export type OaepHash = 'sha1' | 'sha256';

/**
 * EncryptionMethod of EncryptedKey (XML Encryption 1.1, 5.5.2), and whether it names its mask generation itself.
 * RSA-1_5 is missing on purpose: an attacker who sends enough messages can use it as a decryption oracle.
 */
export const keyTransports: ReadonlyMap<string, 'mgf1-of-sha1' | 'mgf1-named'> = new Map([
  ['http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p', 'mgf1-of-sha1'],
  ['http://www.w3.org/2009/xmlenc11#rsa-oaep', 'mgf1-named'],
]);

/** DigestMethod of RSA-OAEP; SHA-1 where there is none. */
export const oaepDigests: ReadonlyMap<string, OaepHash> = new Map([
  ['http://www.w3.org/2000/09/xmldsig#sha1', 'sha1'],
  ['http://www.w3.org/2001/04/xmlenc#sha256', 'sha256'],
]);

/** MGF of xmlenc11#rsa-oaep; MGF1 with SHA-1 where there is none. */
export const oaepMasks: ReadonlyMap<string, OaepHash> = new Map([
  ['http://www.w3.org/2009/xmlenc11#mgf1sha1', 'sha1'],
  ['http://www.w3.org/2009/xmlenc11#mgf1sha256', 'sha256'],
]);
