import { asEntraWrites } from '../../fixtures/entra-response.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { signAssertion, signWhole } from '../../fixtures/sign.ts';
import type { Attack, Forge } from '../attack.ts';
import { signatureIn } from '../forgery.ts';
import { after, before, change, elementIn, endWith } from '../splice.ts';

const key = signingKey();
const stranger = signingKey({ name: 'stranger' });

/** Entra's "Sign SAML response and assertion". */
const bothSigned: Forge = ({ write }) => write({}, { sign: 'both' });

/** `text` with one bit of its first SignatureValue turned. */
const broken = (text: string): string =>
  change(text, 'SignatureValue', (value) => value.replace(/>./, (start) => (start === '>A' ? '>B' : '>A')));

/** Signatures that are too many, or that nobody would look at. */
export const signatureCounts: readonly Attack[] = [
  {
    name: 'the signature twice',
    attack: ({ message }) => change(message, 'Signature', (signature) => signature + signature),
    code: 'signature-repeated',
  },
  {
    name: "a stranger's signature before the genuine one",
    attack: ({ write, message }) =>
      before(message, signatureIn(message), signatureIn(write({}, { key: stranger }))),
    code: 'signature-repeated',
  },
  {
    name: 'a copy of the signature in Extensions',
    attack: ({ message }) =>
      before(message, '<samlp:Status>', `<samlp:Extensions>${signatureIn(message)}</samlp:Extensions>`),
    code: 'signature-misplaced',
  },
  {
    name: 'a third signature in StatusDetail',
    attack: ({ write }) => {
      const both = write({}, { sign: 'both' });
      return before(both, '</samlp:Status>', `<samlp:StatusDetail>${signatureIn(both)}</samlp:StatusDetail>`);
    },
    control: bothSigned,
    code: 'signature-misplaced',
  },
  {
    name: 'a third signature within a signature',
    attack: ({ write }) => {
      const both = write({}, { sign: 'both' });
      return before(both, '</Signature>', `<Object>${signatureIn(both)}</Object>`);
    },
    control: bothSigned,
    code: 'signature-misplaced',
  },
  {
    name: 'a signature of another namespace in StatusDetail',
    attack: ({ message }) =>
      before(
        message,
        '</samlp:Status>',
        '<samlp:StatusDetail><Signature xmlns="urn:x"/></samlp:StatusDetail>',
      ),
    code: 'signature-misplaced',
  },
  {
    name: 'a signature of another namespace in the place of the genuine one',
    attack: ({ message }) =>
      change(message, 'Signature', (signature) =>
        signature.replace('http://www.w3.org/2000/09/xmldsig#', 'https://www.w3.org/2000/09/xmldsig#'),
      ),
    code: 'signature-misplaced',
  },
  {
    name: "a stranger's response signature around a genuine assertion signature",
    attack: ({ unsigned }) => asEntraWrites(signWhole(signAssertion(unsigned(), { key }), { key: stranger })),
    control: bothSigned,
    code: 'key-unknown',
  },
  {
    name: "a stranger's assertion signature within a genuine response signature",
    attack: ({ unsigned }) => asEntraWrites(signWhole(signAssertion(unsigned(), { key: stranger }), { key })),
    control: bothSigned,
    code: 'key-unknown',
  },
  {
    name: 'a broken response signature around a genuine assertion signature',
    attack: ({ write }) => broken(write({}, { sign: 'both' })),
    control: bothSigned,
    code: 'signature-value',
  },
  {
    name: 'a broken assertion signature within a genuine response signature',
    attack: ({ unsigned }) => asEntraWrites(signWhole(broken(signAssertion(unsigned(), { key })), { key })),
    control: bothSigned,
    code: 'signature-value',
  },
  {
    name: 'the signature behind Status, where the schema has none',
    attack: ({ message }) => {
      const signature = signatureIn(message);
      return after(message.replace(signature, ''), '</samlp:Status>', signature);
    },
    code: 'response-structure',
    modes: ['response'],
  },
  {
    name: 'the signature behind Subject, where the schema has none',
    attack: ({ message }) => {
      const signature = signatureIn(message);
      return after(message.replace(signature, ''), '</Subject>', signature);
    },
    code: 'response-structure',
    modes: ['assertion'],
  },
];

const twice = (name: string): Attack => ({
  name: `two ${name} elements`,
  attack: ({ message }) => change(message, name, (element) => element + element),
  code: partsWithTheirOwnCode[name] ?? 'signature-structure',
});

const missing = (name: string): Attack => ({
  name: `a signature without ${name}`,
  attack: ({ message }) => change(message, name, () => ''),
  code: name === 'Transforms' ? 'signature-transform' : 'signature-structure',
});

const partsWithTheirOwnCode: Readonly<Record<string, 'signature-reference' | 'signature-transform'>> = {
  Reference: 'signature-reference',
  Transform: 'signature-transform',
};

/** A part of the signature where a search by name alone would find it first, or as well. */
const elsewhere = (name: string, where: string, code: Attack['code'] = 'signature-structure'): Attack => ({
  name: `a second ${name} in ${where}`,
  attack: ({ message }) => {
    const copy = elementIn(message, name);
    return change(message, where, (element) =>
      element.endsWith('/>') ? `${element.slice(0, -2)}>${copy}</${where}>` : endWith(element, copy),
    );
  },
  code,
});

/** Each part of a signature once, as the child that the schema names. */
export const signatureParts: readonly Attack[] = [
  ...['SignedInfo', 'SignatureValue', 'KeyInfo'].map(twice),
  ...['CanonicalizationMethod', 'SignatureMethod', 'Reference'].map(twice),
  ...['Transforms', 'Transform', 'DigestMethod', 'DigestValue'].map(twice),
  ...['SignedInfo', 'SignatureValue', 'CanonicalizationMethod', 'SignatureMethod'].map(missing),
  ...['Reference', 'Transforms', 'DigestMethod', 'DigestValue'].map(missing),
  elsewhere('SignedInfo', 'KeyInfo', 'signature-key-info'),
  elsewhere('SignatureValue', 'KeyInfo', 'signature-key-info'),
  elsewhere('SignatureMethod', 'CanonicalizationMethod', 'signature-canonicalization'),
  elsewhere('DigestValue', 'SignatureMethod'),
  elsewhere('DigestValue', 'DigestMethod'),
  elsewhere('DigestValue', 'Transforms', 'signature-transform'),
  elsewhere('DigestValue', 'Transform', 'signature-transform'),
  elsewhere('DigestValue', 'Signature'),
  elsewhere('SignatureMethod', 'Signature'),
  {
    name: 'the DigestValue of a changed assertion in StatusDetail (ruby-saml 2024-45409)',
    attack: ({ write, message }) => {
      const changed = write({ nameId: 'admin@contoso.com' });
      const detail = `<samlp:StatusDetail>${elementIn(changed, 'DigestValue')}</samlp:StatusDetail>`;
      return before(
        changed.replace(signatureIn(changed), () => signatureIn(message)),
        '</samlp:Status>',
        detail,
      );
    },
    code: 'signature-digest',
  },
  {
    name: 'an evil SignedInfo before the genuine one (xml-crypto 2025-29774)',
    attack: ({ write, message }) => {
      const changed = write({ nameId: 'admin@contoso.com' });
      const genuineInfo = elementIn(message, 'SignedInfo');
      const both = elementIn(changed, 'SignedInfo') + genuineInfo;
      return changed.replace(signatureIn(changed), () =>
        signatureIn(message).replace(genuineInfo, () => both),
      );
    },
    code: 'signature-structure',
  },
  {
    name: 'a comment that hides the genuine digest (xml-crypto 2025-29775)',
    attack: ({ write, message }) => {
      const evilDigest = /<DigestValue>(.*?)</.exec(write({ nameId: 'admin@contoso.com' }))?.[1];
      return message.replace('<DigestValue>', `<DigestValue><!--${evilDigest}-->`);
    },
    code: 'xml-comment',
  },
  {
    name: 'an Object with the genuine assertion’s digest',
    attack: ({ message }) =>
      change(message, 'Signature', (signature) =>
        endWith(signature, `<Object>${elementIn(message, 'Reference')}</Object>`),
      ),
    code: 'signature-structure',
  },
  {
    name: 'a Manifest beside the Reference',
    attack: ({ message }) => after(message, '</Reference>', '<Manifest></Manifest>'),
    code: 'signature-structure',
  },
  {
    name: 'a SignedInfo of another namespace',
    attack: ({ message }) => message.replace('<SignedInfo>', '<SignedInfo xmlns="urn:x">'),
    code: 'signature-structure',
  },
  {
    name: 'a DigestValue of another namespace before the genuine one',
    attack: ({ message }) =>
      before(message, '<DigestValue>', '<DigestValue xmlns="urn:x">AAAA</DigestValue>'),
    code: 'signature-structure',
  },
  ...['SignedInfo', 'CanonicalizationMethod', 'SignatureMethod', 'Reference', 'DigestMethod'].map(
    (name): Attack => ({
      name: `an attribute that no schema has on ${name}, signed by the directory`,
      attack: ({ write }) =>
        write(
          {},
          {
            editSignedInfo: (info) => info.replace(new RegExp(`<${name}(?=[ >])`), `<${name} A="x"`),
          },
        ),
      code: 'signature-structure',
    }),
  ),
  {
    name: 'text between the parts of SignedInfo',
    attack: ({ message }) => before(message, '<Reference', 'text'),
    code: 'signature-structure',
  },
];
