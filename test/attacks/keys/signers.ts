import { Buffer } from 'node:buffer';
import { constants, sign } from 'node:crypto';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { x509Data } from '../../fixtures/signature.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import type { Acceptance, Attack } from '../attack.ts';
import { forged, signatureIn } from '../forgery.ts';
import { change, elementIn, without } from '../splice.ts';

const stranger = signingKey({ name: 'stranger' });
/** The directory's own key under a certificate that nobody handed over. */
const reissued = signingKey({ notAfter: secondsAfter(facts.now, 24 * 3600) });

const valued = (name: string, value: (text: string) => string, code: Attack['code']): Attack => ({
  name: `a signature value that is ${name}`,
  attack: ({ message }) =>
    change(message, 'SignatureValue', (element) => {
      const text = element.replace(/<[^>]*>/g, '');
      return `<SignatureValue>${value(text)}</SignatureValue>`;
    }),
  code,
});

const bytesValued = (name: string, edit: (bytes: Buffer) => Uint8Array): Attack =>
  valued(
    name,
    (text) => Buffer.from(edit(Buffer.from(text, 'base64'))).toString('base64'),
    'signature-value',
  );

/** Nobody but a trusted key may have signed. */
export const signers: readonly Attack[] = [
  {
    name: 'a message without signature',
    attack: ({ message }) => without(message, signatureIn(message)),
    code: 'signature-missing',
  },
  {
    name: 'a changed message without signature',
    attack: ({ message }) => forged(without(message, signatureIn(message))),
    code: 'signature-missing',
  },
  {
    name: 'an empty Signature',
    attack: ({ message }) =>
      change(message, 'Signature', () => '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>'),
    code: 'signature-structure',
  },
  {
    name: 'a message that a stranger signed, with his own clone of the certificate',
    attack: ({ write }) => write({}, { key: stranger }),
    code: 'key-unknown',
  },
  {
    name: 'a message that a stranger signed, with the right certificate shown',
    attack: ({ write }) => write({}, { key: stranger, keyInfo: x509Data(signingKey().certificate) }),
    code: 'signature-value',
  },
  {
    name: 'a message that a stranger signed, without a certificate',
    attack: ({ write }) => write({}, { key: stranger, keyInfo: null }),
    control: ({ write }) => write({}, { keyInfo: null }),
    code: 'signature-value',
    apps: ['trakstar'],
  },
  {
    name: 'a message without a certificate, where only a thumbprint is trusted',
    attack: ({ write }) => write({}, { keyInfo: null }),
    code: 'key-unknown',
    apps: ['timetrack'],
  },
  {
    name: 'the right key under a certificate that nobody handed over',
    attack: ({ write }) => write({}, { key: reissued }),
    code: 'key-unknown',
  },
  {
    name: 'the key of another trusted certificate than the one shown',
    attack: ({ write }) => ({
      message: write({}, { key: stranger, keyInfo: x509Data(signingKey().certificate) }),
      trustedKeys: [asCertificate(signingKey()), asCertificate(stranger)],
    }),
    control: ({ write }) => ({
      message: write({}, { key: stranger }),
      trustedKeys: [asCertificate(signingKey()), asCertificate(stranger)],
    }),
    code: 'signature-value',
  },
  valued('empty', () => '', 'signature-structure'),
  valued('not base64', () => '****', 'signature-structure'),
  valued('without padding', (text) => text.replace(/=+$/, ''), 'signature-structure'),
  valued('in the URL alphabet', (text) => `-_${text.slice(2)}`, 'signature-structure'),
  bytesValued('all zeros', (bytes) => Buffer.alloc(bytes.length)),
  bytesValued('one byte', () => Buffer.from([1])),
  bytesValued('cut by a byte', (bytes) => bytes.subarray(0, -1)),
  bytesValued('longer by a byte', (bytes) => Buffer.concat([bytes, Buffer.from([0])])),
  bytesValued('longer by a zero before', (bytes) => Buffer.concat([Buffer.from([0]), bytes])),
  bytesValued('turned around', (bytes) => Buffer.from(bytes).reverse()),
  bytesValued('changed by one bit', (bytes) => {
    const changed = Buffer.from(bytes);
    changed[9] = (changed[9] ?? 0) ^ 1;
    return changed;
  }),
  {
    name: 'a signature value of RSASSA-PSS',
    attack: ({ message }) => {
      const signedInfo = elementIn(message, 'SignedInfo')
        .replace('<SignedInfo>', '<SignedInfo xmlns="http://www.w3.org/2000/09/xmldsig#">')
        .replace(/<([\w:]+)((?: [\w:]+="[^"]*")*)\/>/g, '<$1$2></$1>');
      const key = signingKey().privateKey;
      const value = (padding: number) =>
        sign('sha256', Buffer.from(signedInfo), { key, padding }).toString('base64');
      if (!message.includes(value(constants.RSA_PKCS1_PADDING))) throw new TypeError('not what was signed');
      return change(
        message,
        'SignatureValue',
        () => `<SignatureValue>${value(constants.RSA_PKCS1_PSS_PADDING)}</SignatureValue>`,
      );
    },
    code: 'signature-value',
  },
];

const rolledOver = [stranger, signingKey({ name: 'next' }), signingKey()].map(asCertificate);

/** Each of several configured certificates, also when the message carries none. */
export const trustedSigners: readonly Acceptance[] = [
  ...['stranger', 'next', 'entra'].flatMap((name): Acceptance[] => [
    {
      name: `the key ${name} where three certificates are trusted`,
      message: ({ write }) => ({
        message: write({}, { key: signingKey({ name }) }),
        trustedKeys: rolledOver,
      }),
    },
    {
      name: `the key ${name} where three certificates are trusted and none is shown`,
      message: ({ write }) => ({
        message: write({}, { key: signingKey({ name }), keyInfo: null }),
        trustedKeys: rolledOver,
      }),
    },
  ]),
  {
    name: 'a usable certificate beside malformed ones',
    message: ({ message }) => ({
      message,
      trustedKeys: [
        { kind: 'certificate', certificate: 'AAAA' },
        { kind: 'thumbprint', algorithm: 'sha1', thumbprint: '' },
        asCertificate(signingKey()),
      ],
    }),
  },
  {
    name: 'a message without certificate where one was pinned by its thumbprint',
    message: ({ write }) => ({
      message: write({}, { keyInfo: null }),
      trustedKeys: [
        {
          kind: 'thumbprint',
          algorithm: 'sha1',
          thumbprint: signingKey().sha1Thumbprint,
          pinned: signingKey().certificate,
        },
      ],
    }),
  },
];
