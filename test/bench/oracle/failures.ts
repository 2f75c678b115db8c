import { randomBytes } from 'node:crypto';
import { signingKey } from '../../fixtures/keys.ts';
import type { SealedChoices } from '../../functions/assertion-consumer/sealed-message.ts';

const stranger = signingKey({ name: 'stranger' });

/** The ways to fail between the wrapped key and the signature in the plaintext: they must take the same time. */
export const failures: readonly (readonly [name: string, choices: SealedChoices])[] = [
  ['the key does not unwrap', { encryption: { tamperKey: (key) => randomBytes(key.length) } }],
  ['the key is for somebody else', { encryption: { publicKey: stranger.publicKey } }],
  ['the padding is wrong', { encryption: { tamper: (text) => text.subarray(0, -16) } }],
  [
    'the tag is wrong',
    { encryption: { cipher: 'aes256-gcm', tamper: (text) => text.fill(0, text.length - 16) } },
  ],
  ['the plaintext is no XML', { inside: (assertion) => assertion.slice(1) }],
  ['the signature is a stranger’s', { signature: { key: stranger } }],
  ['the digest is wrong', { inside: (text) => text.replace('B.Simon@', 'C.Simon@') }],
];
