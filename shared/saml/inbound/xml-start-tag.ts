import { declarationOf } from './namespace-declaration.ts';
import { Problem } from './problem.ts';
import type { NamespaceDeclaration, XmlAttribute } from './xml-element.ts';
import { xmlLimits } from './xml-limits.ts';
import { equals, greaterThan, slash, type XmlScanner } from './xml-scanner.ts';

/** An attribute whose prefix is not resolved yet. */
export type OpenAttribute = { -readonly [Key in keyof XmlAttribute]: XmlAttribute[Key] };

/** A start tag as it is written. */
export interface StartTag {
  readonly prefix: string;
  readonly localName: string;
  readonly attributes: readonly OpenAttribute[];
  readonly declarations: readonly NamespaceDeclaration[];
}

/** Most elements have neither; all of those share these. */
const noAttributes: OpenAttribute[] = [];
const noDeclarations: NamespaceDeclaration[] = [];

/**
 * Reads a start tag behind its `<` and up to its `>` or `/>`.
 * @throws Problem `xml-malformed`, `xml-namespace`, `xml-too-many-attributes`, `xml-value-too-long`
 */
export function readStartTag(scanner: XmlScanner): StartTag {
  scanner.readName();
  const { prefix, localName } = scanner;
  let attributes = noAttributes;
  let declarations = noDeclarations;
  while (scanner.takeWhiteSpace() && !scanner.isNext(slash) && !scanner.isNext(greaterThan)) {
    if (attributes.length + declarations.length === xmlLimits.maximumAttributesPerElement) {
      throw new Problem('xml-too-many-attributes');
    }
    const attribute = readAttribute(scanner);
    if (attribute.prefix === 'xmlns' || (attribute.prefix === '' && attribute.localName === 'xmlns')) {
      if (declarations === noDeclarations) declarations = [];
      declarations.push(declarationOf(attribute.prefix === '' ? '' : attribute.localName, attribute.value));
    } else {
      if (attributes === noAttributes) attributes = [];
      attributes.push(attribute);
    }
  }
  return { prefix, localName, attributes, declarations };
}

function readAttribute(scanner: XmlScanner): OpenAttribute {
  scanner.readName();
  const { prefix, localName } = scanner;
  scanner.takeWhiteSpace();
  scanner.require(equals);
  scanner.takeWhiteSpace();
  const value = scanner.readAttributeValue();
  if (value.length > xmlLimits.maximumValueLength) throw new Problem('xml-value-too-long');
  return { prefix, localName, namespace: '', value };
}
