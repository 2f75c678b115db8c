import { Buffer } from 'node:buffer';
import { privateDecrypt } from 'node:crypto';
import { expect, it } from 'vitest';
import {
  verifyEncryptedResponse,
  verifyEnvelope,
} from '../../../../shared/saml/inbound/encryption/encrypted-response.ts';
import { readMessage } from '../../../../shared/saml/inbound/response.ts';
import { prepareTrust } from '../../../../shared/saml/inbound/signature/prepare-trust.ts';
import { entraResponse } from '../../../fixtures/entra-response.ts';
import { facts } from '../../../fixtures/facts.ts';
import { signingKey } from '../../../fixtures/keys.ts';
import { toBase64 } from '../../../fixtures/post.ts';
import { type SealChoices, sealResponse } from '../../../fixtures/seal.ts';
import { asCertificate } from '../../../fixtures/trusted-key.ts';
import { refusalOf } from '../refusal.ts';

const decryption = signingKey({ name: 'decryption' });
const trust = prepareTrust({ trustedKeys: [asCertificate(signingKey())], allowSha1: false });
const { issuer, identifier, replyUrl } = facts;

function verified(sign: NonNullable<SealChoices['sign']>) {
  const encrypted = readMessage(
    toBase64(sealResponse(entraResponse({}), { sign, encryption: { publicKey: decryption.publicKey } })),
  );
  if (!('encryptedAssertion' in encrypted)) throw new TypeError('not encrypted');
  const { hash, octets } = encrypted.encryptedAssertion.wrappedKey;
  const contentKey = privateDecrypt({ key: decryption.privateKey, oaepHash: hash }, Buffer.from(octets));
  const envelopeSigner = verifyEnvelope(encrypted, trust);
  const expectations = { issuer, identifier, replyUrl, trust, envelopeSigner };
  return verifyEncryptedResponse(encrypted, contentKey, expectations, facts.now);
}

it.each(['assertion', 'response', 'both'] as const)(
  'knows where an encrypted message was signed: %s',
  (sign) => {
    expect(verified(sign)).toMatchObject({ signed: sign, issuer });
  },
);

it('believes nothing that is signed in neither place', () => {
  expect(refusalOf(() => verified('nothing'))).toBe('decryption-failed');
});
