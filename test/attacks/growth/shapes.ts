import { Buffer } from 'node:buffer';
import type { ProblemCode } from '../../../shared/saml/inbound/problem.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { toBase64 } from '../../fixtures/post.ts';
import { x509Data } from '../../fixtures/signature.ts';
import type { Genuine } from '../genuine.ts';
import { after, change, swap } from '../splice.ts';

/** A message that is to cost more than it weighs, in any size. */
export interface Shape {
  /** Completes "a message of …". */
  readonly name: string;
  /** About `bytes` long. */
  readonly make: (genuine: Genuine, bytes: number) => string;
  /** What it is refused by at the size limit. */
  readonly code: ProblemCode;
}

/** `unit(0) + unit(1) + …`, about `bytes` long. */
function many(bytes: number, unit: (at: number) => string): string {
  const units: string[] = [];
  for (let length = 0, at = 0; ; at += 1) {
    const next = unit(at);
    length += Buffer.byteLength(next);
    if (length > bytes) break;
    units.push(next);
  }
  return units.join('');
}

const inExtensions = ({ message }: Genuine, content: string): string =>
  swap(message, '<samlp:Status>', `<samlp:Extensions>${content}</samlp:Extensions><samlp:Status>`);

/** In the element that is signed: the signature value is right, and all of it has to be digested. */
const inSigned = ({ message, mode }: Genuine, content: string): string =>
  mode === 'response'
    ? swap(message, '<samlp:Status>', `<samlp:Extensions>${content}</samlp:Extensions><samlp:Status>`)
    : after(message, '</Subject>', content);

const elementsOf = (bytes: number, element: (at: number) => string): string => {
  const count = 1_900;
  const filling = Math.max(1, Math.floor(bytes / count));
  return Array.from({ length: count }, (_, at) => {
    const bare = element(at);
    return bare + ' '.repeat(Math.max(0, filling - bare.length));
  }).join('');
};

const attributesOf = (name: (at: number) => string): string =>
  Array.from({ length: 60 }, (_, at) => ` ${name(59 - at)}=""`).join('');

export const shapes: readonly Shape[] = [
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
    code: 'xml-too-many-elements',
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
    name: 'text',
    make: (genuine, bytes) =>
      inExtensions(
        genuine,
        many(bytes, () => 'x'),
      ),
    code: 'xml-value-too-long',
  },
  {
    name: 'predefined entities',
    make: (genuine, bytes) =>
      inExtensions(
        genuine,
        many(bytes, () => '&lt;'),
      ),
    code: 'xml-value-too-long',
  },
  {
    name: 'character references',
    make: (genuine, bytes) =>
      inExtensions(
        genuine,
        many(bytes, () => '&#0000000065;'),
      ),
    code: 'xml-value-too-long',
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
  {
    name: 'as many elements as there may be, in what is digested',
    make: (genuine, bytes) =>
      inSigned(
        genuine,
        elementsOf(bytes, (at) => `<a${at}/>`),
      ),
    code: 'signature-digest',
  },
  {
    name: 'elements that each change the namespace, in what is digested',
    make: (genuine, bytes) =>
      inSigned(
        genuine,
        elementsOf(bytes, (at) => `<a xmlns="urn:${at}" xmlns:b="urn:b${at}" b:c=""/>`),
      ),
    code: 'signature-digest',
  },
  {
    name: 'attributes in the wrong order, in what is digested',
    make: (genuine, bytes) =>
      inSigned(
        genuine,
        many(bytes, () => `<a${attributesOf((at) => `a${at}`)}/>`),
      ),
    code: 'signature-digest',
  },
  {
    name: 'attributes called by astral characters, in what is digested',
    make: (genuine, bytes) =>
      inSigned(
        genuine,
        many(bytes, () => `<a${attributesOf((at) => String.fromCodePoint(0x10000 + at))}/>`),
      ),
    code: 'signature-digest',
  },
  {
    name: 'attributes that differ in their last letter, in what is digested',
    make: (genuine, bytes) => {
      const long = '\u{10000}'.repeat(20);
      return inSigned(
        genuine,
        many(bytes, () => `<a${attributesOf((at) => `${long}${at}`)}/>`),
      );
    },
    code: 'signature-digest',
  },
  {
    name: 'characters to be escaped, in what is digested',
    make: (genuine, bytes) =>
      inSigned(
        genuine,
        many(bytes, () => `<a b="${'&#9;'.repeat(400)}">${'&gt;'.repeat(400)}</a>`),
      ),
    code: 'signature-digest',
  },
  {
    name: 'nested namespaces, in what is digested',
    make: (genuine, bytes) =>
      inSigned(
        genuine,
        many(bytes, () =>
          nest(26, (at) => `<n${at}:a xmlns:n${at}="urn:${'n'.repeat(60)}${at}" n${at}:b="">`),
        ),
      ),
    code: 'signature-digest',
  },
  {
    name: 'IDs, in what is digested',
    make: (genuine, bytes) =>
      inSigned(
        genuine,
        elementsOf(bytes, (at) => `<a Id="_${at}"/>`),
      ),
    code: 'signature-digest',
  },
  {
    name: 'attribute values that the directory signed',
    make: ({ write }, bytes) => {
      const length = Math.floor(bytes / 1_850) - '<AttributeValue></AttributeValue>'.length;
      return write({
        claims: [['roles', ...Array.from({ length: 1_850 }, (_, at) => `${at}`.padEnd(length))]],
      });
    },
    code: 'too-many-attribute-values',
  },
];

function nest(depth: number, start: (at: number) => string): string {
  const starts = Array.from({ length: depth }, (_, at) => start(at));
  const ends = starts.map((tag) => `</${/[^< >]+/.exec(tag)?.[0]}>`).reverse();
  return starts.join('') + ends.join('');
}
