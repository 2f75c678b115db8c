import type { Attack } from '../attack.ts';
import { assertionIn, evilAssertion, evilName, forged, stripped } from '../forgery.ts';
import { after, before, change, endWith, swap, swapAll } from '../splice.ts';

const attributeHolding = (content: string) =>
  `<AttributeStatement><Attribute Name="held"><AttributeValue>${content}</AttributeValue></Attribute></AttributeStatement>`;

/** A second Assertion where the schema or nothing at all would let one stand. */
export const secondAssertions: readonly Attack[] = [
  {
    name: 'an evil assertion in StatusDetail',
    attack: ({ message }) =>
      before(
        message,
        '</samlp:Status>',
        `<samlp:StatusDetail>${evilAssertion(message)}</samlp:StatusDetail>`,
      ),
    code: 'assertion-repeated',
  },
  {
    name: 'an evil assertion in an Object of the signature',
    attack: ({ message }) =>
      change(message, 'Signature', (signature) =>
        endWith(signature, `<Object>${evilAssertion(message)}</Object>`),
      ),
    code: 'assertion-repeated',
  },
  {
    name: 'an evil assertion in KeyInfo',
    attack: ({ message }) =>
      change(message, 'KeyInfo', (keyInfo) => endWith(keyInfo, evilAssertion(message))),
    code: 'assertion-repeated',
  },
  {
    name: 'a second assertion in Advice, signed by the directory',
    attack: ({ write, message }) => write({ raw: { advice: `<Advice>${evilAssertion(message)}</Advice>` } }),
    control: ({ write }) =>
      write({ raw: { advice: '<Advice><AssertionIDRef>_a</AssertionIDRef></Advice>' } }),
    code: 'assertion-repeated',
  },
  {
    name: 'a second assertion in an AttributeValue, signed by the directory',
    attack: ({ write, message }) =>
      write({ raw: { attributeStatements: attributeHolding(evilAssertion(message)) } }),
    control: ({ write }) => write({ raw: { attributeStatements: attributeHolding('held') } }),
    code: 'assertion-repeated',
  },
  {
    name: 'a second assertion in SubjectConfirmationData, signed by the directory',
    attack: ({ write, message, unsigned }) =>
      write({
        raw: {
          subject: swap(
            subjectIn(unsigned()),
            '></SubjectConfirmationData>',
            `>${evilAssertion(message)}</SubjectConfirmationData>`,
          ),
        },
      }),
    code: 'assertion-repeated',
  },
  {
    name: 'an evil assertion of another namespace before the genuine one',
    attack: ({ message }) =>
      before(
        message,
        assertionIn(message),
        swapAll(evilAssertion(message), ':2.0:assertion', ':1.0:assertion'),
      ),
    code: 'assertion-repeated',
  },
  {
    name: 'an evil assertion of no namespace in Extensions',
    attack: ({ message }) =>
      after(
        message,
        '</Issuer>',
        `<samlp:Extensions>${swap(evilAssertion(message), 'urn:oasis:names:tc:SAML:2.0:assertion', '')}</samlp:Extensions>`,
      ),
    code: 'assertion-repeated',
  },
  {
    name: 'an encrypted assertion beside the genuine one',
    attack: ({ message }) =>
      before(
        message,
        '</samlp:Response>',
        '<EncryptedAssertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"/>',
      ),
    code: 'assertion-repeated',
  },
  {
    name: 'an assertion with its signature moved into Extensions',
    attack: ({ message }) => {
      const genuine = assertionIn(message);
      return swap(
        after(message, '</Issuer>', `<samlp:Extensions>${genuine}</samlp:Extensions>`),
        `</samlp:Status>${genuine}`,
        '</samlp:Status>',
      );
    },
    code: 'assertion-misplaced',
  },
  {
    name: 'the genuine assertion renamed, the evil one in its place',
    attack: ({ message }) => {
      const hidden = swap(swap(assertionIn(message), '<Assertion ', '<Hidden '), '</Assertion>', '</Hidden>');
      return swap(
        message,
        assertionIn(message),
        `${evilAssertion(message)}<samlp:Extensions>${hidden}</samlp:Extensions>`,
      );
    },
    code: 'signature-misplaced',
    modes: ['assertion'],
  },
  {
    name: 'another name in the signed assertion',
    attack: ({ message }) => forged(message),
    code: 'signature-digest',
  },
  {
    name: 'another object id in the signed assertion',
    attack: ({ message }) => swap(message, '0a3e5f60-61d3', 'ffffffff-61d3'),
    code: 'signature-digest',
  },
  {
    name: 'one more group in the signed assertion',
    attack: ({ message }) =>
      before(
        message,
        '</AttributeStatement>',
        `<Attribute Name="groups"><AttributeValue>${evilName}</AttributeValue></Attribute>`,
      ),
    code: 'signature-digest',
  },
  {
    name: 'one blank more between two signed elements',
    attack: ({ message }) => before(message, '<Subject>', ' '),
    code: 'signature-digest',
  },
  {
    name: 'an assertion of version 1.1',
    attack: ({ message }) =>
      swap(
        swapAll(message, ':2.0:assertion', ':1.0:assertion'),
        '<Issuer xmlns="urn:oasis:names:tc:SAML:1.0:assertion">',
        '<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">',
      ),
    code: 'assertion-misplaced',
  },
  {
    name: 'a response without assertion that says Success',
    attack: ({ message }) => swap(message, stripped(assertionIn(message)), ''),
    code: 'assertion-missing',
    modes: ['response'],
  },
  {
    name: 'an encrypted assertion alone',
    attack: ({ message }) =>
      swap(
        message,
        assertionIn(message),
        '<EncryptedAssertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"/></EncryptedAssertion>',
      ),
    code: 'assertion-encrypted',
  },
];

function subjectIn(unsigned: string): string {
  return unsigned.slice(unsigned.indexOf('<Subject>'), unsigned.indexOf('</Subject>') + '</Subject>'.length);
}
