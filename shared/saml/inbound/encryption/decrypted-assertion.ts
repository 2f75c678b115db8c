import { Problem } from '../../../problems/problem.ts';
import { countElements, placeSignatures, requireVersionAndId } from '../response.ts';
import { isElement, type XmlElement } from '../xml/element.ts';
import * as ns from '../xml/namespaces.ts';
import { readXml } from '../xml/read-xml.ts';

/** An Assertion as it came out of its cipher text, not believed yet. */
export interface DecryptedAssertion {
  readonly assertion: XmlElement;
  readonly signature: XmlElement | undefined;
}

/**
 * Reads the plaintext as a document of its own, by the one strict reader: it is never put into the Response's
 * text or tree. So no namespace of the Response reaches into it, as exclusive canonicalisation wants it, and no
 * element of the Response can be taken for one of its own. It holds one Assertion, its root, and at most one
 * Signature, the root's child.
 * @throws Problem `xml-…`, `response-…`, `assertion-…`, `signature-…`
 */
export function readDecryptedAssertion(plaintext: Uint8Array): DecryptedAssertion {
  const assertion = readXml(plaintext);
  if (!isElement(assertion, ns.saml, 'Assertion')) throw new Problem('assertion-missing');
  requireVersionAndId(assertion);
  const { assertions, encryptedAssertions, signatures } = countElements(assertion);
  if (assertions.length + encryptedAssertions.length > 1) throw new Problem('assertion-repeated');
  return { assertion, signature: placeSignatures(signatures, { assertion }).assertion };
}
