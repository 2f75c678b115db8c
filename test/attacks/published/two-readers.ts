import { facts } from '../../fixtures/facts.ts';
import type { Attack } from '../attack.ts';
import { assertionIn, evilAssertion, signatureIn } from '../forgery.ts';
import { after, before, change, elementIn, swap, without } from '../splice.ts';

const signedElement = { assertion: '<Assertion ', response: '<samlp:Response ' } as const;
const signedId = { assertion: facts.assertionId, response: facts.responseId } as const;
const ds = 'http://www.w3.org/2000/09/xmldsig#';

/** What was published of others: one message, two readers, two meanings. Each row names where. */
export const publishedDifferences: readonly Attack[] = [
  {
    name: 'a DOCTYPE that one reader ends at a quote and the other in a comment (ruby-saml 2025-25291)',
    attack: ({ message }) => `<!DOCTYPE samlp:Response SYSTEM 'x"><!--'>${message}<!--"-->`,
    code: 'xml-doctype',
  },
  {
    name: 'a DOCTYPE that holds the evil response as an entity (ruby-saml 2025-25291)',
    attack: ({ message }) =>
      `<!DOCTYPE samlp:Response [<!ENTITY evil '${evilAssertion(message).replaceAll("'", '&#39;')}'>]>${before(message, assertionIn(message), '&evil;')}`,
    code: 'xml-doctype',
  },
  {
    name: 'a DOCTYPE that gives the evil element an ID by default (The Fragile Lock)',
    attack: ({ message }) =>
      `<!DOCTYPE samlp:Response [<!ATTLIST Assertion ID CDATA "${facts.assertionId}">]>${message}`,
    code: 'xml-doctype',
  },
  {
    name: 'a DOCTYPE that declares a namespace by default (The Fragile Lock)',
    attack: ({ message }) => `<!DOCTYPE samlp:Response [<!ATTLIST x xmlns CDATA #FIXED "${ds}">]>${message}`,
    code: 'xml-doctype',
  },
  {
    name: 'an ID that is an entity (GitHub Enterprise 2025-23369)',
    attack: ({ message, mode }) =>
      `<!DOCTYPE samlp:Response [<!ENTITY id "${signedId[mode]}">]>${swap(message, `ID="${signedId[mode]}"`, 'ID="&id;"')}`,
    code: 'xml-doctype',
  },
  {
    name: 'an ID that is an entity without a DOCTYPE (GitHub Enterprise 2025-23369)',
    attack: ({ message, mode }) => swap(message, `ID="${signedId[mode]}"`, 'ID="&id;"'),
    code: 'xml-malformed',
  },
  {
    name: 'a second signature whose prefix only one reader knows (ruby-saml 2025-25292)',
    attack: ({ message }) => {
      const signature = signatureIn(message);
      const evil = swap(signature, `<Signature xmlns="${ds}"`, '<Signature xmlns="urn:x"');
      return before(message, signature, evil);
    },
    code: 'signature-misplaced',
  },
  {
    name: 'ds for another namespace within the signature, where it is looked for (ruby-saml 2025-25292)',
    attack: ({ message }) =>
      change(message, 'Signature', (signature) =>
        after(signature, '<SignedInfo>', `<ds:Reference xmlns:ds="urn:x" URI="#x"></ds:Reference>`),
      ),
    code: 'signature-structure',
  },
  {
    name: 'the ID of the signed element beside one under a prefix (The Fragile Lock: attribute pollution)',
    attack: ({ message, mode }) =>
      swap(message, signedElement[mode], `${signedElement[mode]}xmlns:a="urn:a" a:ID="${signedId[mode]}" `),
    code: 'xml-id-repeated',
  },
  {
    name: 'another ID under a prefix before the signed one (The Fragile Lock: attribute pollution)',
    attack: ({ message, mode }) =>
      swap(message, signedElement[mode], `${signedElement[mode]}xmlns:samlp2="urn:a" samlp2:ID="_evil" `),
    code: 'signature-digest',
  },
  {
    name: 'xml:id for ID (The Fragile Lock: attribute pollution)',
    attack: ({ message, mode }) => swap(message, ` ID="${signedId[mode]}"`, ` xml:id="${signedId[mode]}"`),
    code: 'response-id',
  },
  {
    name: 'xmlns for the prefix of an element (The Fragile Lock: namespace confusion)',
    attack: ({ message }) => before(message, '<samlp:Status>', '<xmlns:Extensions></xmlns:Extensions>'),
    code: 'xml-malformed',
  },
  {
    name: 'xml for the prefix of an element (The Fragile Lock: namespace confusion)',
    attack: ({ message }) => before(message, '<samlp:Status>', '<xml:Extensions></xml:Extensions>'),
    code: 'response-structure',
  },
  {
    name: 'xml bound to the namespace of signatures (The Fragile Lock: namespace confusion)',
    attack: ({ message }) => swap(message, '<samlp:Response ', `<samlp:Response xmlns:xml="${ds}" `),
    code: 'xml-malformed',
  },
  {
    name: 'a relative namespace on the signed element (The Fragile Lock: void canonicalization)',
    attack: ({ message, mode }) => swap(message, signedElement[mode], `${signedElement[mode]}xmlns:a="1" `),
    code: 'xml-namespace',
  },
  {
    name: 'an assertion without its issuer’s namespace, read by local name (The Fragile Lock)',
    attack: ({ message }) => swap(message, '<Subject>', '<Subject xmlns="">'),
    code: 'signature-digest',
  },
  {
    name: 'a comment in the name (onelogin/python-saml 2017-11427, ruby-saml 2017-11428)',
    attack: ({ write }) =>
      swap(write({ nameId: 'admin@contoso.com.evil.example' }), '.com.evil', '.com<!---->.evil'),
    code: 'xml-comment',
  },
  {
    name: 'a processing instruction in the name (ruby-saml 2017-11428)',
    attack: ({ write }) =>
      swap(write({ nameId: 'admin@contoso.com.evil.example' }), '.com.evil', '.com<?x?>.evil'),
    code: 'xml-processing-instruction',
  },
  {
    name: 'a directive with a comment in it, which changes on its way (crewjam 2020-27846)',
    attack: ({ message }) => `<!x <!-- -->>${message}`,
    code: 'xml-malformed',
  },
  {
    name: 'an attribute of an empty prefix, which changes on its way (crewjam 2020-27846)',
    attack: ({ message }) => swap(message, '<samlp:Response ', '<samlp:Response :x="1" '),
    code: 'xml-malformed',
  },
  {
    name: 'an element of an empty prefix, which changes on its way (crewjam 2020-27846)',
    attack: ({ message }) => before(message, '<samlp:Status>', '<:Extensions></:Extensions>'),
    code: 'xml-malformed',
  },
  {
    name: 'an element of two prefixes, which changes on its way (crewjam 2020-27846)',
    attack: ({ message }) => before(message, '<samlp:Status>', '<samlp::Extensions></samlp::Extensions>'),
    code: 'xml-malformed',
  },
  {
    name: 'the signed digest in a comment (xml-crypto 2025-29775)',
    attack: ({ message, write }) => {
      const evil = elementIn(write({ nameId: 'admin@contoso.com' }), 'DigestValue').replace(/<[^>]*>/g, '');
      return after(message, '<DigestValue>', `${evil}<!---->`);
    },
    code: 'xml-comment',
  },
  {
    name: 'a message without its end, whose reader forgives (libxml2 in recovery)',
    attack: ({ message }) => without(message, '</samlp:Response>'),
    code: 'xml-malformed',
  },
];
