/** An element of a metadata document. CDATA is part of its text; comments and processing instructions are dropped. */
export interface MetadataElement {
  readonly namespace: string;
  readonly localName: string;
  /** Attributes without a namespace: a connection uses no others. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly MetadataElement[];
  /** All text directly in it, joined. */
  readonly text: string;
}

/** Namespace of SAML metadata. @see https://docs.oasis-open.org/security/saml/v2.0/saml-metadata-2.0-os.pdf */
export const metadataNamespace = 'urn:oasis:names:tc:SAML:2.0:metadata';
/** Namespace of XML signatures. */
export const signatureNamespace = 'http://www.w3.org/2000/09/xmldsig#';

/** Returns whether `element` has this name in this namespace. */
export function isMetadataElement(element: MetadataElement, namespace: string, localName: string): boolean {
  return element.localName === localName && element.namespace === namespace;
}

/** Returns the children of this name, in document order. */
export function metadataChildren(
  parent: MetadataElement,
  namespace: string,
  localName: string,
): readonly MetadataElement[] {
  return parent.children.filter((child) => isMetadataElement(child, namespace, localName));
}
