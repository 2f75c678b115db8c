import { Buffer } from 'node:buffer';
import { sign } from 'node:crypto';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import type { Attack } from '../attack.ts';
import type { Genuine } from '../genuine.ts';
import { change, elementIn, swap } from '../splice.ts';

/** The ID that a genuine Reference names. */
const idOf = ({ mode }: Genuine): string => (mode === 'assertion' ? facts.assertionId : facts.responseId);

const otherIdOf = ({ mode }: Genuine): string =>
  mode === 'assertion' ? facts.responseId : facts.assertionId;

/** A Reference that the directory signed with another URI. */
const referringTo = (name: string, uri: (genuine: Genuine) => string): Attack => ({
  name: `a Reference to ${name}`,
  attack: (genuine) =>
    genuine.write(
      {},
      { editSignedInfo: (info) => swap(info, `URI="#${idOf(genuine)}"`, `URI="${uri(genuine)}"`) },
    ),
  code: 'signature-reference',
});

/** One Reference, to the parent of its Signature, in one form. */
export const references: readonly Attack[] = [
  referringTo('the whole document by the empty URI', () => ''),
  referringTo('nothing', () => '#'),
  referringTo('the other signable element', (genuine) => `#${otherIdOf(genuine)}`),
  referringTo('an element that is not there', () => '#_nowhere'),
  referringTo('the root by xpointer', () => '#xpointer(/)'),
  referringTo('its parent by xpointer', (genuine) => `#xpointer(id('${idOf(genuine)}'))`),
  referringTo('an external document', () => 'https://evil.example/assertion.xml'),
  referringTo('a file', () => 'file:///etc/hostname'),
  referringTo('its parent without the number sign', idOf),
  referringTo('its parent in upper case', (genuine) => `#${idOf(genuine).toUpperCase()}`),
  referringTo('its parent with a blank behind', (genuine) => `#${idOf(genuine)} `),
  referringTo('its parent percent-encoded', (genuine) => `#%5F${idOf(genuine).slice(1)}`),
  referringTo('a part of its parent’s ID', (genuine) => `#${idOf(genuine).slice(0, -1)}`),
  {
    name: 'a Reference without URI',
    attack: (genuine) =>
      genuine.write({}, { editSignedInfo: (info) => swap(info, ` URI="#${idOf(genuine)}"`, '') }),
    code: 'signature-reference',
  },
  {
    name: 'a Reference with a Type',
    attack: ({ write }) =>
      write({}, { editSignedInfo: (info) => swap(info, '<Reference URI=', '<Reference Type="urn:x" URI=') }),
    code: 'signature-structure',
  },
  {
    name: 'a Reference whose URI has a namespace',
    attack: ({ message }) => swap(message, '<Reference URI=', '<Reference xmlns:a="urn:a" a:URI='),
    code: 'signature-reference',
  },
  {
    name: 'a second Reference, to the other element, both signed by the directory',
    attack: (genuine) =>
      genuine.write(
        {},
        {
          editSignedInfo: (info) =>
            change(info, 'Reference', (one) => one + swap(one, idOf(genuine), otherIdOf(genuine))),
        },
      ),
    code: 'signature-reference',
  },
  {
    name: 'two hundred References',
    attack: ({ message }) => change(message, 'Reference', (one) => one.repeat(200)),
    code: 'signature-reference',
  },
  {
    name: 'the digest of the empty string (void canonicalisation)',
    attack: ({ write }) => write({}, { digestOver: () => '' }),
    code: 'signature-digest',
  },
  {
    name: 'a signature over the empty string (void canonicalisation)',
    attack: ({ message }) => {
      const value = sign('sha256', Buffer.alloc(0), signingKey().privateKey).toString('base64');
      return change(message, 'SignatureValue', () => `<SignatureValue>${value}</SignatureValue>`);
    },
    code: 'signature-value',
  },
  {
    name: 'a relative namespace name on the root, where libxml2 canonicalises to nothing (ruby-saml 2025-66568)',
    attack: ({ message }) => swap(message, '<samlp:Response ', '<samlp:Response xmlns:x="1" '),
    control: ({ message, mode }) =>
      mode === 'assertion' ? swap(message, '<samlp:Response ', '<samlp:Response xmlns:x="urn:1" ') : message,
    code: 'xml-namespace',
  },
  {
    name: 'a relative namespace name on SignedInfo',
    attack: ({ message }) => swap(message, '<SignedInfo>', '<SignedInfo xmlns:x="../x">'),
    control: ({ message }) => swap(message, '<SignedInfo>', '<SignedInfo xmlns:x="urn:x">'),
    code: 'xml-namespace',
  },
  {
    name: 'a digest that was cut to its first half',
    attack: ({ write }) =>
      write(
        {},
        {
          editSignedInfo: (info) =>
            change(info, 'DigestValue', (digest) => {
              const bytes = Buffer.from(digest.replace(/<[^>]*>/g, ''), 'base64').subarray(0, 16);
              return `<DigestValue>${bytes.toString('base64')}</DigestValue>`;
            }),
        },
      ),
    code: 'signature-digest',
  },
  {
    name: 'an empty DigestValue',
    attack: ({ write }) =>
      write(
        {},
        { editSignedInfo: (info) => change(info, 'DigestValue', () => '<DigestValue></DigestValue>') },
      ),
    code: 'signature-structure',
  },
  {
    name: 'the genuine SignedInfo with the digest of a changed assertion',
    attack: ({ write, message }) =>
      change(write({ nameId: 'admin@contoso.com' }), 'SignatureValue', () =>
        elementIn(message, 'SignatureValue'),
      ),
    code: 'signature-value',
  },
];
