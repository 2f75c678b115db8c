import { Buffer } from 'node:buffer';
import { signingKey } from '../../fixtures/keys.ts';
import { toBase64 } from '../../fixtures/post.ts';
import { x509Data } from '../../fixtures/signature.ts';
import type { Genuine } from '../genuine.ts';
import { after, change, swap } from '../splice.ts';
import { many, type Shape } from './shape.ts';

const inExtensions = ({ message }: Genuine, content: string): string =>
  swap(message, '<samlp:Status>', `<samlp:Extensions>${content}</samlp:Extensions><samlp:Status>`);

/** What the reader stops at, or the certificate's. */
export const parsedShapes: readonly Shape[] = [
  {
    name: 'sibling elements',
    make: (genuine, bytes) =>
      inExtensions(
        genuine,
        many(bytes, () => '<a/>'),
      ),
    code: 'xml-too-many-elements',
  },
  {
    name: 'nested elements',
    make: (genuine, bytes) =>
      inExtensions(
        genuine,
        many(bytes, () => '<a>'),
      ),
    code: 'xml-too-deep',
  },
  {
    name: 'attributes of one element',
    make: (genuine, bytes) => inExtensions(genuine, `<a${many(bytes, (at) => ` a${at}=""`)}/>`),
    code: 'xml-too-many-attributes',
  },
  {
    name: 'namespaces of one element',
    make: (genuine, bytes) => inExtensions(genuine, `<a${many(bytes, (at) => ` xmlns:a${at}="urn:a"`)}/>`),
    code: 'xml-too-many-attributes',
  },
  {
    name: 'References',
    make: ({ message }, bytes) => change(message, 'Reference', (one) => many(bytes, () => one)),
    code: 'signature-reference',
  },
  {
    name: 'CDATA sections',
    make: (genuine, bytes) =>
      inExtensions(
        genuine,
        many(bytes, () => '<![CDATA['),
      ),
    code: 'xml-cdata',
  },
  {
    name: 'comments',
    make: (genuine, bytes) =>
      inExtensions(
        genuine,
        many(bytes, () => '<!---->'),
      ),
    code: 'xml-comment',
  },
  {
    name: 'processing instructions',
    make: (genuine, bytes) =>
      inExtensions(
        genuine,
        many(bytes, () => '<?a?>'),
      ),
    code: 'xml-processing-instruction',
  },
  {
    name: 'entity declarations',
    make: ({ message }, bytes) => `<!DOCTYPE a [${many(bytes, (at) => `<!ENTITY a${at} "b">`)}]>${message}`,
    code: 'xml-doctype',
  },
  {
    name: 'one character reference of zeros',
    make: (genuine, bytes) => inExtensions(genuine, `&#${many(bytes, () => '0')}65;<a>`),
    code: 'xml-malformed',
  },
  {
    name: 'a reference that never ends',
    make: (genuine, bytes) => inExtensions(genuine, `&${many(bytes, () => 'a')}`),
    code: 'xml-malformed',
  },
  {
    name: 'ampersands',
    make: (genuine, bytes) =>
      inExtensions(
        genuine,
        many(bytes, () => '&'),
      ),
    code: 'xml-malformed',
  },
  {
    name: 'one attribute value',
    make: (genuine, bytes) => inExtensions(genuine, `<a a="${many(bytes, () => '&amp;')}"/>`),
    code: 'xml-value-too-long',
  },
  {
    name: 'an attribute value that never ends',
    make: (genuine, bytes) => inExtensions(genuine, `<a a='${many(bytes, () => '\n')}`),
    code: 'xml-malformed',
  },
  {
    name: 'one element name',
    make: (genuine, bytes) => inExtensions(genuine, `<${many(bytes, () => 'a')}`),
    code: 'xml-malformed',
  },
  {
    name: 'colons in a name',
    make: (genuine, bytes) => inExtensions(genuine, `<a${many(bytes, () => ':a')}/>`),
    code: 'xml-malformed',
  },
  {
    name: 'end tags',
    make: (genuine, bytes) =>
      inExtensions(
        genuine,
        many(bytes, () => '</a>'),
      ),
    code: 'xml-malformed',
  },
  {
    name: 'white space after the root',
    make: ({ write }, bytes) => write({ recipient: 'https://evil.example/' }) + many(bytes, () => '\r\n'),
    code: 'recipient-mismatch',
  },
  {
    name: 'white space before the root',
    make: ({ write }, bytes) => many(bytes, () => '\n') + write({ recipient: 'https://evil.example/' }),
    code: 'recipient-mismatch',
  },
  {
    name: 'brackets in a certificate',
    make: ({ message }, bytes) =>
      after(
        message,
        '<X509Certificate>',
        many(bytes, () => ']'),
      ),
    code: 'certificate-malformed',
  },
  {
    name: 'carriage returns in a certificate',
    make: ({ message }, bytes) =>
      swap(message, '<X509Certificate>', `<X509Certificate>-${many(bytes, () => '&#13;\r')}`),
    code: 'certificate-malformed',
  },
  {
    name: 'a certificate of zeros',
    make: ({ write }, bytes) => write({}, { keyInfo: x509Data(toBase64(new Uint8Array(bytes * 0.75))) }),
    code: 'key-unknown',
  },
  {
    name: 'a certificate with bytes behind',
    make: ({ write }, bytes) => {
      const der = signingKey().x509.raw;
      return write({}, { keyInfo: x509Data(toBase64(Buffer.concat([der, Buffer.alloc(bytes * 0.75)]))) });
    },
    code: 'key-unknown',
  },
];
