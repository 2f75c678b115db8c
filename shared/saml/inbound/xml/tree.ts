import { Problem } from '../../../problems/problem.ts';
import type { NamespaceDeclaration, XmlElement } from './element.ts';
import { xmlLimits } from './limits.ts';
import { NamespaceScope } from './namespace-scope.ts';
import { greaterThan, lessThan, slash, type XmlScanner } from './scanner.ts';
import { append, type OpenAttribute, type OpenElement, readStartTag } from './start-tag.ts';

/**
 * Reads one element with white space around it, from the scanner's place to the end, after XML 1.0 and Namespaces
 * in XML 1.0, but without comments, CDATA sections, processing instructions and DOCTYPE.
 * @throws Problem `xml-…`
 */
export function readTree(scanner: XmlScanner): XmlElement {
  return new TreeReader(scanner).read();
}

class TreeReader {
  readonly #scanner: XmlScanner;
  readonly #scope = new NamespaceScope();
  readonly #ids = new Set<string>();
  #elements = 0;
  #depth = 0;

  constructor(scanner: XmlScanner) {
    this.#scanner = scanner;
  }

  read(): XmlElement {
    const scanner = this.#scanner;
    scanner.takeWhiteSpace();
    scanner.require(lessThan);
    const root = this.#element(undefined);
    let open = this.#isEmpty(root) ? undefined : root;
    while (open !== undefined) {
      const text = scanner.readText();
      if (text !== '') open.children = append(open.children, text);
      scanner.require(lessThan);
      if (scanner.take(slash)) {
        this.#endTag(open);
        open = open.parent;
      } else {
        const element = this.#element(open);
        open.children = append(open.children, element);
        if (!this.#isEmpty(element)) open = element;
      }
    }
    scanner.takeWhiteSpace();
    if (!scanner.isAtEnd) throw scanner.malformed('something behind the root element');
    return root;
  }

  /** Reads a start tag, its `>` or `/>` excepted. */
  #element(parent: OpenElement | undefined): OpenElement {
    const element = readStartTag(this.#scanner, parent);
    const { attributes, declarations } = element;
    this.#scope.enter(declarations);
    element.namespace = element.prefix === '' ? (this.#scope.nameOf('') ?? '') : this.#nameOf(element.prefix);
    for (const attribute of attributes) {
      if (attribute.prefix !== '') attribute.namespace = this.#nameOf(attribute.prefix);
    }
    refuseRepeated(attributes);
    refuseRepeatedPrefix(declarations);
    this.#depth += 1;
    this.#elements += 1;
    if (this.#depth > xmlLimits.maximumDepth) throw new Problem('xml-too-deep');
    if (this.#elements > xmlLimits.maximumElements) throw new Problem('xml-too-many-elements');
    for (const { localName, value } of attributes) if (isId(localName)) this.#refuseRepeatedId(value);
    return element;
  }

  #nameOf(prefix: string): string {
    const name = this.#scope.nameOf(prefix);
    if (name === undefined) throw malformed(`the prefix ${prefix} stands for nothing`);
    return name;
  }

  #refuseRepeatedId(value: string): void {
    if (this.#ids.has(value)) throw new Problem('xml-id-repeated', { actual: value });
    this.#ids.add(value);
  }

  /** Reads the end of a start tag; whether it was the end of the element too. */
  #isEmpty(element: OpenElement): boolean {
    const isEmpty = this.#scanner.take(slash);
    this.#scanner.require(greaterThan);
    if (isEmpty) this.#leave(element);
    return isEmpty;
  }

  /** Reads an end tag behind its `</`. */
  #endTag(element: OpenElement): void {
    const scanner = this.#scanner;
    const { prefix, localName } = element;
    const isOurs = (prefix === '' || scanner.takeText(`${prefix}:`)) && scanner.takeText(localName);
    if (!isOurs) throw scanner.malformed(`no end of ${localName}`);
    scanner.takeWhiteSpace();
    scanner.require(greaterThan);
    this.#leave(element);
  }

  #leave({ declarations }: OpenElement): void {
    this.#depth -= 1;
    this.#scope.leave(declarations);
  }
}

/** `ID`, `Id`, `id` and `iD`, with any prefix: what one reader or another takes for an identifier. */
function isId(localName: string): boolean {
  return localName.length === 2 && localName.toLowerCase() === 'id';
}

/** So few are compared each with each, which takes no memory. */
const few = 8;

/** No expanded name twice (Namespaces in XML 1.0 section 6.3). */
function refuseRepeated(attributes: readonly OpenAttribute[]): void {
  if (attributes.length > few) {
    // By namespace first: its text, which may be long, is hashed once and never copied.
    const names = new Map<string, Set<string>>();
    for (const { localName, namespace } of attributes) {
      const known = names.get(namespace) ?? new Set();
      if (known.has(localName)) throw malformed('an attribute twice');
      names.set(namespace, known.add(localName));
    }
    return;
  }
  for (let at = 1; at < attributes.length; at += 1) {
    for (let before = 0; before < at; before += 1) {
      const [a, b] = [attributes[before], attributes[at]];
      if (a?.localName === b?.localName && a?.namespace === b?.namespace)
        throw malformed('an attribute twice');
    }
  }
}

function refuseRepeatedPrefix(declarations: readonly NamespaceDeclaration[]): void {
  if (
    declarations.length > 1 &&
    new Set(declarations.map(({ prefix }) => prefix)).size < declarations.length
  ) {
    throw malformed('a prefix declared twice');
  }
}

const malformed = (what: string) => new Problem('xml-malformed', { actual: what });
