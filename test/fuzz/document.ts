import fc from 'fast-check';
import { names } from '../fixtures/providers/names.ts';
import { prefixes as prefixPool } from './mutations/dictionary.ts';

/** A document with the subset of it to be canonicalised. */
export interface DocumentCase {
  readonly xml: string;
  /** Which element in document order, modulo how many there are. */
  readonly apex: number;
  readonly inclusivePrefixes: readonly string[];
  /** Which child element of the apex is left out, modulo how many there are; undefined leaves none out. */
  readonly without: number | undefined;
}

const namespaceName = fc.oneof(
  fc.constantFrom('urn:1', 'urn:2', 'http://a/', names.saml, names.samlp, names.ds, names.xs, names.xsi),
  fc.stringMatching(/^urn:\w[\w.~!$'()*+,;=:@/?-]{0,12}$/),
  fc.stringMatching(/^https:\/\/[a-z0-9.-]{1,8}\/[\w.~?=;-]{0,8}$/),
);
const prefix = fc.constantFrom('', 'a', 'b', 'Z', 'xs', 'xsi', 'é');
const localName = fc.constantFrom('e', 'f', 'G', '_', 'é', '\u{10000}x', 'a-b.c', 'ﬁ');

const pieces = fc.constantFrom(
  ...['x', ' ', '\n', '\r', '\r\n', '\t', '&#13;', '&#x9;', '&#10;', '&lt;', '&amp;', '&gt;', '&quot;'],
  ...[
    '&apos;',
    '>',
    "'",
    'é',
    'e\u0301',
    '\u{1d11e}',
    '&#x10FFFD;',
    '\u0085',
    '\u2028',
    '\u007f',
    ']]',
    '&#xA0;',
  ],
);
const anyText = fc
  .string({ unit: 'binary', maxLength: 8 })
  .map((text) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|[<&"]|\]\]>/gu, ''));
const text = fc.oneof(
  fc.array(pieces, { maxLength: 6 }).map((list) => list.join('')),
  anyText,
);
/** Two pieces side by side may make `]]>`, which is not well-formed in text. */
const elementText = text.map((value) => value.replaceAll(']]>', ']]&gt;'));

interface Node {
  readonly declarations: readonly { readonly prefix: string; readonly namespace: string | undefined }[];
  readonly prefix: string;
  readonly name: string;
  readonly attributes: readonly { readonly prefix: string; readonly name: string; readonly value: string }[];
  readonly children: readonly (Node | string)[];
}

const attribute = fc.oneof(
  fc.record({ prefix: prefix, name: localName, value: text }),
  fc.record({
    prefix: fc.constant('xml'),
    name: fc.constantFrom('lang', 'base', 'space'),
    value: fc.constantFrom('', 'de', 'default'),
  }),
  fc.record({
    prefix: fc.constant('xsi'),
    name: fc.constant('type'),
    value: fc.constantFrom('xs:string', 'a:b'),
  }),
);

const { node } = fc.letrec<{ node: Node; child: Node | string }>((tie) => ({
  child: fc.oneof({ maxDepth: 5, withCrossShrink: true }, elementText, tie('node')),
  node: fc.record({
    declarations: fc.uniqueArray(
      // An undefined name undoes the default namespace; no other prefix can be undone.
      fc.record({ prefix, namespace: fc.option(namespaceName, { nil: undefined, freq: 4 }) }),
      { selector: (declaration) => declaration.prefix, maxLength: 4 },
    ),
    prefix,
    name: localName,
    attributes: fc.array(attribute, { maxLength: 5 }),
    children: fc.array(tie('child'), { maxLength: 4 }),
  }),
}));

const prolog = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  fc
    .tuple(
      fc.constantFrom('', ' encoding="UTF-8"', "\tencoding = 'utf-8'"),
      fc.constantFrom('', ' standalone="yes"', "\n standalone\n=\n'no'"),
      fc.constantFrom('', ' ', '\r\n'),
      fc.constantFrom('', '\n', '\r\n\t '),
    )
    .map(
      ([encoding, standalone, space, after]) =>
        `<?xml version="1.0"${encoding}${standalone}${space}?>${after}`,
    ),
);
const epilog = fc.constantFrom('', '', '\n', ' \r\n\t');

/**
 * Well-formed documents within the reader's limits that mistreat namespaces: declared, repeated, bound again,
 * undone, unused, listed. A prefix that is not in scope where it is used is left out there.
 */
export const documentCase: fc.Arbitrary<DocumentCase> = fc.record({
  xml: fc
    .tuple(prolog, node, epilog)
    .map(
      ([before, root, after]) =>
        before + write(root, new Map([['xml', 'http://www.w3.org/XML/1998/namespace']])) + after,
    ),
  apex: fc.nat(40),
  inclusivePrefixes: fc.uniqueArray(fc.oneof(prefix, fc.constantFrom(...prefixPool)), { maxLength: 4 }),
  without: fc.option(fc.nat(10), { nil: undefined }),
});

function write(node: Node, outer: ReadonlyMap<string, string>): string {
  const inScope = new Map(outer);
  const declarations = node.declarations.filter(({ prefix: of, namespace }) => of === '' || namespace);
  for (const { prefix: of, namespace } of declarations) inScope.set(of, namespace ?? '');
  const start = [
    ...declarations.map(
      ({ prefix: of, namespace }) => ` xmlns${of === '' ? '' : `:${of}`}="${namespace ?? ''}"`,
    ),
    ...distinct(node.attributes, inScope).map(([name, value]) => ` ${name}="${value}"`),
  ].join('');
  const children = node.children
    .map((child) => (typeof child === 'string' ? child : write(child, inScope)))
    .join('')
    .replaceAll(']]>', ']]&gt;');
  const tag = qualified(node.prefix, node.name, inScope);
  return children === '' ? `<${tag}${start}/>` : `<${tag}${start}>${children}</${tag}>`;
}

const qualified = (of: string, name: string, inScope: ReadonlyMap<string, string>): string =>
  of !== '' && inScope.has(of) ? `${of}:${name}` : name;

/** The attributes without those that would be there twice: by qualified or by expanded name. */
function distinct(
  attributes: Node['attributes'],
  inScope: ReadonlyMap<string, string>,
): readonly (readonly [name: string, value: string])[] {
  const seen = new Set<string>();
  return attributes.flatMap(({ prefix: of, name, value }) => {
    const written = qualified(of, name, inScope);
    const namespace = written.includes(':') ? inScope.get(of) : '';
    const expanded = `{${namespace}}${name}`;
    if (seen.has(expanded)) return [];
    seen.add(expanded);
    return [[written, value] as const];
  });
}
