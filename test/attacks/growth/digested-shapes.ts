import type { Genuine } from '../genuine.ts';
import { after, swap } from '../splice.ts';
import { many, type Shape } from './shape.ts';

/** In the element that is signed: the signature value is right, and all of it has to be digested. */
const inSigned = ({ message, mode }: Genuine, content: string): string =>
  mode === 'response'
    ? swap(message, '<samlp:Status>', `<samlp:Extensions>${content}</samlp:Extensions><samlp:Status>`)
    : after(message, '</Subject>', content);

const elementsOf = (bytes: number, element: (at: number) => string): string => {
  const count = Math.min(5_800, Math.floor(bytes / element(99_999).length));
  const filling = Math.max(1, Math.floor(bytes / count));
  return Array.from({ length: count }, (_, at) => {
    const bare = element(at);
    return bare + ' '.repeat(Math.max(0, filling - bare.length));
  }).join('');
};

const elsewhere = 'https://elsewhere.example/';

const attributesOf = (name: (at: number) => string, count = 60): string =>
  Array.from({ length: count }, (_, at) => ` ${name(count - 1 - at)}=""`).join('');

/** Elements whose attributes are in `count` namespaces that differ in their last letters; the one around declares them. */
const usingLongNamespaces = (
  bytes: number,
  count: number,
  name: (at: number) => string,
  usedAround: string,
): string => {
  const length = Math.min(2_000, Math.floor(bytes / 2 / count));
  const names = Array.from({ length: count }, (_, at) => {
    return ` xmlns:n${at}="${`urn:${'n'.repeat(length)}`.slice(0, length - 4)}${10 + at}"`;
  });
  const inner = many(bytes - names.join('').length, () => `<a${attributesOf(name, count)}></a>`);
  return `<b${names.join('')}><b${usedAround}>${inner}</b></b>`;
};

/** What the reader passes and the digest has to go through. */
export const digestedShapes: readonly Shape[] = [
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
      const count = Math.floor(bytes / '<AttributeValue></AttributeValue>'.length);
      return write({ recipient: elsewhere, claims: [['roles', ...new Array<string>(count).fill('')]] });
    },
    code: 'recipient-mismatch',
  },
  {
    name: 'Attributes of one Name that the directory signed',
    make: ({ write }, bytes) => {
      const one = '<Attribute Name="r"><AttributeValue></AttributeValue></Attribute>';
      return write({
        recipient: elsewhere,
        raw: {
          attributeStatements: `<AttributeStatement>${many(bytes, () => one)}</AttributeStatement>`,
        },
      });
    },
    code: 'recipient-mismatch',
  },
  {
    name: 'Attributes of as many Names that the directory signed',
    make: ({ write }, bytes) =>
      write({
        recipient: elsewhere,
        raw: {
          attributeStatements: `<AttributeStatement>${many(bytes, (at) => `<Attribute Name="${at}"></Attribute>`)}</AttributeStatement>`,
        },
      }),
    code: 'recipient-mismatch',
  },
  {
    name: 'one long namespace, used anew by every element',
    make: (genuine, bytes) =>
      inSigned(
        genuine,
        `<a xmlns:n="urn:${'n'.repeat(2_000)}">${many(bytes - 2_020, () => '<n:a-long-value></n:a-long-value>')}</a>`,
      ),
    code: 'xml-canonical-form-too-long',
  },
  {
    name: 'long namespaces, used anew by attributes',
    make: (genuine, bytes) =>
      inSigned(
        genuine,
        usingLongNamespaces(bytes, 60, (at) => `n${at}:a`, ''),
      ),
    code: 'xml-canonical-form-too-long',
  },
  {
    name: 'long namespaces of attributes in the wrong order, all used already',
    make: (genuine, bytes) =>
      inSigned(
        genuine,
        usingLongNamespaces(
          bytes,
          60,
          (at) => `n${59 - at}:a`,
          attributesOf((at) => `n${at}:a`),
        ),
      ),
    code: 'signature-digest',
  },
  {
    name: 'a few attributes of one local name in long namespaces',
    make: (genuine, bytes) =>
      inSigned(
        genuine,
        usingLongNamespaces(
          bytes,
          8,
          (at) => `n${at}:a`,
          attributesOf((at) => `n${at}:a`, 8),
        ),
      ),
    code: 'signature-digest',
  },
  ...[
    ['text', 'x'],
    ['predefined entities', '&lt;'],
    ['character references', '&#0000000065;'],
    ['characters that are escaped again', '&#13;'],
    ['white space', '\n'],
  ].map(
    ([name = '', unit = '']): Shape => ({
      name: `${name}, in what is digested`,
      make: (genuine, bytes) => inSigned(genuine, `<a>${many(bytes, () => unit)}</a>`),
      code: 'signature-digest',
    }),
  ),
];

function nest(depth: number, start: (at: number) => string): string {
  const starts = Array.from({ length: depth }, (_, at) => start(at));
  const ends = starts.map((tag) => `</${/[^< >]+/.exec(tag)?.[0]}>`).reverse();
  return starts.join('') + ends.join('');
}
