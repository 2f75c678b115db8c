import { Buffer } from 'node:buffer';
import { Problem } from '../../shared/saml/inbound/problem.ts';
import { readXml } from '../../shared/saml/inbound/xml.ts';
import type { XmlElement } from '../../shared/saml/inbound/xml-element.ts';
import { requireSameCanonicalForm } from './canonical-agreement.ts';
import type { DocumentCase } from './document.ts';
import { withLibxml2 } from './reference/libxml2.ts';
import type { Tally } from './tally.ts';
import { withinTimeLimit } from './time-limit.ts';
import { Violation } from './violation.ts';

/**
 * Every document within our limits is read, and its canonical form is libxml2's, whole or in part.
 * @throws Violation
 */
export function checkDocument(input: DocumentCase, tally: Tally): void {
  const bytes = Buffer.from(input.xml);
  const root = withinTimeLimit(bytes.length, () => read(bytes));
  withLibxml2(bytes, (document) => {
    if (document === undefined) throw new Violation('not well-formed to libxml2');
    requireSameCanonicalForm(root, document, input);
  });
  tally.count('canonical');
}

function read(bytes: Uint8Array): XmlElement {
  try {
    return readXml(bytes);
  } catch (error) {
    if (error instanceof Problem) throw new Violation(`refused: ${error.code} ${error.actual}`);
    throw error;
  }
}
