import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { assertionIn } from '../forgery.ts';
import { after, before, elementIn, swap } from '../splice.ts';
import { type EncryptionAcceptance, type EncryptionAttack, opened, sealing } from './row.ts';
import { type SealChoices, sealed } from './sealed.ts';

const encryptedIn = (message: string) => elementIn(message, 'EncryptedAssertion');

/** What the tenant says of encryption. */
export const policies: readonly EncryptionAttack[] = [
  {
    name: 'an encrypted assertion where the tenant takes none',
    attack: (genuine) => ({ message: sealed(genuine), now: facts.now }),
    tenant: 'off',
    code: 'assertion-encrypted',
  },
  {
    name: 'a plain assertion where the tenant takes encrypted ones alone',
    attack: ({ message }) => message,
    tenant: 'required',
    code: 'encryption-required',
  },
];

/** At most one assertion, plain or encrypted, and where the schema has it. */
export const counts: readonly EncryptionAttack[] = [
  {
    name: 'a plain assertion beside the encrypted one',
    attack: (genuine) => before(sealed(genuine), '</samlp:Response>', assertionIn(genuine.message)),
    code: 'assertion-repeated',
  },
  {
    name: 'an encrypted assertion twice',
    attack: (genuine) => {
      const message = sealed(genuine);
      return before(message, '</samlp:Response>', encryptedIn(message));
    },
    code: 'assertion-repeated',
  },
  {
    name: 'an encrypted assertion in Extensions',
    attack: (genuine) => {
      const message = sealed(genuine);
      const encrypted = encryptedIn(message);
      return after(
        swap(message, encrypted, ''),
        '</Issuer>',
        `<samlp:Extensions>${encrypted}</samlp:Extensions>`,
      );
    },
    code: 'assertion-misplaced',
  },
  {
    name: 'an encrypted assertion of another namespace',
    attack: (genuine) =>
      swap(
        sealed(genuine),
        '<EncryptedAssertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion">',
        '<EncryptedAssertion xmlns="urn:oasis:names:tc:SAML:1.0:assertion">',
      ),
    code: 'assertion-misplaced',
  },
  {
    name: 'a signature in EncryptedAssertion',
    attack: (genuine) =>
      before(
        sealed(genuine),
        '</EncryptedAssertion>',
        '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"></Signature>',
      ),
    code: 'signature-misplaced',
  },
];

/** The Response's signature covers the cipher text, and counts before it is opened. */
export const envelopes: readonly EncryptionAttack[] = [
  {
    name: 'a cipher text that was changed after the Response was signed',
    attack: (genuine) =>
      sealed(genuine).replace(/(?<=<\/xenc:EncryptedKey>.*<xenc:CipherValue>)..../, 'AAAA'),
    code: 'signature-digest',
    modes: ['response'],
  },
  {
    name: 'the cipher text of another message under a signed Response',
    attack: (genuine) => {
      const other = encryptedIn(sealed(genuine, { sign: 'nothing' }));
      const message = sealed(genuine);
      return swap(message, encryptedIn(message), other);
    },
    code: 'signature-digest',
    modes: ['response'],
  },
  sealing(
    "a stranger's signature around an assertion that is signed well",
    (genuine) => ({
      sign: genuine.mode === 'response' ? 'response' : 'both',
      signature: { key: signingKey({ name: 'stranger' }) },
    }),
    'key-unknown',
  ),
  {
    name: 'a certificate that has expired',
    attack: (genuine) => ({
      message: sealed(genuine),
      trustedKeys: [{ kind: 'certificate', certificate: signingKey().certificate }],
      now: secondsAfter(facts.now, 3 * 365 * 86_400),
    }),
    code: 'certificate-expired',
  },
];

/** What a plaintext says, by the code that it is told by where the plaintext has a signature of its own. */
const misread = {
  'another audience': [{ audience: 'https://other.example/' }, 'audience-mismatch'],
  'another Reply URL in the confirmation': [{ recipient: 'https://other.example/acs' }, 'recipient-mismatch'],
  'an EncryptedID in it': [
    { raw: { subject: '<Subject><EncryptedID></EncryptedID></Subject>' } },
    'encryption-of-a-part',
  ],
  'an EncryptedID in its confirmation': [
    {
      raw: {
        subjectConfirmations:
          '<SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><EncryptedID></EncryptedID></SubjectConfirmation>',
      },
    },
    'encryption-of-a-part',
  ],
} as const satisfies Readonly<Record<string, readonly [SealChoices['parts'], EncryptionAttack['code']]>>;

/**
 * What a signed plaintext says is judged like any other, and may be told. Of one that is only signed around it is told
 * where the cipher text cannot have been changed: GCM says so, CBC does not.
 */
export const judged: readonly EncryptionAttack[] = [
  ...Object.entries(misread).flatMap(([name, [parts, code]]) =>
    (['aes256-cbc', 'aes256-gcm'] as const).map((cipher) =>
      sealing(`${name}, ${cipher}`, { parts, encryption: { cipher } }, ({ mode }) =>
        mode === 'response' && cipher === 'aes256-cbc' ? 'decryption-failed' : code,
      ),
    ),
  ),
  sealing(
    'an EncryptedAttribute in it',
    {
      parts: {
        raw: {
          attributeStatements:
            '<AttributeStatement><EncryptedAttribute></EncryptedAttribute></AttributeStatement>',
        },
      },
    },
    'encryption-of-a-part',
  ),
  sealing('another issuer', { parts: { issuer: 'https://sts.windows.net/0/' } }, 'issuer-mismatch'),
];

/** Where a tenant takes both, and where it demands one. */
export const welcome: readonly EncryptionAcceptance[] = [
  { name: 'a plain assertion where encryption is optional', message: ({ message }) => message },
  { ...opened('an encrypted assertion where it is required', {}), tenant: 'required' },
  opened('an assertion that was encrypted for the key before', {
    encryption: { publicKey: signingKey({ name: 'decryption before' }).publicKey },
  }),
];
