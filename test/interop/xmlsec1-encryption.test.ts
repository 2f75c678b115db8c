import { describe, expect, test } from 'vitest';
import { verdictOfTenant } from '../attacks/encryption/verdict.ts';
import { assertionIn } from '../attacks/forgery.ts';
import { genuineOf } from '../attacks/genuine.ts';
import { outcomeOf } from '../attacks/verdict.ts';
import { facts } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { insertSignature } from '../fixtures/signature.ts';
import { encryptWithXmlsec1, type Xmlsec1Cipher } from './encrypt-with-xmlsec1.ts';
import { signatureTemplate } from './signature-template.ts';
import { signWithXmlsec1 } from './xmlsec1.ts';

const { certificatePem } = signingKey({ name: 'decryption' });

/** Entra's message with its assertion encrypted by xmlsec1, and signed by it where the Response is signed. */
function messageOf(app: 'timetrack' | 'trakstar', mode: 'assertion' | 'response', cipher: Xmlsec1Cipher) {
  const genuine = genuineOf(app, mode);
  const plain = mode === 'assertion' ? genuine.message : genuine.unsigned();
  const assertion = assertionIn(plain);
  const message = plain.replace(assertion, () => encryptWithXmlsec1(assertion, cipher, certificatePem));
  if (mode === 'assertion') return { genuine, message };
  const template = insertSignature(message, signatureTemplate(facts.responseId));
  return { genuine, message: signWithXmlsec1(template, 'response', signingKey()) };
}

describe.each(['assertion', 'response'] as const)(
  'Latchkey decrypts what xmlsec1 encrypts, signed: %s',
  (mode) => {
    test.each(['aes128-cbc', 'aes256-cbc', 'aes128-gcm', 'aes256-gcm'] as const)('%s', async (cipher) => {
      const { genuine, message } = messageOf('timetrack', mode, cipher);

      expect(message).not.toContain(facts.signInName);
      const verdict = await verdictOfTenant({ message }, genuine, 'required');

      expect(outcomeOf(verdict)).toBe('accepted');
      if ('accepted' in verdict) expect(verdict.accepted.nameId.value).toBe(facts.signInName);
    });
  },
);
