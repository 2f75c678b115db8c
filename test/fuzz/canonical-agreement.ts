import type { XmlElement as ReferenceElement, XmlDocument } from 'libxml2-wasm';
import type { Canonicalisation, canonicalXml } from '../../shared/saml/inbound/xml/canonical-xml.ts';
import type { XmlElement } from '../../shared/saml/inbound/xml/element.ts';
import { canonicalByLibxml2, elementAt } from '../fixtures/libxml2.ts';
import type { DocumentCase } from './document.ts';
import { Violation } from './violation.ts';

/** The part of a document whose two canonical forms are compared. */
export type Subset = Omit<DocumentCase, 'xml'>;

/**
 * Holds both canonical forms of a subset against libxml2's, byte for byte. Takes the left-out element away
 * from `document`, as the enveloped-signature transform does.
 * @throws Violation
 */
export function requireSameCanonicalForm(
  root: XmlElement,
  document: XmlDocument,
  canonical: typeof canonicalXml,
  subset: Subset,
): void {
  const all = elementsOf(root);
  const apex = all[subset.apex % all.length] ?? root;
  const reference = elementAt(document, `(//*)[${all.indexOf(apex) + 1}]`);
  if (reference === undefined) throw new Violation('libxml2 has fewer elements');
  const without = leftOut(apex, reference, subset.without);
  for (const form of ['exclusive', 'inclusive'] as const) {
    const choice: Canonicalisation = {
      form,
      ...(form === 'exclusive' ? { inclusivePrefixes: subset.inclusivePrefixes } : {}),
    };
    const ours = canonical(apex, without === undefined ? choice : { ...choice, without });
    const theirs = canonicalByLibxml2(reference, choice);
    if (ours !== theirs) throw new Violation(`${form} form: ours ${ours} libxml2's ${theirs}`);
  }
}

function elementsOf(element: XmlElement): readonly XmlElement[] {
  return [
    element,
    ...element.children.flatMap((child) => (typeof child === 'string' ? [] : elementsOf(child))),
  ];
}

function leftOut(
  apex: XmlElement,
  reference: ReferenceElement,
  drawn: number | undefined,
): XmlElement | undefined {
  const children = apex.children.filter((child) => typeof child !== 'string');
  if (drawn === undefined || children.length === 0) return undefined;
  const place = drawn % children.length;
  const theirs = reference.find('*')[place];
  if (theirs === undefined) throw new Violation('libxml2 has fewer children');
  theirs.remove();
  return children[place];
}
