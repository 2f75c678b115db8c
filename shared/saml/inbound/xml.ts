import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS, type XMLDecl } from 'saxes';
import * as ns from './namespaces.ts';
import { Problem, type ProblemCode } from './problem.ts';
import type { NamespaceDeclaration, XmlAttribute, XmlElement } from './xml-element.ts';

/** What one message may hold; beyond it the reader stops at once. */
export const xmlLimits = {
  maximumElements: 2_000,
  maximumDepth: 32,
  /** Namespace declarations count as attributes. */
  maximumAttributesPerElement: 64,
  /** Of text and of attribute values, in UTF-16 code units. */
  maximumValueLength: 2_048,
} as const;

/** Elements whose text may be as long as the message: a certificate, a cipher text. */
const longValueElements: ReadonlySet<string> = new Set(['X509Certificate', 'CipherValue']);

interface GrowingElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

/**
 * The tree of a document in the one kind of XML that we read: version 1.0, UTF-8 without a byte order mark,
 * namespaces well-formed, no DOCTYPE, comment, CDATA section or processing instruction, only predefined
 * entities and legal character references, each ID value once, within {@link xmlLimits}. Time grows
 * linearly with the length.
 * @throws Problem `xml-…`
 */
export function readXml(bytes: Uint8Array): XmlElement {
  const text = decodeUtf8(bytes);
  refuseMarkupWeNeverRead(text);
  let root: GrowingElement | undefined;
  let current: GrowingElement | undefined;
  let depth = 0;
  let elements = 0;
  let attributes: SaxesAttributeNS[] = [];
  const ids = new Set<string>();
  const parser = new SaxesParser({
    xmlns: true,
    position: false,
    defaultXMLVersion: '1.0',
    forceXMLVersion: true,
  });

  // Five handlers and no more: saxes stores each under a computed name, and from the seventh on V8 keeps the
  // whole parser as a dictionary, which makes every character five times as dear.
  parser.on('xmldecl', refuseOtherDeclarations);
  parser.on('attribute', (attribute) => {
    // saxes adds the namespace to this same object before the element opens.
    attributes.push(attribute as SaxesAttributeNS);
    if (attributes.length > xmlLimits.maximumAttributesPerElement)
      throw new Problem('xml-too-many-attributes');
    if (attribute.value.length > xmlLimits.maximumValueLength) throw new Problem('xml-value-too-long');
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    elements += 1;
    if (depth > xmlLimits.maximumDepth) throw new Problem('xml-too-deep');
    if (elements > xmlLimits.maximumElements) throw new Problem('xml-too-many-elements');
    const element = elementOf(tag, attributes, current, ids);
    attributes = [];
    if (current === undefined) root = element;
    else current.children.push(element);
    current = element;
  });
  parser.on('text', (value) => {
    if (current === undefined) return;
    if (value.length > xmlLimits.maximumValueLength && !longValueElements.has(current.localName)) {
      throw new Problem('xml-value-too-long', {
        actual: `${value.length} characters in ${current.localName}`,
      });
    }
    const { children } = current;
    const last = children.at(-1);
    if (typeof last === 'string') children[children.length - 1] = last + value;
    else children.push(value);
  });
  parser.on('closetag', () => {
    depth -= 1;
    current = current?.parent as GrowingElement | undefined;
  });

  try {
    parser.write(text).close();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'Error') throw error;
    throw new Problem('xml-malformed', { actual: error.message });
  }
  if (root === undefined) throw new Problem('xml-malformed', { actual: 'no root element' });
  return root;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeUtf8(bytes: Uint8Array): string {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw new Problem('xml-not-utf-8');
  }
  if (text.charCodeAt(0) === 0xfeff) throw new Problem('xml-not-utf-8', { actual: 'a byte order mark' });
  return text;
}

const forbidden: readonly (readonly [string, ProblemCode])[] = [
  ['<!--', 'xml-comment'],
  ['<![CDATA[', 'xml-cdata'],
  ['<!DOCTYPE', 'xml-doctype'],
];

const xmlDeclaration = /^<\?xml[ \t\r\n]/;

/**
 * `<` starts nothing but markup in well-formed XML, so what we never read is found, and refused by its own
 * name, before the tokenizer spends a step on it.
 */
function refuseMarkupWeNeverRead(text: string): void {
  const at = text.indexOf('<!');
  if (at >= 0) {
    const [, code] = forbidden.find(([opening]) => text.startsWith(opening, at)) ?? [];
    throw new Problem(code ?? 'xml-malformed', { actual: text.slice(at, at + 9) });
  }
  const instruction = text.indexOf('<?', xmlDeclaration.test(text) ? 1 : 0);
  if (instruction >= 0) throw new Problem('xml-processing-instruction');
}

function refuseOtherDeclarations({ version, encoding }: XMLDecl): void {
  if (version !== '1.0') throw new Problem('xml-version', { expected: '1.0', actual: version ?? 'none' });
  if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') {
    throw new Problem('xml-encoding', { expected: 'UTF-8', actual: encoding });
  }
}

function elementOf(
  tag: SaxesTagNS,
  all: readonly SaxesAttributeNS[],
  parent: GrowingElement | undefined,
  ids: Set<string>,
): GrowingElement {
  const attributes: XmlAttribute[] = [];
  const declarations: NamespaceDeclaration[] = [];
  requireNcName(tag.prefix, tag.local);
  for (const attribute of all) {
    requireNcName(attribute.prefix, attribute.local);
    if (attribute.uri === ns.xmlns) declarations.push(declarationOf(attribute));
    else {
      attributes.push({
        prefix: attribute.prefix,
        localName: attribute.local,
        namespace: attribute.uri,
        value: attribute.value,
      });
      if (attribute.local.length === 2 && attribute.local.toLowerCase() === 'id') {
        if (ids.has(attribute.value)) throw new Problem('xml-id-repeated', { actual: attribute.value });
        ids.add(attribute.value);
      }
    }
  }
  return {
    prefix: tag.prefix,
    localName: tag.local,
    namespace: tag.uri,
    attributes,
    declarations,
    children: [],
    parent,
  };
}

/** What a name may go on with, but not begin with (XML 1.0 2.3). */
const noNameStart = /^(?:[-.0-9\u00b7\u203f\u2040]|[\u0300-\u036f])/;

/** The tokenizer checks a qualified name as a whole; behind the colon a name begins anew. */
function requireNcName(prefix: string, localName: string): void {
  if (prefix !== '' && noNameStart.test(localName)) {
    throw new Problem('xml-malformed', { actual: `${prefix}:${localName}` });
  }
}

/**
 * Relative namespace names have no canonical form (Canonical XML 1.0 1.3), and libxml2 makes nothing, or no XML,
 * of names that are no URI or hold an ampersand: an absolute URI without one (RFC 3986), or none.
 */
const absoluteUri =
  /^[A-Za-z][A-Za-z0-9+.-]*:(?:\/\/[\w.-]*(?::\d+)?(?![^/?#])|(?!\/\/))(?:[\w.~!$'()*+,;=:@/?-]|%[\dA-Fa-f]{2})*(?:#(?:[\w.~!$'()*+,;=:@/?-]|%[\dA-Fa-f]{2})*)?$/;

function declarationOf({ name, local, value }: SaxesAttributeNS): NamespaceDeclaration {
  const prefix = name === 'xmlns' ? '' : local;
  if (prefix === 'xml' || prefix === 'xmlns') throw new Problem('xml-namespace', { actual: name });
  if (value !== '' && !absoluteUri.test(value)) throw new Problem('xml-namespace', { actual: value });
  return { prefix, namespace: value };
}
