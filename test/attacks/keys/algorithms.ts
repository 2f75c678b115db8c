import { createHmac } from 'node:crypto';
import { barePadding, keyWithExponent } from '../../fixtures/exponent.ts';
import { signingKey } from '../../fixtures/keys.ts';
import type { SignatureChoices } from '../../fixtures/signature.ts';
import type { MessageChoices } from '../../fixtures/signed-response.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import type { Acceptance, Attack } from '../attack.ts';
import { change } from '../splice.ts';
import { trusting } from './trusting.ts';

const method = (name: string, algorithm: string): Attack => ({
  name: `a SignatureMethod that is ${name}`,
  attack: ({ write }) =>
    write(
      {},
      {
        editSignedInfo: (info) =>
          change(
            info,
            'SignatureMethod',
            () => `<SignatureMethod Algorithm="${algorithm}"></SignatureMethod>`,
          ),
      },
    ),
  code: 'signature-algorithm',
});

const digest = (name: string, algorithm: string): Attack => ({
  name: `a DigestMethod that is ${name}`,
  attack: ({ write }) =>
    write(
      {},
      {
        editSignedInfo: (info) =>
          change(info, 'DigestMethod', () => `<DigestMethod Algorithm="${algorithm}"></DigestMethod>`),
      },
    ),
  code: 'signature-algorithm',
});

const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const hmac = 'http://www.w3.org/2000/09/xmldsig#hmac-sha1';

/** RSASSA-PKCS1-v1_5 with SHA-2, and nothing that its URI merely resembles. */
export const unknownAlgorithms: readonly Attack[] = [
  method('HMAC-SHA1', hmac),
  method('HMAC-SHA256', `${more}hmac-sha256`),
  method('DSA', 'http://www.w3.org/2000/09/xmldsig#dsa-sha1'),
  method('RSA-MD5', `${more}rsa-md5`),
  method('RSA-RIPEMD160', `${more}rsa-ripemd160`),
  method('RSA-SHA224', `${more}rsa-sha224`),
  method('RSA-PSS', 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1'),
  method('ECDSA', `${more}ecdsa-sha256`),
  method('Ed25519', 'http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519'),
  method('RSA-SHA256 over https', 'https://www.w3.org/2001/04/xmldsig-more#rsa-sha256'),
  method('RSA-SHA256 in capitals', `${more}RSA-SHA256`),
  method('RSA-SHA256 with a blank', `${more}rsa-sha256 `),
  method('a digest', 'http://www.w3.org/2001/04/xmlenc#sha256'),
  method('none', 'none'),
  method('empty', ''),
  method('constructor', 'constructor'),
  digest('MD5', `${more}md5`),
  digest('SHA-224', `${more}sha224`),
  digest('SHA3-256', 'http://www.w3.org/2007/05/xmldsig-more#sha3-256'),
  digest('RIPEMD160', 'http://www.w3.org/2001/04/xmlenc#ripemd160'),
  digest('a signature', `${more}rsa-sha256`),
  digest('empty', ''),
  digest('__proto__', '__proto__'),
  {
    name: 'a signature by HMAC with the public certificate as its secret',
    attack: ({ message }) => {
      const secret = signingKey().certificatePem;
      const forgedMethod = change(message, 'SignatureMethod', () => `<SignatureMethod Algorithm="${hmac}"/>`);
      const value = createHmac('sha1', secret).update(forgedMethod).digest('base64');
      return change(forgedMethod, 'SignatureValue', () => `<SignatureValue>${value}</SignatureValue>`);
    },
    code: 'signature-algorithm',
  },
  {
    name: 'a SignatureMethod cut by HMACOutputLength',
    attack: ({ message }) =>
      change(
        message,
        'SignatureMethod',
        () =>
          `<SignatureMethod Algorithm="${more}rsa-sha256"><HMACOutputLength>8</HMACOutputLength></SignatureMethod>`,
      ),
    code: 'signature-structure',
  },
  {
    name: 'a SignatureMethod without Algorithm',
    attack: ({ message }) => change(message, 'SignatureMethod', () => '<SignatureMethod/>'),
    code: 'signature-algorithm',
  },
  {
    name: 'a SHA-512 method over a SHA-256 signature',
    attack: ({ message }) =>
      change(message, 'SignatureMethod', () => `<SignatureMethod Algorithm="${more}rsa-sha512"/>`),
    code: 'signature-value',
  },
];

const sha1 = (name: string, choices: MessageChoices): Attack => ({
  name,
  attack: ({ write }) => write({}, choices),
  control: ({ write }) => ({ message: write({}, choices), allowSha1: true }),
  code: 'signature-sha1',
});

const weak = (
  name: string,
  key: ReturnType<typeof signingKey>,
  code: Attack['code'] = 'certificate-weak',
): Attack => ({
  name,
  attack: (genuine) => ({ message: genuine.write({}, { key }), trustedKeys: trusting(genuine, key) }),
  code,
});

const ofExponent = (exponent: bigint): Attack =>
  weak(`a trusted RSA key of the exponent ${exponent}`, keyWithExponent(exponent));

/** With the exponent 1 nobody has to sign: the padding is the signature. */
const unsigned = (name: string, keyInfo: Partial<SignatureChoices>): Attack => ({
  name,
  attack: (genuine) => ({
    message: genuine.write({}, { ...barePadding(keyWithExponent(1n)), ...keyInfo }),
    trustedKeys: [asCertificate(keyWithExponent(1n))],
  }),
  code: 'certificate-weak',
});

/** What was good enough once. */
export const weakAlgorithms: readonly Attack[] = [
  sha1('SHA-1 where the operator has not allowed it', { algorithm: 'sha1' }),
  sha1('a SHA-1 digest under a SHA-256 signature', { digest: 'sha1' }),
  sha1('a SHA-256 digest under a SHA-1 signature', { algorithm: 'sha1', digest: 'sha256' }),
  sha1('SHA-1 in one of two signatures', { sign: 'both', algorithm: 'sha1' }),
  weak('a trusted RSA key of 1024 bits', signingKey({ name: 'weak', bits: 1024 })),
  weak('a trusted RSA key of 2040 bits', signingKey({ name: 'nearly', bits: 2040 })),
  ...[1n, 3n, 17n, 65_535n, 65_536n, 65_538n, 2n ** 32n + 1n].map(ofExponent),
  unsigned('bare padding under a trusted key of the exponent 1', {}),
  unsigned('bare padding under a trusted key of the exponent 1 that is not shown', { keyInfo: null }),
  weak('a trusted ECDSA key', signingKey({ name: 'curve', kind: 'ec' }), 'signature-algorithm'),
  {
    name: 'a trusted certificate that holds no RSA key',
    attack: ({ write }) => ({
      message: write({}, { keyInfo: null }),
      trustedKeys: [asCertificate(signingKey({ name: 'curve', kind: 'ec' }))],
    }),
    code: 'certificate-weak',
  },
];

/** "Accepted: RSA-SHA256/384/512, exc-c14n and c14n without comments". */
export const strongAlgorithms: readonly Acceptance[] = [
  ...(['sha256', 'sha384', 'sha512'] as const).flatMap((algorithm) =>
    (['sha256', 'sha384', 'sha512'] as const).map(
      (digestHash): Acceptance => ({
        name: `an RSA signature of ${algorithm} over a digest of ${digestHash}`,
        message: ({ write }) => write({}, { algorithm, digest: digestHash }),
      }),
    ),
  ),
  {
    name: 'SHA-1 where the operator allowed it',
    message: ({ write }) => ({ message: write({}, { algorithm: 'sha1' }), allowSha1: true }),
  },
  {
    name: 'inclusive canonicalisation of SignedInfo',
    message: ({ write }) => write({}, { canonicalization: 'inclusive' }),
  },
  ...[65_537n, 65_539n, 2n ** 32n - 1n].map(
    (exponent): Acceptance => ({
      name: `an RSA key of the exponent ${exponent}`,
      message: (genuine) => {
        const key = keyWithExponent(exponent);
        return { message: genuine.write({}, { key }), trustedKeys: trusting(genuine, key) };
      },
    }),
  ),
  ...[3072, 4096].map(
    (bits): Acceptance => ({
      name: `an RSA key of ${bits} bits`,
      message: (genuine) => {
        const key = signingKey({ name: 'large', bits });
        return {
          message: genuine.write({}, { key, algorithm: 'sha512' }),
          trustedKeys: trusting(genuine, key),
        };
      },
      modes: ['assertion'],
    }),
  ),
];
