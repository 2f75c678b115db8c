import fc from 'fast-check';

/** A namespace declaration, or the undoing of the default one. */
const declaration = fc.record({
  prefix: fc.constantFrom('', 'a', 'b', 'c', 'Z'),
  namespace: fc.constantFrom('', 'u:1', 'u:2', 'urn:x'),
});

/** Character data as it may stand in a document: references, and white space of all kinds. */
const text = fc
  .array(
    fc.constantFrom(
      'x',
      ' ',
      '\n',
      '\r',
      '\r\n',
      '\t',
      '&#13;',
      '&#x9;',
      '&lt;',
      '&amp;',
      '&gt;',
      '>',
      "'",
      'é',
      '𝄞',
    ),
    { maxLength: 5 },
  )
  .map((pieces) => pieces.join(''));

interface Node {
  readonly declarations: readonly { readonly prefix: string; readonly namespace: string }[];
  readonly prefix: string;
  readonly name: string;
  readonly attributes: readonly { readonly prefix: string; readonly name: string; readonly value: string }[];
  readonly children: readonly (Node | string)[];
}

const { node } = fc.letrec<{ node: Node; child: Node | string }>((tie) => ({
  child: fc.oneof({ maxDepth: 4, withCrossShrink: true }, text, tie('node')),
  node: fc.record({
    declarations: fc.uniqueArray(declaration, { selector: ({ prefix }) => prefix, maxLength: 3 }),
    prefix: fc.constantFrom('', 'a', 'b', 'c', 'Z'),
    name: fc.constantFrom('e', 'f', 'G'),
    attributes: fc.uniqueArray(
      fc.record({
        prefix: fc.constantFrom('', 'a', 'b', 'xml'),
        name: fc.constantFrom('p', 'q', 'R'),
        value: text,
      }),
      { selector: ({ name }) => name, maxLength: 3 },
    ),
    children: fc.array(tie('child'), { maxLength: 4 }),
  }),
}));

/**
 * Well-formed documents that mistreat namespaces: declared, repeated, bound again, undone, unused. A prefix
 * that is not in scope where it is used is left out there.
 */
export const xmlDocument: fc.Arbitrary<string> = node.map((root) => write(root, new Set()));

function write(node: Node, inScope: ReadonlySet<string>): string {
  const declarations = node.declarations.filter(({ prefix, namespace }) => prefix === '' || namespace !== '');
  const declared = new Set([...inScope, ...declarations.map(({ prefix }) => prefix)]);
  const qualified = (prefix: string, name: string) =>
    prefix !== '' && (prefix === 'xml' || declared.has(prefix)) ? `${prefix}:${name}` : name;
  const attributes = [
    ...declarations.map(({ prefix, namespace }) =>
      prefix === '' ? ` xmlns="${namespace}"` : ` xmlns:${prefix}="${namespace}"`,
    ),
    ...node.attributes.map(({ prefix, name, value }) => ` ${qualified(prefix, name)}="${value}"`),
  ].join('');
  const children = node.children.map((child) => (typeof child === 'string' ? child : write(child, declared)));
  const tag = qualified(node.prefix, node.name);
  return children.length === 0
    ? `<${tag}${attributes}/>`
    : `<${tag}${attributes}>${children.join('')}</${tag}>`;
}
