import { Problem } from '../../../problems/problem.ts';
import type { XmlAttribute, XmlElement } from './element.ts';
import * as ns from './namespaces.ts';

/** Which canonical form, and what is left out of it. */
export interface Canonicalisation {
  /** Exclusive XML Canonicalization 1.0, or Canonical XML 1.0; both without comments. */
  readonly form: 'exclusive' | 'inclusive';
  /** InclusiveNamespaces PrefixList of the exclusive form; the default namespace is the empty string. */
  readonly inclusivePrefixes?: readonly string[];
  /** The subtree that the enveloped-signature transform takes away. */
  readonly without?: XmlElement;
  /** In UTF-16 code units: beyond it nothing more is written. Default: as long as it gets. */
  readonly maximumLength?: number;
}

/**
 * The canonical form of `apex` and all below it, as text to be encoded in UTF-8. Byte for byte what
 * libxml2 writes for the same document subset. Linear in the size of the subtree and of what is written.
 * @throws Problem `xml-canonical-form-too-long` beyond `maximumLength`
 */
export function canonicalXml(apex: XmlElement, canonicalisation: Canonicalisation): string {
  return new Writer(apex, canonicalisation).write();
}

class Writer {
  readonly #apex: XmlElement;
  readonly #inclusive: boolean;
  readonly #prefixes: ReadonlySet<string>;
  readonly #without: XmlElement | undefined;
  readonly #maximumLength: number;
  /** What the nearest output ancestor that declares a prefix bound it to. */
  readonly #rendered = new Map<string, string>();
  #output = '';
  /** The place of each namespace in their order; made when attributes are out of order for the first time. */
  #ranks: ReadonlyMap<string, number> | undefined;

  constructor(
    apex: XmlElement,
    { form, inclusivePrefixes, without, maximumLength = Number.POSITIVE_INFINITY }: Canonicalisation,
  ) {
    this.#apex = apex;
    this.#inclusive = form === 'inclusive';
    this.#prefixes = new Set(inclusivePrefixes);
    this.#without = without;
    this.#maximumLength = maximumLength;
  }

  write(): string {
    const apex = this.#apex;
    const inherited = new Map<string, string>();
    if (this.#inclusive || this.#prefixes.size > 0) {
      for (let at: XmlElement | undefined = apex; at !== undefined; at = at.parent) {
        for (const { prefix, namespace } of at.declarations) {
          if (!inherited.has(prefix) && this.#isInclusive(prefix)) inherited.set(prefix, namespace);
        }
      }
    }
    const attributes = this.#inclusive ? withInheritedXmlAttributes(apex) : apex.attributes;
    this.#element(apex, attributes, inherited);
    return this.#output;
  }

  #isInclusive(prefix: string): boolean {
    // `xml` is bound everywhere, and a declaration of it never written (Canonical XML 1.0 2.3).
    return prefix !== 'xml' && (this.#inclusive || this.#prefixes.has(prefix));
  }

  #element(
    element: XmlElement,
    attributes: readonly XmlAttribute[],
    inherited?: ReadonlyMap<string, string>,
  ): void {
    const name = qualified(element);
    const changes = this.#namespaceChanges(element, attributes, inherited);
    const outer = changes === none ? none : this.#enter(changes);
    let start = `<${name}`;
    for (const [prefix, namespace] of changes) {
      start += `${prefix === '' ? ' xmlns' : ` xmlns:${prefix}`}="${escapeAttribute(namespace)}"`;
    }
    for (const attribute of this.#inCanonicalOrder(attributes)) {
      start += ` ${qualified(attribute)}="${escapeAttribute(attribute.value)}"`;
    }
    this.#output += `${start}>`;
    if (this.#output.length > this.#maximumLength) throw new Problem('xml-canonical-form-too-long');
    for (const child of element.children) {
      if (typeof child === 'string') this.#output += escapeText(child);
      else if (child !== this.#without) this.#element(child, child.attributes);
    }
    if (outer !== none) this.#enter(outer);
    this.#output += `</${name}>`;
  }

  #inCanonicalOrder(attributes: readonly XmlAttribute[]): readonly XmlAttribute[] {
    let before: XmlAttribute | undefined;
    for (const attribute of attributes) {
      if (before !== undefined && this.#compare(before, attribute) > 0) {
        return [...attributes].sort((a, b) => this.#compare(a, b));
      }
      before = attribute;
    }
    return attributes;
  }

  #compare(a: XmlAttribute, b: XmlAttribute): number {
    if (a.namespace === b.namespace) return compareCodePoints(a.localName, b.localName);
    if (a.namespace === '' || b.namespace === '') return a.namespace === '' ? -1 : 1;
    this.#ranks ??= rankNamespaces(this.#apex);
    return (this.#ranks.get(a.namespace) ?? 0) - (this.#ranks.get(b.namespace) ?? 0);
  }

  /** Makes these bindings the rendered ones; returns what undoes it. */
  #enter(bindings: readonly Binding[]): readonly Binding[] {
    return bindings.map(([prefix, namespace]) => {
      // Not rendered yet and rendered as empty are the same to every comparison.
      const before = this.#rendered.get(prefix) ?? '';
      this.#rendered.set(prefix, namespace);
      return [prefix, before] as const;
    });
  }

  /** The namespace declarations that this start tag writes, in canonical order. */
  #namespaceChanges(
    element: XmlElement,
    attributes: readonly XmlAttribute[],
    inherited: ReadonlyMap<string, string> | undefined,
  ): readonly Binding[] {
    // At the apex nothing is rendered yet, and a Map has each prefix once.
    let changes = inherited === undefined ? none : [...inherited].filter(([, namespace]) => namespace !== '');
    if (inherited === undefined && (this.#inclusive || this.#prefixes.size > 0)) {
      for (const { prefix, namespace } of element.declarations) {
        if (this.#isInclusive(prefix)) changes = this.#with(changes, prefix, namespace);
      }
    }
    if (!this.#inclusive) {
      changes = this.#with(changes, element.prefix, element.namespace);
      for (const { prefix, namespace } of attributes) {
        if (prefix !== '') changes = this.#with(changes, prefix, namespace);
      }
    }
    return changes.length > 1 ? [...changes].sort(([a], [b]) => compareCodePoints(a, b)) : changes;
  }

  /** `changes`, and this binding where it changes what is rendered. */
  #with(changes: readonly Binding[], prefix: string, namespace: string): readonly Binding[] {
    // No declaration in force and the empty default are the same: `xmlns=""` only ever undoes one.
    if (prefix === 'xml' || (this.#rendered.get(prefix) ?? '') === namespace) return changes;
    if (changes.some(([changed]) => changed === prefix)) return changes;
    return [...changes, [prefix, namespace]];
  }
}

/** A prefix and the namespace it stands for. */
type Binding = readonly [prefix: string, namespace: string];

const none: readonly Binding[] = [];

/** The apex of an inclusive subset carries the `xml:` attributes of its ancestors (Canonical XML 1.0 2.4). */
function withInheritedXmlAttributes(apex: XmlElement): readonly XmlAttribute[] {
  const attributes = [...apex.attributes];
  for (let at = apex.parent; at !== undefined; at = at.parent) {
    for (const attribute of at.attributes) {
      const overridden = attributes.some(
        (own) => own.namespace === ns.xml && own.localName === attribute.localName,
      );
      if (attribute.namespace === ns.xml && !overridden) attributes.push(attribute);
    }
  }
  return attributes;
}

function qualified({ prefix, localName }: XmlElement | XmlAttribute): string {
  return prefix === '' ? localName : `${prefix}:${localName}`;
}

/**
 * The place of each attribute namespace at and below `apex`, and of `xml`'s, among all of them. Two long names are
 * compared here, once, and not again at every element. They are ASCII (`declarationOf`): `sort` orders by code unit.
 */
function rankNamespaces(apex: XmlElement): ReadonlyMap<string, number> {
  const names = new Set(['', ns.xml]);
  const collect = ({ attributes, children }: XmlElement) => {
    for (const { namespace } of attributes) names.add(namespace);
    for (const child of children) if (typeof child !== 'string') collect(child);
  };
  collect(apex);
  return new Map([...names].sort().map((name, rank) => [name, rank]));
}

/** By Unicode code point; JavaScript compares UTF-16 code units, which differ beyond U+FFFF. */
function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0;
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return rank(a, at) - rank(b, at);
}

/** The code unit at `at` so that halves of pairs rank behind all else, and the end before everything. */
function rank(text: string, at: number): number {
  const unit = at < text.length ? text.charCodeAt(at) : -1;
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

const textEscapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\r': '&#xD;',
};
const attributeEscapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

const inText = /[&<>\r]/;
const inAttribute = /[&<"\t\n\r]/;

function escapeText(text: string): string {
  return inText.test(text) ? text.replace(/[&<>\r]/g, (character) => textEscapes[character] ?? '') : text;
}

function escapeAttribute(text: string): string {
  if (!inAttribute.test(text)) return text;
  return text.replace(/[&<"\t\n\r]/g, (character) => attributeEscapes[character] ?? '');
}
