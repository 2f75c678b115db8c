import { Problem } from '../../problems/problem.ts';
import type { XmlElement } from './xml/element.ts';
import * as ns from './xml/namespaces.ts';

/**
 * Every element that signature wrapping has to add or move, by its local name alone: an element in a wrong namespace
 * counts too.
 */
export interface ElementCounts {
  readonly assertions: readonly XmlElement[];
  readonly encryptedAssertions: readonly XmlElement[];
  readonly signatures: readonly XmlElement[];
}

/** Counts these elements in `root` and below it. */
export function countElements(root: XmlElement): ElementCounts {
  const counts = { assertions: [], encryptedAssertions: [], signatures: [] } as Record<
    keyof ElementCounts,
    XmlElement[]
  >;
  const count = (element: XmlElement) => {
    if (element.localName === 'Assertion') counts.assertions.push(element);
    else if (element.localName === 'EncryptedAssertion') counts.encryptedAssertions.push(element);
    else if (element.localName === 'Signature') counts.signatures.push(element);
    for (const child of element.children) if (typeof child !== 'string') count(child);
  };
  count(root);
  return counts;
}

/**
 * Returns the one Assertion of a Response, in the clear or encrypted, which is the Response's own child; undefined
 * where there is none.
 * @throws Problem `assertion-repeated`, `assertion-misplaced`
 */
export function findOneAssertion(
  response: XmlElement,
  { assertions, encryptedAssertions }: ElementCounts,
): XmlElement | undefined {
  const found = assertions.length + encryptedAssertions.length;
  if (found > 1) throw new Problem('assertion-repeated', { expected: 'one Assertion', actual: `${found}` });
  const assertion = assertions[0] ?? encryptedAssertions[0];
  if (assertion !== undefined && (assertion.parent !== response || assertion.namespace !== ns.saml)) {
    throw new Problem('assertion-misplaced', { actual: `in ${assertion.parent?.localName ?? 'nothing'}` });
  }
  return assertion;
}

/** The elements that may be signed, each by its name in a refusal. */
type SignedPlaces = { readonly response?: XmlElement; readonly assertion?: XmlElement };

/**
 * Returns the signature of each place. Each is the place's own child, and a place has at most one.
 * @throws Problem `signature-misplaced`, `signature-repeated`
 */
export function placeSignatures(
  found: readonly XmlElement[],
  { response, assertion }: SignedPlaces,
): SignedPlaces {
  const signatures: { response?: XmlElement; assertion?: XmlElement } = {};
  for (const signature of found) {
    const { parent } = signature;
    const place =
      parent === undefined
        ? undefined
        : parent === response
          ? 'response'
          : parent === assertion
            ? 'assertion'
            : undefined;
    if (place === undefined || signature.namespace !== ns.ds) {
      throw new Problem('signature-misplaced', { actual: `in ${parent?.localName ?? 'nothing'}` });
    }
    if (signatures[place] !== undefined)
      throw new Problem('signature-repeated', { actual: `in the ${place}` });
    signatures[place] = signature;
  }
  return signatures;
}
