import { Buffer } from 'node:buffer';
import { xmlLimits } from '../../../shared/saml/inbound/xml/limits.ts';
import { encryptedAssertion } from '../../fixtures/encrypt.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { evilName, forged, signatureIn, stripped } from '../forgery.ts';
import { after, before, endWith, swap, swapAll, without } from '../splice.ts';
import { type EncryptionAcceptance, type EncryptionAttack, opened, unopened } from './row.ts';
import type { SealChoices } from './sealed.ts';

type Edit = NonNullable<SealChoices['inside']>;

const holding = (name: string, inside: Edit): EncryptionAttack => unopened(name, { inside });
const namespace = ' xmlns="urn:oasis:names:tc:SAML:2.0:assertion"';

/** What decrypts well, and is no assertion that the strict reader takes: also where the Response is signed. */
export const plaintexts: readonly EncryptionAttack[] = [
  holding('nothing', () => ''),
  holding('white space', () => '   '),
  holding('text', () => 'admin@contoso.com'),
  holding('half an assertion', (assertion) => assertion.slice(0, assertion.length / 2)),
  holding('two assertions', (assertion) => assertion + assertion),
  holding('text behind the assertion', (assertion) => `${assertion}text`),
  holding('text before the assertion', (assertion) => `text${assertion}`),
  holding('a DOCTYPE', (assertion) => `<!DOCTYPE Assertion>${assertion}`),
  holding('a comment', (assertion) => swap(assertion, facts.signInName, 'B.Simon<!---->@contoso.com')),
  holding('a CDATA section', (assertion) =>
    swap(assertion, facts.signInName, `<![CDATA[${facts.signInName}]]>`),
  ),
  holding('a processing instruction', (assertion) => after(assertion, '</Issuer>', '<?x y?>')),
  holding('UTF-16', (assertion) => Buffer.from(assertion, 'utf16le')),
  holding('a byte order mark', (assertion) => `\ufeff${assertion}`),
  holding('bytes that are no UTF-8', (assertion) => Buffer.concat([Buffer.from(assertion), Buffer.of(0xff)])),
  holding('a prefix that only the Response declares', (assertion) =>
    before(assertion, '<Subject>', '<samlp:x></samlp:x>'),
  ),
  holding('no namespace of its own', (assertion) => without(assertion, namespace)),
  holding(
    'a whole Response',
    (assertion) =>
      `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">${assertion}</samlp:Response>`,
  ),
  holding('an assertion in another element', (assertion) => `<Evidence${namespace}>${assertion}</Evidence>`),
  holding('an assertion that is encrypted again', (assertion) => encryptedAssertion(assertion)),
  holding('an assertion of SAML 1.1', (assertion) => swap(assertion, ' Version="2.0"', ' Version="1.1"')),
  holding('an assertion without ID', (assertion) => without(assertion, ` ID="${facts.assertionId}"`)),
  holding('an ID twice', (assertion) => after(assertion, '</Issuer>', `<x Id="${facts.assertionId}"></x>`)),
  holding('a second assertion in Advice', (assertion) =>
    endWith(assertion, `<Advice><Assertion ID="_x" Version="2.0"></Assertion></Advice>`),
  ),
  holding('an encrypted assertion in Advice', (assertion) =>
    endWith(assertion, '<Advice><EncryptedAssertion></EncryptedAssertion></Advice>'),
  ),
  holding('more elements than a message may have', (assertion) =>
    endWith(assertion, '<x></x>'.repeat(xmlLimits.maximumElements)),
  ),
  holding('elements deeper than a message may have', (assertion) =>
    endWith(assertion, '<x>'.repeat(xmlLimits.maximumDepth) + '</x>'.repeat(xmlLimits.maximumDepth)),
  ),
  holding('an XML attribute longer than a message may have', (assertion) =>
    swap(assertion, '<Subject>', `<Subject a="${'a'.repeat(xmlLimits.maximumAttributeLength + 1)}">`),
  ),
];

const stranger = signingKey({ name: 'stranger' });

/** The assertion signed by itself, whatever the Response around it is. */
const signedInside = (choices: SealChoices) => (genuine: { readonly mode: string }) => ({
  ...choices,
  sign: genuine.mode === 'response' ? ('both' as const) : ('assertion' as const),
});

const signedBy = (name: string, choices: SealChoices): EncryptionAttack => ({
  ...unopened(name, signedInside(choices)),
});

/** Every signature that is there must verify; and one has to be there, in the assertion or around it. */
export const innerSignatures: readonly EncryptionAttack[] = [
  unopened('an assertion that nobody signed', { sign: 'nothing' }),
  unopened('an assertion of somebody else that nobody signed', {
    sign: 'nothing',
    inside: (text) => forged(String(text)),
  }),
  {
    ...unopened('an assertion whose signature was taken away', {
      sign: 'assertion',
      inside: (assertion) => stripped(assertion),
    }),
  },
  signedBy('a name that was changed after it was signed', { inside: forged }),
  signedBy('a signature that was cut', {
    inside: (assertion) => assertion.replace(/(?<=<SignatureValue>)..../, 'AAAA'),
  }),
  signedBy('an empty signature', {
    inside: (assertion) =>
      swap(assertion, signatureIn(assertion), '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>'),
  }),
  signedBy('the same signature twice', {
    inside: (assertion) => swap(assertion, signatureIn(assertion), signatureIn(assertion).repeat(2)),
  }),
  signedBy('a signature somewhere in the assertion', {
    inside: (assertion) => {
      const signature = signatureIn(assertion);
      return endWith(without(assertion, signature), `<Advice>${signature}</Advice>`);
    },
  }),
  signedBy('a signature over another ID', {
    inside: (assertion) => swap(assertion, ` ID="${facts.assertionId}"`, ' ID="_other"'),
  }),
  signedBy('a genuine assertion inside of an evil one', {
    inside: (assertion) => {
      const evil = swapAll(stripped(assertion), facts.assertionId, '_evil');
      const signature = signatureIn(assertion);
      return after(
        swap(evil, facts.signInName, evilName),
        '</Issuer>',
        swap(signature, '</Signature>', `<Object>${stripped(assertion)}</Object></Signature>`),
      );
    },
  }),
  unopened("a stranger's signature", { sign: 'assertion', signature: { key: stranger } }),
  unopened("a stranger's signature that shows our certificate", {
    sign: 'assertion',
    signature: {
      key: stranger,
      keyInfo: `<X509Data><X509Certificate>${signingKey().certificate}</X509Certificate></X509Data>`,
    },
  }),
  unopened('SHA-1', { sign: 'assertion', signature: { key: signingKey(), algorithm: 'sha1' } }),
];

/** Unusual plaintexts of genuine senders. */
export const friendlyPlaintexts: readonly EncryptionAcceptance[] = [
  opened('a signature of the assertion and one of the Response', { sign: 'both' }),
  ...Array.from({ length: 16 }, (_, index) =>
    opened(`a padding of ${index + 1} bytes`, (genuine) => ({
      inside: (assertion) => {
        const bytes = Buffer.byteLength(assertion);
        const wanted = (15 - index + 16) % 16;
        // White space behind the assertion belongs to nobody.
        return assertion + ' '.repeat((wanted - (bytes % 16) + 16) % 16);
      },
      sign: genuine.mode,
    })),
  ),
];
