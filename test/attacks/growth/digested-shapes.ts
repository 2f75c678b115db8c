import type { Genuine } from '../genuine.ts';
import { after, swap } from '../splice.ts';
import { many, type Shape } from './shape.ts';

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
