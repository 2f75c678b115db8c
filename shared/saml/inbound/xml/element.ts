/** An attribute that is not a namespace declaration. */
export interface XmlAttribute {
  readonly prefix: string;
  readonly localName: string;
  /** The namespace URI; empty without a prefix. */
  readonly namespace: string;
  /** After the normalisation of XML 1.0 3.3.3. */
  readonly value: string;
}

/** `xmlns:prefix="namespace"`; the prefix is empty for the default namespace. */
export interface NamespaceDeclaration {
  readonly prefix: string;
  readonly namespace: string;
}

/**
 * An element of the one tree that a message becomes. The node that is digested is the node that is read:
 * there is no second form of it. Text is a string among the children, two never side by side; there are
 * neither comments nor processing instructions, because the reader refuses them.
 */
export interface XmlElement {
  readonly prefix: string;
  readonly localName: string;
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  readonly declarations: readonly NamespaceDeclaration[];
  readonly children: readonly (XmlElement | string)[];
  readonly parent: XmlElement | undefined;
}

/** Whether `element` has this name in this namespace. */
export function isElement(element: XmlElement, namespace: string, localName: string): boolean {
  return element.localName === localName && element.namespace === namespace;
}

/** Returns the value of an attribute without namespace, or undefined. */
export function attributeOf(element: XmlElement, name: string): string | undefined {
  for (const attribute of element.attributes) {
    if (attribute.localName === name && attribute.namespace === '') return attribute.value;
  }
  return undefined;
}

const notWhiteSpace = /[^ \t\r\n]/;

/** Returns the child elements, or undefined if there is text between them that is not white space. */
export function childElements(element: XmlElement): readonly XmlElement[] | undefined {
  const { children } = element;
  if (areElements(children)) return children;
  const elements: XmlElement[] = [];
  for (const child of children) {
    if (typeof child !== 'string') elements.push(child);
    else if (notWhiteSpace.test(child)) return undefined;
  }
  return elements;
}

function areElements(children: XmlElement['children']): children is readonly XmlElement[] {
  for (const child of children) if (typeof child === 'string') return false;
  return true;
}

/** Returns the exact text of an element that contains only text; undefined if it has a child element. */
export function textOf(element: XmlElement): string | undefined {
  const { children } = element;
  const first = children[0];
  if (first === undefined) return '';
  return typeof first === 'string' && children.length === 1 ? first : undefined;
}

/**
 * Returns the exact text of an element that may contain only text. Every reader uses this function, so that no part is
 * left out that another reader would see.
 * @throws what `refuse` makes of `an element in …`
 */
export function requireText(element: XmlElement, refuse: (what: string) => Error): string {
  const text = textOf(element);
  if (text === undefined) throw refuse(`an element in ${element.localName}`);
  return text;
}
