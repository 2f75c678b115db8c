import { Problem } from '../../../problems/problem.ts';
import type { NamespaceDeclaration, XmlAttribute, XmlElement } from './element.ts';
import { xmlLimits } from './limits.ts';
import { declarationOf } from './namespace-declaration.ts';
import { equals, greaterThan, slash, type XmlScanner } from './scanner.ts';

/** An attribute whose namespace may not be known yet. */
export type OpenAttribute = { -readonly [Key in keyof XmlAttribute]: XmlAttribute[Key] };

/** An element whose namespace may not be known yet, and which grows. */
export type OpenElement = { -readonly [Key in Exclude<keyof XmlElement, 'attributes'>]: XmlElement[Key] } & {
  readonly attributes: readonly OpenAttribute[];
  readonly parent: OpenElement | undefined;
};

const noAttributes: readonly OpenAttribute[] = [];
const noDeclarations: readonly NamespaceDeclaration[] = [];
const noChildren: readonly (XmlElement | string)[] = [];

/** `list` with `item` behind. Most lists stay empty, which costs nothing then, or at one item. */
export function append<Item>(list: readonly Item[], item: Item): readonly Item[] {
  if (list.length === 0) return [item];
  (list as Item[]).push(item);
  return list;
}

/**
 * Reads a start tag behind its `<` and up to its `>` or `/>`: an element without children, its own and its
 * attributes' namespaces not resolved.
 * @throws Problem `xml-malformed`, `xml-namespace`, `xml-too-many-attributes`, `xml-value-too-long`
 */
export function readStartTag(scanner: XmlScanner, parent: OpenElement | undefined): OpenElement {
  scanner.readName();
  const { prefix, localName } = scanner;
  let attributes = noAttributes;
  let declarations = noDeclarations;
  while (scanner.takeWhiteSpace() && !scanner.isNext(slash) && !scanner.isNext(greaterThan)) {
    if (attributes.length + declarations.length === xmlLimits.maximumAttributesPerElement) {
      throw new Problem('xml-too-many-attributes');
    }
    const attribute = readAttribute(scanner);
    if (attribute.prefix === 'xmlns') {
      declarations = append(declarations, declarationOf(attribute.localName, attribute.value));
    } else if (attribute.prefix === '' && attribute.localName === 'xmlns') {
      declarations = append(declarations, declarationOf('', attribute.value));
    } else attributes = append(attributes, attribute);
  }
  return { prefix, localName, namespace: '', attributes, declarations, children: noChildren, parent };
}

function readAttribute(scanner: XmlScanner): OpenAttribute {
  scanner.readName();
  const { prefix, localName } = scanner;
  scanner.takeWhiteSpace();
  scanner.require(equals);
  scanner.takeWhiteSpace();
  const value = scanner.readAttributeValue();
  if (value.length > xmlLimits.maximumAttributeLength) {
    throw new Problem('xml-value-too-long', { actual: `${value.length} characters in ${localName}` });
  }
  return { prefix, localName, namespace: '', value };
}
