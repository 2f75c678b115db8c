import { facts } from '../../fixtures/facts.ts';
import type { Attack } from '../attack.ts';
import type { Genuine } from '../genuine.ts';
import { after, swap, swapAll } from '../splice.ts';

const signedId = ({ mode }: Genuine): string => (mode === 'assertion' ? facts.assertionId : facts.responseId);

const xmlPrefix = 'xmlns:xml="http://www.w3.org/XML/1998/namespace"';

/** An element outside of the signed assertion that carries the signed ID too. */
const repeated = (name: string, attribute: (id: string) => string): Attack => ({
  name: `the signed ID a second time, as ${name}`,
  attack: (genuine) =>
    after(
      genuine.message,
      '</Issuer>',
      `<samlp:Extensions><x xmlns="urn:x" ${attribute(signedId(genuine))}/></samlp:Extensions>`,
    ),
  code: 'xml-id-repeated',
});

/** IDs, names and namespaces that two readers understand differently. */
export const identifiers: readonly Attack[] = [
  repeated('ID', (id) => `ID="${id}"`),
  repeated('Id', (id) => `Id="${id}"`),
  repeated('id', (id) => `id="${id}"`),
  repeated('iD', (id) => `iD="${id}"`),
  repeated('xml:id', (id) => `xml:id="${id}"`),
  repeated('ID with a prefix', (id) => `xmlns:a="urn:a" a:ID="${id}"`),
  repeated('ID with a character reference', (id) => `ID="&#95;${id.slice(1)}"`),
  {
    name: 'an Id of the same value beside ID, on one element',
    attack: (genuine) =>
      swap(
        genuine.message,
        ` ID="${signedId(genuine)}"`,
        ` ID="${signedId(genuine)}" Id="${signedId(genuine)}"`,
      ),
    code: 'xml-id-repeated',
  },
  {
    name: 'Response and Assertion under one ID',
    attack: ({ write }) => write({ responseId: facts.assertionId }),
    code: 'xml-id-repeated',
  },
  {
    name: 'the ID of the signed element under a prefix only',
    attack: (genuine) =>
      swap(genuine.message, ` ID="${signedId(genuine)}"`, ` xmlns:a="urn:a" a:ID="${signedId(genuine)}"`),
    code: 'response-id',
  },
  {
    name: 'the ID of the signed element written Id',
    attack: (genuine) => swap(genuine.message, ' ID="', ' Id="'),
    code: 'response-id',
  },
  {
    name: 'a response without ID',
    attack: ({ write }) => write({ responseId: undefined }),
    code: 'response-id',
  },
  {
    name: 'an assertion without ID',
    attack: ({ write }) => write({ assertionId: undefined }),
    code: 'response-id',
  },
  { name: 'an empty ID', attack: ({ write }) => write({ assertionId: '' }), code: 'response-id' },
  {
    name: 'an ID that begins with a digit',
    attack: ({ write }) => write({ assertionId: '2c4d' }),
    code: 'response-id',
  },
  { name: 'an ID with a colon', attack: ({ write }) => write({ assertionId: 'a:b' }), code: 'response-id' },
  { name: 'an ID with a blank', attack: ({ write }) => write({ assertionId: '_a b' }), code: 'response-id' },
  {
    name: 'an ID with a line break',
    attack: ({ write }) => write({ assertionId: '_a\n' }),
    code: 'response-id',
  },
  {
    name: 'a version 1.1 response',
    attack: ({ write }) => write({ responseVersion: '1.1' }),
    code: 'response-version',
  },
  {
    name: 'a version 2.1 assertion',
    attack: ({ write }) => write({ assertionVersion: '2.1' }),
    code: 'response-version',
  },
  {
    name: 'a response without Version',
    attack: ({ write }) => write({ responseVersion: undefined }),
    code: 'response-version',
  },
  {
    name: 'an assertion without Version',
    attack: ({ write }) => write({ assertionVersion: undefined }),
    code: 'response-version',
  },
  {
    name: 'a response of another namespace',
    attack: ({ message }) => swapAll(message, 'SAML:2.0:protocol', 'SAML:1.0:protocol'),
    code: 'response-root',
  },
  {
    name: 'a response of no namespace',
    attack: ({ message }) =>
      swapAll(swap(message, ' xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"', ''), 'samlp:', ''),
    code: 'response-root',
  },
  {
    name: 'a Status of another namespace',
    attack: ({ write }) => write({ raw: { status: '<Status xmlns="urn:x"></Status>' } }),
    code: 'response-structure',
  },
  {
    name: 'a namespace name in another case',
    attack: ({ message }) =>
      swap(message, 'urn:oasis:names:tc:SAML:2.0:protocol', 'URN:oasis:names:tc:SAML:2.0:protocol'),
    code: 'response-root',
  },
  {
    name: 'a namespace name with a blank, which a trimming reader takes for the right one',
    attack: ({ message }) =>
      swap(message, '"urn:oasis:names:tc:SAML:2.0:protocol"', '" urn:oasis:names:tc:SAML:2.0:protocol"'),
    code: 'xml-namespace',
  },
  {
    name: 'a namespace name with a no-break space behind',
    attack: ({ message }) => swap(message, 'SAML:2.0:protocol"', 'SAML:2.0:protocol\u00a0"'),
    code: 'xml-namespace',
  },
  {
    name: 'a namespace name with a line break reference behind',
    attack: ({ message }) => swap(message, 'SAML:2.0:protocol"', 'SAML:2.0:protocol&#10;"'),
    code: 'xml-namespace',
  },
  {
    name: 'the reserved prefix xml redefined',
    attack: ({ message }) => swap(message, '<samlp:Response ', '<samlp:Response xmlns:xml="urn:x" '),
    code: 'xml-malformed',
  },
  {
    name: 'the reserved prefix xml declared twice as what it is',
    attack: ({ message }) => swap(message, '<samlp:Response ', `<samlp:Response ${xmlPrefix} ${xmlPrefix} `),
    control: ({ message }) => swap(message, '<samlp:Response ', `<samlp:Response ${xmlPrefix} `),
    code: 'xml-malformed',
  },
  {
    name: 'the reserved prefix xmlns redefined',
    attack: ({ message }) => swap(message, '<samlp:Response ', '<samlp:Response xmlns:xmlns="urn:x" '),
    code: 'xml-malformed',
  },
  {
    name: 'another prefix for the namespace of xml',
    attack: ({ message }) =>
      swap(message, '<samlp:Response ', '<samlp:Response xmlns:a="http://www.w3.org/XML/1998/namespace" '),
    code: 'xml-malformed',
  },
  {
    name: 'a prefix for the namespace of namespaces',
    attack: ({ message }) =>
      swap(message, '<samlp:Response ', '<samlp:Response xmlns:a="http://www.w3.org/2000/xmlns/" '),
    code: 'xml-malformed',
  },
  {
    name: 'a prefix that is undeclared again',
    attack: ({ message }) => swap(message, '<samlp:Status>', '<samlp:Status xmlns:samlp="">'),
    code: 'xml-malformed',
  },
  {
    name: 'the prefix samlp bound to something else below the root (ruby-saml 2025-66567)',
    attack: ({ message }) => swap(message, '<samlp:Status>', '<samlp:Status xmlns:samlp="urn:x">'),
    code: 'response-structure',
  },
];
